#include "predict.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "json.h"

namespace {

const int64_t MOST_ELEMENTS = int64_t{1} << 29;

template <typename T>
void put(std::vector<char>& bytes, T value) {
  const char* from = reinterpret_cast<const char*>(&value);
  bytes.insert(bytes.end(), from, from + sizeof value);
}

[[noreturn]] void bad_value(const std::string& field, const json::Value& value, const std::string& want) {
  std::string got = value.text.empty() ? "something else" : "`" + value.text.substr(0, 40) + "`";
  throw BadInput(400, "bad_value", field, "got " + got + ", want " + want);
}

template <typename T>
void put_integer(std::vector<char>& bytes, const json::Value& value, const std::string& field) {
  if (value.kind != json::Value::NUMBER || value.text.find_first_of(".eE") != std::string::npos)
    bad_value(field, value, "an integer");
  errno = 0;
  long long number = std::strtoll(value.text.c_str(), nullptr, 10);
  if (errno == ERANGE || number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max())
    bad_value(field, value, "an integer in range");
  put(bytes, static_cast<T>(number));
}

template <typename T>
void put_real(std::vector<char>& bytes, const json::Value& value, const std::string& field) {
  if (value.kind != json::Value::NUMBER) bad_value(field, value, "a number");
  // Through double, as Python reads it: the same bits on both sides.
  T number = static_cast<T>(std::strtod(value.text.c_str(), nullptr));
  if (!std::isfinite(number)) bad_value(field, value, "a finite number in range");
  put(bytes, number);
}

void put_element(Tensor& tensor, const json::Value& value, const std::string& field) {
  const std::string& dtype = tensor.dtype;
  if (dtype == "float32") return put_real<float>(tensor.bytes, value, field);
  if (dtype == "float64") return put_real<double>(tensor.bytes, value, field);
  if (dtype == "int64") return put_integer<int64_t>(tensor.bytes, value, field);
  if (dtype == "int32") return put_integer<int32_t>(tensor.bytes, value, field);
  if (dtype == "int16") return put_integer<int16_t>(tensor.bytes, value, field);
  if (dtype == "int8") return put_integer<int8_t>(tensor.bytes, value, field);
  if (dtype == "uint8") return put_integer<uint8_t>(tensor.bytes, value, field);
  if (value.kind != json::Value::BOOLEAN) bad_value(field, value, "true or false");
  put(tensor.bytes, value.boolean);
}

void put_elements(Tensor& tensor, const json::Value& value, const std::string& field) {
  for (size_t i = 0; i < value.items.size(); i++) {
    std::string at = field + "[" + std::to_string(i) + "]";
    if (value.items[i].kind == json::Value::ARRAY) put_elements(tensor, value.items[i], at);
    else put_element(tensor, value.items[i], at);
  }
}

// The shape of nested lists, which must be regular; of a flat one when `shape` is not given.
std::vector<int64_t> nested_shape(const json::Value& value, const std::string& field) {
  if (value.kind != json::Value::ARRAY) return {};
  std::vector<int64_t> shape = {static_cast<int64_t>(value.items.size())};
  if (value.items.empty()) return shape;
  std::vector<int64_t> inner = nested_shape(value.items[0], field + "[0]");
  for (size_t i = 1; i < value.items.size(); i++) {
    std::string at = field + "[" + std::to_string(i) + "]";
    if (nested_shape(value.items[i], at) != inner)
      throw BadInput(400, "bad_shape", at, "the nested lists are of unequal length");
  }
  shape.insert(shape.end(), inner.begin(), inner.end());
  return shape;
}

std::vector<int64_t> read_shape(const json::Value& value, const std::string& field) {
  std::vector<int64_t> shape;
  if (value.kind != json::Value::ARRAY || value.items.size() > 16)
    throw BadInput(400, "bad_shape", field, "want a list of at most 16 dimensions");
  for (const json::Value& dim : value.items) {
    if (dim.kind != json::Value::NUMBER || dim.text.size() > 12 ||
        dim.text.find_first_not_of("0123456789") != std::string::npos)
      throw BadInput(400, "bad_shape", field, "want whole numbers from 0");
    shape.push_back(std::stoll(dim.text));
  }
  return shape;
}

std::vector<char> from_base64(const std::string& text, const std::string& field) {
  static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  size_t pads = text.size() < 2 ? 0 : (text.back() == '=') + (text[text.size() - 2] == '=' && text.back() == '=');
  if (text.size() % 4) throw BadInput(400, "bad_base64", field, "want a length that is a multiple of 4");
  std::vector<char> bytes;
  unsigned bits = 0;
  for (size_t i = 0; i < text.size() - pads; i++) {
    size_t digit = alphabet.find(text[i]);
    if (digit == std::string::npos) throw BadInput(400, "bad_base64", field, "a character that is not base64");
    bits = bits << 6 | static_cast<unsigned>(digit);
    if (i % 4 > 0) bytes.push_back(static_cast<char>(bits >> (6 - i % 4 * 2) & 255));
  }
  return bytes;
}

Tensor read_tensor(const std::string& name, const json::Value& value, const Model& model) {
  std::string field = "inputs." + name;
  auto port = std::find_if(model.inputs().begin(), model.inputs().end(), [&](const Port& p) { return p.name == name; });
  if (port == model.inputs().end()) throw BadInput(400, "unknown_input", field, "the model has no such input");
  if (value.kind != json::Value::OBJECT) throw BadInput(400, "bad_input", field, "want an object with `data` or `base64`");
  for (const auto& member : value.members)
    if (member.first != "shape" && member.first != "dtype" && member.first != "data" && member.first != "base64")
      throw BadInput(400, "unknown_field", field + "." + member.first, "no such field");
  Tensor tensor{name, port->dtype, {}, {}};
  const json::Value *dtype = value.find("dtype"), *shape = value.find("shape");
  const json::Value *data = value.find("data"), *base64 = value.find("base64");
  if (dtype && dtype->text != port->dtype)
    throw BadInput(400, "bad_dtype", field + ".dtype", "got `" + dtype->text.substr(0, 40) + "`, want " + port->dtype);
  if (!data == !base64) throw BadInput(400, "bad_input", field, "want either `data` or `base64`");
  if (base64 && !shape) throw BadInput(400, "bad_shape", field + ".shape", "is missing");
  if (data && data->kind != json::Value::ARRAY) throw BadInput(400, "bad_value", field + ".data", "want a list");
  std::vector<int64_t> nested = data ? nested_shape(*data, field + ".data") : std::vector<int64_t>();
  tensor.shape = shape ? read_shape(*shape, field + ".shape") : nested;
  if (data && shape && nested.size() > 1 && nested != tensor.shape)
    throw BadInput(400, "bad_shape", field + ".data", "is nested as " + shape_text(nested) + ", `shape` says " + shape_text(tensor.shape));
  if (base64) tensor.bytes = from_base64(base64->text, field + ".base64");
  if (data) put_elements(tensor, *data, field + ".data");
  size_t size = element_size(tensor.dtype);
  int64_t count = element_count(tensor.shape, MOST_ELEMENTS);
  if (count < 0 || tensor.bytes.size() != static_cast<size_t>(count) * size)
    throw BadInput(400, "bad_shape", field + ".shape",
                   shape_text(tensor.shape) + " does not fit " + std::to_string(tensor.bytes.size() / size) + " elements");
  return tensor;
}

template <typename T>
T element(const Tensor& tensor, size_t index) {
  T value;
  std::memcpy(&value, tensor.bytes.data() + index * sizeof(T), sizeof(T));
  return value;
}

// Nine digits tell a float32 from any other, seventeen a float64. JSON has no infinity: a string.
void append_real(std::string& out, double value, const char* format) {
  if (std::isnan(value)) { out += "\"NaN\""; return; }
  if (std::isinf(value)) { out += value > 0 ? "\"Infinity\"" : "\"-Infinity\""; return; }
  char text[40];
  std::snprintf(text, sizeof text, format, value);
  out += text;
}

void append(std::string& out, const Tensor& tensor, size_t i) {
  const std::string& dtype = tensor.dtype;
  if (dtype == "float32") append_real(out, element<float>(tensor, i), "%.9g");
  else if (dtype == "float64") append_real(out, element<double>(tensor, i), "%.17g");
  else if (dtype == "int64") out += std::to_string(element<int64_t>(tensor, i));
  else if (dtype == "int32") out += std::to_string(element<int32_t>(tensor, i));
  else if (dtype == "int16") out += std::to_string(element<int16_t>(tensor, i));
  else if (dtype == "int8") out += std::to_string(element<int8_t>(tensor, i));
  else if (dtype == "uint8") out += std::to_string(element<uint8_t>(tensor, i));
  else out += element<bool>(tensor, i) ? "true" : "false";
}

}  // namespace

