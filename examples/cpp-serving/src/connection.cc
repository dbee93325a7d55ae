#include "connection.h"

#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "tensor.h"

namespace {

const size_t LONGEST_HEAD = 16384;

const char* reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

std::string trimmed(const std::string& text) {
  size_t from = text.find_first_not_of(" \t"), to = text.find_last_not_of(" \t\r");
  return from == std::string::npos || to == std::string::npos ? "" : text.substr(from, to - from + 1);
}

size_t length_of(const std::string& text, size_t most) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos)
    throw BadInput(400, "bad_length", "Content-Length", "want a number");
  if (text.size() > 12 || std::stoull(text) > most)
    throw BadInput(413, "too_large", "body", "got " + text.substr(0, 20) + " bytes, at most " + std::to_string(most));
  return std::stoul(text);
}

}  // namespace

// A refused client may still be sending; closing at once would take the answer from it.
Connection::~Connection() {
  if (refused_) {
    ::shutdown(socket_, SHUT_WR);
    auto until = Clock::now() + std::chrono::seconds(2);
    char sink[65536];
    while (wait(POLLIN, until) && ::recv(socket_, sink, sizeof sink, MSG_DONTWAIT) > 0) {}
  }
  ::close(socket_);
}

bool Connection::wait(short events, Clock::time_point until) const {
  auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd descriptor{socket_, events, 0};
  return left > 0 && ::poll(&descriptor, 1, static_cast<int>(left)) > 0;
}

bool Connection::fill(Clock::time_point until) {
  if (!wait(POLLIN, until)) throw BadInput(408, "timeout", "request", "did not arrive in time");
  char bytes[65536];
  ssize_t count = ::recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
  if (count > 0) buffer_.append(bytes, static_cast<size_t>(count));
  return count > 0;
}

// Waits for the first byte of a request, in steps, so that an idle client does not hold a stop.
bool Connection::idle() {
  auto until = Clock::now() + timeout_;
  while (buffer_.empty() && Clock::now() < until) {
    if (wait(POLLIN, std::min(until, Clock::now() + std::chrono::milliseconds(100)))) return true;
    if (stopping_) return false;
  }
  return !buffer_.empty();
}

Request Connection::head(const std::string& text, size_t& length, bool& expects) const {
  std::istringstream lines(text);
  std::string line, version;
  std::getline(lines, line);
  Request request;
  std::istringstream(line) >> request.method >> request.path >> version;
  if (request.path.empty() || request.path[0] != '/' || version.rfind("HTTP/1.", 0) != 0)
    throw BadInput(400, "bad_request", "request line", "is not HTTP/1.1");
  request.path = request.path.substr(0, request.path.find('?'));
  request.keep_alive = version == "HTTP/1.1";
  bool sized = false;
  while (std::getline(lines, line)) {
    size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    std::string name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (!strcasecmp(name.c_str(), "content-length")) {
      if (sized) throw BadInput(400, "bad_length", "Content-Length", "stands twice");
      sized = true;
      length = length_of(value, max_bytes_);
    }
    if (!strcasecmp(name.c_str(), "transfer-encoding")) throw BadInput(411, "no_length", "Content-Length", "is missing");
    if (!strcasecmp(name.c_str(), "expect")) expects = true;
    if (!strcasecmp(name.c_str(), "connection")) request.keep_alive = strcasecmp(value.c_str(), "close") != 0;
  }
  if (!sized && request.method == "POST") throw BadInput(411, "no_length", "Content-Length", "is missing");
  return request;
}

std::optional<Request> Connection::next() {
  if (!idle()) return std::nullopt;
  auto until = Clock::now() + timeout_;
  size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (buffer_.size() > LONGEST_HEAD) throw BadInput(431, "too_large", "header", "is too long");
    if (!fill(until)) return std::nullopt;
  }
  size_t length = 0;
  bool expects = false;
  Request request = head(buffer_.substr(0, end + 2), length, expects);
  request.late = stopping_;
  buffer_.erase(0, end + 4);
  if (expects) ::send(socket_, "HTTP/1.1 100 Continue\r\n\r\n", 25, MSG_NOSIGNAL);
  while (buffer_.size() < length)
    if (!fill(until)) return std::nullopt;
  request.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return request;
}

void Connection::answer(int status, const std::string& type, const std::string& body, bool keep_alive) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + " " + reason(status) + "\r\nContent-Type: " + type +
                    "\r\nContent-Length: " + std::to_string(body.size()) + (status == 503 ? "\r\nRetry-After: 1" : "") +
                    (keep_alive ? "" : "\r\nConnection: close") + "\r\n\r\n" + body;
  refused_ = refused_ || !keep_alive;
  auto until = Clock::now() + timeout_;
  for (size_t at = 0; at < out.size() && wait(POLLOUT, until);) {
    ssize_t count = ::send(socket_, out.data() + at, out.size() - at, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count <= 0) return;
    at += static_cast<size_t>(count);
  }
}
