// One HTTP/1.1 connection (RFC 9112), with bounds on bytes and time.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

struct Request {
  std::string method;
  std::string path;  // without the query
  std::string body;
  bool keep_alive = true;
  bool late = false;  // it began after the stop
};

class Connection {
 public:
  Connection(int socket, size_t max_bytes, int timeout_seconds, const std::atomic<bool>& stopping)
      : socket_(socket), max_bytes_(max_bytes), timeout_(timeout_seconds), stopping_(stopping) {}
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The next request; none where the client is gone or idle too long. Throws BadInput.
  std::optional<Request> next();
  void answer(int status, const std::string& type, const std::string& body, bool keep_alive);

 private:
  using Clock = std::chrono::steady_clock;
  bool wait(short events, Clock::time_point until) const;
  bool fill(Clock::time_point until);
  bool idle();
  Request head(const std::string& text, size_t& length, bool& expects) const;

  int socket_;
  size_t max_bytes_;
  std::chrono::seconds timeout_;
  const std::atomic<bool>& stopping_;
  std::string buffer_;
  bool refused_ = false;
};
