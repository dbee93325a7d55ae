// The server: POST /predict, GET /healthz, GET /metrics, the endpoints of the reference server.
#pragma once

#include <cstddef>
#include <string>

struct HttpOptions {
  std::string host = "0.0.0.0";
  int port = 8080;  // 0: any free one, which the log tells
  size_t max_bytes = size_t{16} << 20;  // of one request's body
  int timeout_seconds = 30;             // for one request to arrive whole, and for its answer
  int connections = 64;                 // at once; one more is told 503
  int stop_seconds = 25;                // for what is under way after SIGTERM
};

// Serves until SIGTERM or SIGINT; 0 where everything under way was answered.
int serve_http(const std::string& model, const HttpOptions& options);
