// A program that runs and serves a model with the C++ libraries of the Paddle wheel.
//
//   serve run  --model model/net --inputs DIR --outputs DIR [--print]
//   serve http --model model/net [--host 0.0.0.0] [--port 8080] ...
//
// Threads and oneDNN come from the environment, before the libraries read it:
// OMP_NUM_THREADS, MKL_NUM_THREADS, FLAGS_use_mkldnn.
#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include "cases.h"
#include "http.h"
#include "model.h"

namespace {

const char* const USAGE =
    "usage: serve run --model PREFIX --inputs DIR --outputs DIR [--print]\n"
    "       serve http --model PREFIX [--host 0.0.0.0] [--port 8080] [--max-bytes 16777216]\n"
    "                  [--timeout SECONDS] [--connections 64] [--stop-timeout SECONDS]\n";

using Options = std::map<std::string, std::string>;

struct WrongUsage {};

Options options_of(int count, char** words) {
  Options options;
  for (int i = 2; i < count; i++) {
    std::string word = words[i];
    if (word.rfind("--", 0) != 0) throw WrongUsage();
    if (word == "--print") { options[word] = ""; continue; }
    if (++i == count) throw WrongUsage();
    options[word] = words[i];
  }
  return options;
}

std::string required(Options& options, const std::string& name) {
  if (!options.count(name)) throw WrongUsage();
  return options[name];
}

long number(Options& options, const std::string& name, long otherwise, long least, long most) {
  if (!options.count(name)) return otherwise;
  size_t used = 0;
  long value = 0;
  try { value = std::stol(options[name], &used); } catch (const std::exception&) { throw WrongUsage(); }
  if (used != options[name].size() || value < least || value > most) throw WrongUsage();
  return value;
}

HttpOptions http_options(Options& options) {
  HttpOptions http;
  if (options.count("--host")) http.host = options["--host"];
  http.port = static_cast<int>(number(options, "--port", http.port, 0, 65535));
  http.max_bytes = static_cast<size_t>(number(options, "--max-bytes", 16L << 20, 1, 1L << 31));
  http.timeout_seconds = static_cast<int>(number(options, "--timeout", http.timeout_seconds, 1, 3600));
  http.connections = static_cast<int>(number(options, "--connections", http.connections, 1, 1024));
  http.stop_seconds = static_cast<int>(number(options, "--stop-timeout", http.stop_seconds, 0, 3600));
  return http;
}

int run(int count, char** words) {
  std::string command = count > 1 ? words[1] : "";
  Options options = options_of(count, words);
  if (command == "run") {
    std::string inputs = required(options, "--inputs"), outputs = required(options, "--outputs");
    Model model(required(options, "--model"));
    run_cases(model, inputs, outputs, options.count("--print") > 0);
    return 0;
  }
  if (command == "http") {
    HttpOptions http = http_options(options);
    return serve_http(required(options, "--model"), http);
  }
  throw WrongUsage();
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const WrongUsage&) {
    std::fputs(USAGE, stderr);
    return 2;
  } catch (const BadInput& bad) {
    std::fprintf(stderr, "serve: %s: %s\n", bad.field.c_str(), bad.what());
    return 1;
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "serve: %s\n", failed.what());
    return 3;
  }
}
