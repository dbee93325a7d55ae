// A tensor as bytes, free of Paddle: what files and requests hold.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

struct Tensor {
  std::string name;
  std::string dtype;           // "float32", "int64", ... as NumPy calls it
  std::vector<int64_t> shape;  // empty: a scalar
  std::vector<char> bytes;     // C order, little endian
};

// A fault of what came from outside; `field` says where, as `inputs.picture.shape`.
struct BadInput : std::runtime_error {
  BadInput(int status, std::string code, std::string field, const std::string& message)
      : std::runtime_error(message), status(status), code(std::move(code)), field(std::move(field)) {}
  int status;  // of HTTP
  std::string code;
  std::string field;
};

// Bytes of one element; 0 for a dtype that this program does not carry.
inline size_t element_size(const std::string& dtype) {
  if (dtype == "bool" || dtype == "int8" || dtype == "uint8") return 1;
  if (dtype == "int16") return 2;
  if (dtype == "float32" || dtype == "int32") return 4;
  if (dtype == "float64" || dtype == "int64") return 8;
  return 0;
}

// The number of elements, or -1 where it passes `most` or a dimension is negative.
inline int64_t element_count(const std::vector<int64_t>& shape, int64_t most) {
  int64_t count = 1;
  for (int64_t dim : shape) {
    if (dim < 0 || (dim > 0 && count > most / dim)) return -1;
    count *= dim;
  }
  return count;
}

inline std::string shape_text(const std::vector<int64_t>& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); i++) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}
