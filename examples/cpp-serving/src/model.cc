#include "model.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>

#include "json.h"
#include "paddle/fluid/pir/dialect/operator/ir/op_dialect.h"
#include "paddle/jit/all.h"
#include "paddle/phi/api/all.h"
#include "paddle/pir/include/core/ir_context.h"

// Exported by the wheel's libraries, in none of its headers.
namespace paddle {
std::string get_version();
namespace framework {
bool InitGflags(std::vector<std::string> arguments);
void InitDevices();
void InitMemoryMethod();
}  // namespace framework
}  // namespace paddle
namespace paddle_flags {
extern bool FLAGS_use_mkldnn;
}

namespace {

const std::pair<const char*, paddle::DataType> TYPES[] = {
    {"bool", paddle::DataType::BOOL},       {"int8", paddle::DataType::INT8},
    {"uint8", paddle::DataType::UINT8},     {"int16", paddle::DataType::INT16},
    {"int32", paddle::DataType::INT32},     {"int64", paddle::DataType::INT64},
    {"float32", paddle::DataType::FLOAT32}, {"float64", paddle::DataType::FLOAT64}};

// Without these three the first tensor, the first device context or the first weight fails.
// InitGflags reads the switches: Python's `import paddle` does, C++ code must ask for it.
void start_paddle() {
  paddle::framework::InitGflags(
      {"--tryfromenv=use_mkldnn,use_onednn,paddle_num_threads,cpu_deterministic,check_nan_inf"});
  paddle::framework::InitMemoryMethod();
  paddle::framework::InitDevices();
  pir::IrContext::Instance()->GetOrRegisterDialect<paddle::dialect::OperatorDialect>();
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw BadInput(500, "no_model", path, "the model cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

const json::Value& member(const json::Value& value, const std::string& name) {
  const json::Value* found = value.find(name);
  if (!found) throw std::runtime_error("the model's program has no `" + name + "`");
  return *found;
}

// The dtype words of serialized PIR types, "0.t_f32".
std::string dtype_of(const std::string& type) {
  static const std::map<std::string, std::string> words = {
      {"t_f32", "float32"}, {"t_f64", "float64"}, {"t_i64", "int64"}, {"t_i32", "int32"},
      {"t_i16", "int16"},   {"t_i8", "int8"},     {"t_ui8", "uint8"}, {"t_bool", "bool"}};
  auto found = words.find(type.substr(type.find('.') + 1));
  return found == words.end() ? type : found->second;
}

// An operation `data` or `fetch` of the program: its name and the type of its result.
Port port_of(const json::Value& operation) {
  Port port;
  for (const json::Value& attribute : member(operation, "A").items)
    if (member(attribute, "N").text == "name") port.name = member(member(attribute, "AT"), "D").text;
  const json::Value& fields = member(member(member(operation, "O").items.at(0), "TT"), "D");
  port.dtype = dtype_of(member(fields.items.at(0), "#").text);
  for (const json::Value& dim : fields.items.at(1).items) port.shape.push_back(std::stoll(dim.text));
  return port;
}

void read_signature(const std::string& path, std::vector<Port>& inputs, std::vector<Port>& outputs) {
  json::Value program = json::parse(file_text(path));
  const json::Value& region = member(member(program, "program"), "regions").items.at(0);
  for (const json::Value& operation : member(member(region, "blocks").items.at(0), "ops").items) {
    std::string kind = member(operation, "#").text;
    kind = kind.substr(kind.find('.') + 1);
    if (kind == "data") inputs.push_back(port_of(operation));
    if (kind == "fetch") outputs.push_back(port_of(operation));
  }
}

paddle::Tensor to_paddle(const Tensor& tensor) {
  auto type = std::find_if(std::begin(TYPES), std::end(TYPES),
                           [&](const auto& pair) { return tensor.dtype == pair.first; });
  paddle::Tensor out = paddle::empty(tensor.shape, type->second, phi::CPUPlace());
  if (!tensor.bytes.empty()) std::memcpy(out.data(), tensor.bytes.data(), tensor.bytes.size());
  return out;
}

Tensor from_paddle(const paddle::Tensor& given, const std::string& name) {
  paddle::Tensor tensor = given.copy_to(phi::CPUPlace(), true);
  Tensor out;
  out.name = name;
  for (const auto& pair : TYPES)
    if (pair.second == tensor.dtype()) out.dtype = pair.first;
  if (out.dtype.empty()) throw std::runtime_error("the dtype of output `" + name + "` is not known here");
  out.shape = tensor.shape();
  out.bytes.resize(static_cast<size_t>(tensor.numel()) * element_size(out.dtype));
  if (!out.bytes.empty()) std::memcpy(out.bytes.data(), tensor.data(), out.bytes.size());
  return out;
}

bool fits(const std::vector<int64_t>& shape, const std::vector<int64_t>& wanted) {
  return std::equal(shape.begin(), shape.end(), wanted.begin(), wanted.end(),
                    [](int64_t got, int64_t want) { return want < 0 || got == want; });
}

}  // namespace

struct Model::Loaded {
  explicit Loaded(const std::string& prefix) : layer(paddle::jit::Load(prefix, phi::CPUPlace())) {}
  paddle::jit::Layer layer;
};

Model::Model(const std::string& prefix) {
  read_signature(prefix + ".json", inputs_, outputs_);
  start_paddle();
  loaded_ = std::make_unique<Loaded>(prefix);
}

Model::~Model() = default;

std::string Model::framework_version() {
  std::string text = paddle::get_version();  // several lines, "version: 3.2.2"
  size_t from = text.find("version: ");
  return from == std::string::npos ? text : text.substr(from + 9, text.find('\n', from) - from - 9);
}

bool Model::onednn() { return paddle_flags::FLAGS_use_mkldnn; }

void Model::check(const std::vector<Tensor>& given) const {
  for (const Tensor& tensor : given) {
    auto port = std::find_if(inputs_.begin(), inputs_.end(), [&](const Port& p) { return p.name == tensor.name; });
    std::string field = "inputs." + tensor.name;
    if (port == inputs_.end()) throw BadInput(400, "unknown_input", field, "the model has no such input");
    if (tensor.dtype != port->dtype)
      throw BadInput(400, "bad_dtype", field + ".dtype", "got " + tensor.dtype + ", want " + port->dtype);
    if (!fits(tensor.shape, port->shape))
      throw BadInput(400, "bad_shape", field + ".shape",
                     "got " + shape_text(tensor.shape) + ", want " + shape_text(port->shape) + " (-1: any)");
    if (tensor.bytes.empty()) throw BadInput(400, "bad_shape", field + ".shape", "holds no element");
  }
  for (const Port& port : inputs_)
    if (std::none_of(given.begin(), given.end(), [&](const Tensor& t) { return t.name == port.name; }))
      throw BadInput(400, "missing_input", "inputs." + port.name, "is missing");
}

std::vector<Tensor> Model::run(const std::vector<Tensor>& given) {
  check(given);
  std::vector<paddle::Tensor> arguments;
  for (const Port& port : inputs_)
    for (const Tensor& tensor : given)
      if (tensor.name == port.name) arguments.push_back(to_paddle(tensor));
  std::vector<paddle::Tensor> results = loaded_->layer.forward(arguments);
  if (results.size() != outputs_.size())
    throw std::runtime_error("the model gave " + std::to_string(results.size()) + " outputs, its program has " +
                             std::to_string(outputs_.size()));
  std::vector<Tensor> outputs;
  for (size_t i = 0; i < results.size(); i++) outputs.push_back(from_paddle(results[i], outputs_[i].name));
  return outputs;
}
