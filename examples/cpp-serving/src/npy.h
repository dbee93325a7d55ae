// NumPy's .npy files, versions 1.0 to 3.0 (numpy.lib.format), little endian and C order.
#pragma once

#include <string>

#include "tensor.h"

namespace npy {

// Throws BadInput that names the file.
Tensor read(const std::string& path, const std::string& name);

// Version 1.0.
void write(const std::string& path, const Tensor& tensor);

}  // namespace npy
