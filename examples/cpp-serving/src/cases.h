// A folder of cases: <case>/<input>.npy in, <case>/<output>.npy out.
#pragma once

#include <string>

#include "model.h"

// Runs every case of `inputs` in order of its name, writes below `outputs`, and prints the first
// values when `show`.
void run_cases(Model& model, const std::string& inputs, const std::string& outputs, bool show);
