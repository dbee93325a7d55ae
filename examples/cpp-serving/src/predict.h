// The bodies of /predict: JSON to tensors and back. docs/serving.md has the format.
#pragma once

#include <string>
#include <vector>

#include "model.h"

std::vector<Tensor> read_request(const std::string& body, const Model& model);
std::string write_response(const std::vector<Tensor>& outputs);
