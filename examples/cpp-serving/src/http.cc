#include "http.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <thread>

#include "connection.h"
#include "json.h"
#include "metrics.h"
#include "model.h"
#include "predict.h"

namespace {

using Clock = std::chrono::steady_clock;

std::atomic<bool> stopping{false};

double seconds_since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

// One JSON object a line on stdout. `more` are members, with their leading comma.
void log(const std::string& event, const std::string& more) {
  static std::mutex mutex;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  tm utc{};
  gmtime_r(&now.tv_sec, &utc);
  char time[32];
  std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%S", &utc);
  std::lock_guard<std::mutex> hold(mutex);
  std::printf("{\"time\": \"%s.%03ldZ\", \"event\": %s%s}\n", time, now.tv_nsec / 1000000, json::quoted(event).c_str(), more.c_str());
  std::fflush(stdout);
}

std::string error_body(const std::string& code, const std::string& field, const std::string& message) {
  return "{\"error\": {\"code\": " + json::quoted(code) + ", \"field\": " + json::quoted(field) +
         ", \"message\": " + json::quoted(message) + "}}\n";
}

class Server {
 public:
  Server(const std::string& model, const HttpOptions& options)
      : options_(options), model_(model),
        metrics_("model=" + json::quoted(model) + ",framework=\"paddle\",version=" + json::quoted(Model::framework_version()) +
                 ",onednn=" + (Model::onednn() ? "\"on\"" : "\"off\"")) {}

  int serve();

 private:
  struct Answer { int status; std::string type; std::string body; };

  int listening();
  void accept_one(int listener);
  void talk(int socket);
  void reply(Connection& connection, const Request& request);
  Answer answer(const Request& request);
  Answer predict(const Request& request);

  HttpOptions options_;
  Model model_;
  std::mutex running_;  // the model runs one request at a time
  Metrics metrics_;
  std::atomic<int> open_{0};
};

int Server::listening() {
  int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(options_.port));
  if (::inet_pton(AF_INET, options_.host.c_str(), &address.sin_addr) != 1) throw std::runtime_error("--host wants an IPv4 address");
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) || ::listen(listener, 128))
    throw std::runtime_error("cannot listen on " + options_.host + ":" + std::to_string(options_.port));
  ::fcntl(listener, F_SETFL, O_NONBLOCK);
  socklen_t length = sizeof address;
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  log("ready", ", \"host\": " + json::quoted(options_.host) + ", \"port\": " + std::to_string(ntohs(address.sin_port)) +
                   ", \"version\": " + json::quoted(Model::framework_version()) + ", \"onednn\": " + (Model::onednn() ? "true" : "false"));
  return listener;
}

int Server::serve() {
  int listener = listening();
  Clock::time_point stopped{};
  while (true) {
    pollfd descriptor{listener, POLLIN, 0};
    if (::poll(&descriptor, 1, 50) > 0) accept_one(listener);
    if (!stopping) continue;
    if (stopped == Clock::time_point{}) {
      stopped = Clock::now();
      log("stopping", ", \"in_flight\": " + std::to_string(metrics_.in_flight()));
    }
    bool late = seconds_since(stopped) > options_.stop_seconds;
    if (open_ > 0 && !late) continue;
    ::close(listener);
    log("stopped", std::string(", \"clean\": ") + (late ? "false" : "true"));
    if (late) std::_Exit(1);  // a thread still uses the model
    return 0;
  }
}

void Server::accept_one(int listener) {
  int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
  if (socket < 0) return;
  if (open_ >= options_.connections) {
    Connection(socket, 0, 1, stopping).answer(503, "application/json", error_body("busy", "", "too many connections"), false);
    return;
  }
  open_++;
  std::thread([this, socket] { talk(socket); open_--; }).detach();
}

void Server::talk(int socket) {
  Connection connection(socket, options_.max_bytes, options_.timeout_seconds, stopping);
  try {
    while (std::optional<Request> request = connection.next()) {
      reply(connection, *request);
      if (!request->keep_alive || stopping) return;
    }
  } catch (const BadInput& bad) {
    metrics_.request("", bad.status, 0);
    connection.answer(bad.status, "application/json", error_body(bad.code, bad.field, bad.what()), false);
  }
}

void Server::reply(Connection& connection, const Request& request) {
  Clock::time_point from = Clock::now();
  bool predicts = request.path == "/predict";
  if (predicts) metrics_.in_flight(1);
  Answer given = answer(request);
  connection.answer(given.status, given.type, given.body, request.keep_alive && !stopping);
  if (predicts) metrics_.in_flight(-1);
  double seconds = seconds_since(from);
  std::string path = given.status == 404 ? "other" : request.path;  // one label for whatever is asked
  metrics_.request(path, given.status, seconds);
  if (predicts)
    log("request", ", \"path\": \"/predict\", \"status\": " + std::to_string(given.status) + ", \"ms\": " + std::to_string(seconds * 1000));
}

Server::Answer Server::answer(const Request& request) {
  const char* wanted = request.path == "/predict" ? "POST" : "GET";
  if (request.path != "/predict" && request.path != "/healthz" && request.path != "/metrics")
    return {404, "application/json", error_body("not_found", "path", "try /predict, /healthz or /metrics")};
  if (request.method != wanted) return {405, "application/json", error_body("bad_method", "method", std::string("want ") + wanted)};
  if (request.path == "/metrics") return {200, "text/plain; version=0.0.4; charset=utf-8", metrics_.text()};
  if (request.late) return {503, "application/json", error_body("stopping", "", "the server is stopping")};
  if (request.path == "/healthz") return {200, "application/json", "{\"status\": \"ok\"}\n"};
  return predict(request);
}

Server::Answer Server::predict(const Request& request) {
  try {
    std::vector<Tensor> inputs = read_request(request.body, model_);
    std::lock_guard<std::mutex> hold(running_);
    Clock::time_point from = Clock::now();
    std::vector<Tensor> outputs = model_.run(inputs);
    metrics_.batch(inputs[0].shape.empty() ? 1 : static_cast<double>(inputs[0].shape[0]), seconds_since(from));
    return {200, "application/json", write_response(outputs)};
  } catch (const BadInput& bad) {
    return {bad.status, "application/json", error_body(bad.code, bad.field, bad.what())};
  } catch (const std::exception& failed) {
    log("error", ", \"message\": " + json::quoted(failed.what()));
    return {500, "application/json", error_body("model", "", "the model could not run this input")};
  }
}

}  // namespace

int serve_http(const std::string& model, const HttpOptions& options) {
  struct sigaction stop{};
  stop.sa_handler = [](int) { stopping = true; };
  ::sigaction(SIGTERM, &stop, nullptr);
  ::sigaction(SIGINT, &stop, nullptr);
  return Server(model, options).serve();
}
