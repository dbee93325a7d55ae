#include "cases.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "json.h"
#include "npy.h"

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> sorted(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// Every value on its own line with nine digits, which tell one float32 from any other.
void print(const Tensor& tensor) {
  std::printf("%s %s %s\n", tensor.name.c_str(), tensor.dtype.c_str(), shape_text(tensor.shape).c_str());
  for (size_t at = 0; tensor.dtype == "float32" && at < tensor.bytes.size(); at += 4) {
    float value;
    std::memcpy(&value, tensor.bytes.data() + at, 4);
    std::printf("%.9g\n", value);
  }
}

void run_case(Model& model, const fs::path& from, const fs::path& to, bool show) {
  std::vector<Tensor> inputs;
  for (const fs::path& path : sorted(from))
    if (path.extension() == ".npy") inputs.push_back(npy::read(path.string(), path.stem().string()));
  fs::create_directories(to);
  for (const Tensor& output : model.run(inputs)) {
    npy::write((to / (output.name + ".npy")).string(), output);
    if (show) print(output);
  }
}

}  // namespace

void run_cases(Model& model, const std::string& inputs, const std::string& outputs, bool show) {
  for (const fs::path& path : sorted(inputs))
    if (fs::is_directory(path)) run_case(model, path, fs::path(outputs) / path.filename(), show);
  std::ofstream side(fs::path(outputs) / "side.json", std::ios::trunc);
  side << "{\"framework\": \"paddle\", \"version\": " << json::quoted(Model::framework_version())
       << ", \"loader\": \"paddle::jit::Load\", \"onednn\": " << (Model::onednn() ? "true" : "false") << "}\n";
  side.close();
  if (!side) throw std::runtime_error("cannot write " + outputs + "/side.json");
}
