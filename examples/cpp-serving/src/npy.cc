#include "npy.h"

#include <cstring>
#include <fstream>
#include <utility>

namespace npy {
namespace {

const int64_t MOST_ELEMENTS = int64_t{1} << 31;
const uint32_t LONGEST_HEADER = 65535;

const std::pair<const char*, const char*> TYPES[] = {
    {"|b1", "bool"}, {"|i1", "int8"}, {"|u1", "uint8"}, {"<i2", "int16"}, {"<i4", "int32"},
    {"<i8", "int64"}, {"<f4", "float32"}, {"<f8", "float64"}};

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw BadInput(400, "bad_npy", path, what);
}

// The text between two marks of the header, which is a Python dictionary on one line.
std::string between(const std::string& path, const std::string& header, const std::string& key,
                    char open, char close) {
  size_t at = header.find("'" + key + "':");
  size_t from = at == std::string::npos ? at : header.find(open, at + key.size() + 3);
  size_t to = from == std::string::npos ? from : header.find(close, from + 1);
  if (to == std::string::npos) fail(path, "the header has no `" + key + "`");
  return header.substr(from + 1, to - from - 1);
}

std::vector<int64_t> shape_of(const std::string& path, const std::string& text) {
  std::vector<int64_t> shape;
  for (size_t at = 0; at < text.size();) {
    size_t end = text.find(',', at);
    if (end == std::string::npos) end = text.size();
    std::string word = text.substr(at, end - at);
    at = end + 1;
    word.erase(0, word.find_first_not_of(' '));
    if (word.empty()) continue;
    if (word.size() > 18 || word.find_first_not_of("0123456789") != std::string::npos || shape.size() > 31)
      fail(path, "bad value for `shape`: `" + text + "`");
    shape.push_back(std::stoll(word));
  }
  return shape;
}

uint32_t header_length(std::ifstream& in, const std::string& path) {
  unsigned char head[12];
  if (!in.read(reinterpret_cast<char*>(head), 10) || std::memcmp(head, "\x93NUMPY", 6) != 0)
    fail(path, "not a .npy file");
  if (head[6] < 1 || head[6] > 3) fail(path, "unknown version of .npy");
  uint32_t length = head[8] | head[9] << 8;
  if (head[6] > 1) {
    if (!in.read(reinterpret_cast<char*>(head) + 10, 2)) fail(path, "cut off in the header");
    length |= static_cast<uint32_t>(head[10]) << 16 | static_cast<uint32_t>(head[11]) << 24;
  }
  if (length > LONGEST_HEADER) fail(path, "the header is too long");
  return length;
}

}  // namespace

Tensor read(const std::string& path, const std::string& name) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path, "cannot be read");
  std::string header(header_length(in, path), '\0');
  if (!in.read(header.data(), static_cast<std::streamsize>(header.size()))) fail(path, "cut off in the header");
  Tensor tensor;
  tensor.name = name;
  std::string descr = between(path, header, "descr", '\'', '\'');
  for (const auto& type : TYPES)
    if (descr == type.first) tensor.dtype = type.second;
  if (tensor.dtype.empty()) fail(path, "dtype `" + descr + "` is not known here");
  if (header.find("'fortran_order': False") == std::string::npos) fail(path, "want C order");
  tensor.shape = shape_of(path, between(path, header, "shape", '(', ')'));
  int64_t count = element_count(tensor.shape, MOST_ELEMENTS);
  if (count < 0) fail(path, "too many elements: " + shape_text(tensor.shape));
  auto from = in.tellg();
  auto left = static_cast<int64_t>(in.seekg(0, std::ios::end).tellg() - from);
  int64_t want = count * static_cast<int64_t>(element_size(tensor.dtype));
  if (left != want) fail(path, "holds " + std::to_string(left) + " bytes of data, want " + std::to_string(want));
  tensor.bytes.resize(static_cast<size_t>(want));
  in.seekg(from);
  if (!in.read(tensor.bytes.data(), want)) fail(path, "cannot be read");
  return tensor;
}

void write(const std::string& path, const Tensor& tensor) {
  std::string descr;
  for (const auto& type : TYPES)
    if (tensor.dtype == type.second) descr = type.first;
  std::string shape;
  for (int64_t dim : tensor.shape) shape += std::to_string(dim) + ", ";
  if (tensor.shape.size() > 1) shape.resize(shape.size() - 2);
  if (tensor.shape.size() == 1) shape.resize(shape.size() - 1);
  std::string header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }";
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += '\n';
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write("\x93NUMPY\x01\x00", 8);
  out.put(static_cast<char>(header.size() & 255)).put(static_cast<char>(header.size() >> 8));
  out << header;
  out.write(tensor.bytes.data(), static_cast<std::streamsize>(tensor.bytes.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

}  // namespace npy
