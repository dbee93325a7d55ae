// A model of paddle.jit.save: its signature, and running it. The only code that knows Paddle.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tensor.h"

struct Port {
  std::string name;
  std::string dtype;
  std::vector<int64_t> shape;  // -1: any
};

class Model {
 public:
  // `prefix` is the path without `.json` and `.pdiparams`. Loads the weights.
  explicit Model(const std::string& prefix);
  ~Model();

  const std::vector<Port>& inputs() const { return inputs_; }
  const std::vector<Port>& outputs() const { return outputs_; }

  // Throws BadInput where an input is missing, unknown or of another dtype or shape.
  void check(const std::vector<Tensor>& inputs) const;

  // Runs the model on inputs in any order; one call at a time. Outputs in the model's order.
  std::vector<Tensor> run(const std::vector<Tensor>& inputs);

  // What the library says of itself and of the switches it runs with.
  static std::string framework_version();
  static bool onednn();

 private:
  struct Loaded;
  std::unique_ptr<Loaded> loaded_;
  std::vector<Port> inputs_;
  std::vector<Port> outputs_;
};