std::vector<Tensor> read_request(const std::string& body, const Model& model) {
  json::Value request;
  try {
    request = json::parse(body);
  } catch (const std::runtime_error& wrong) {
    throw BadInput(400, "bad_json", "body", wrong.what());
  }
  const json::Value* inputs = request.find("inputs");
  if (!inputs || inputs->kind != json::Value::OBJECT)
    throw BadInput(400, "bad_input", "inputs", "want an object: input name to tensor");
  for (const auto& member : request.members)
    if (member.first != "inputs") throw BadInput(400, "unknown_field", member.first, "no such field");
  std::vector<Tensor> tensors;
  for (const auto& input : inputs->members) tensors.push_back(read_tensor(input.first, input.second, model));
  model.check(tensors);
  return tensors;
}

std::string write_response(const std::vector<Tensor>& outputs) {
  std::string out = "{\"outputs\": {";
  for (size_t o = 0; o < outputs.size(); o++) {
    const Tensor& tensor = outputs[o];
    out += (o ? ", " : "") + json::quoted(tensor.name) + ": {\"shape\": " + shape_text(tensor.shape) +
           ", \"dtype\": " + json::quoted(tensor.dtype) + ", \"data\": [";
    size_t count = tensor.bytes.size() / element_size(tensor.dtype);
    for (size_t i = 0; i < count; i++) {
      if (i) out += ", ";
      append(out, tensor, i);
    }
    out += "]}";
  }
  return out + "}}\n";
}
