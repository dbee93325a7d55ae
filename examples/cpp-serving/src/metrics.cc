#include "metrics.h"

#include <sstream>

void Histogram::add(double value) {
  for (size_t i = 0; i < bounds_.size(); i++) counts_[i] += value <= bounds_[i];
  all_++;
  sum_ += value;
}

std::string Histogram::text(const std::string& name) const {
  std::ostringstream out;
  out << "# TYPE " << name << " histogram\n";
  for (size_t i = 0; i < bounds_.size(); i++)
    out << name << "_bucket{le=\"" << bounds_[i] << "\"} " << counts_[i] << "\n";
  out << name << "_bucket{le=\"+Inf\"} " << all_ << "\n" << name << "_sum " << sum_ << "\n" << name << "_count " << all_ << "\n";
  return out.str();
}

void Metrics::request(const std::string& path, int status, double seconds) {
  std::lock_guard<std::mutex> hold(mutex_);
  requests_["path=\"" + path + "\",code=\"" + std::to_string(status) + "\""]++;
  if (path == "/predict") seconds_.add(seconds);
}

void Metrics::batch(double rows, double seconds) {
  std::lock_guard<std::mutex> hold(mutex_);
  rows_.add(rows);
  inference_.add(seconds);
}

void Metrics::in_flight(int change) {
  std::lock_guard<std::mutex> hold(mutex_);
  in_flight_ += change;
}

int Metrics::in_flight() const {
  std::lock_guard<std::mutex> hold(mutex_);
  return in_flight_;
}

std::string Metrics::text() const {
  std::lock_guard<std::mutex> hold(mutex_);
  std::ostringstream out;
  out << "# TYPE ferry_serve_requests_total counter\n";
  for (const auto& entry : requests_) out << "ferry_serve_requests_total{" << entry.first << "} " << entry.second << "\n";
  out << "# TYPE ferry_serve_in_flight gauge\nferry_serve_in_flight " << in_flight_ << "\n"
      << "# TYPE ferry_serve_model_info gauge\nferry_serve_model_info{" << labels_ << "} 1\n"
      << seconds_.text("ferry_serve_request_seconds") << inference_.text("ferry_serve_inference_seconds")
      << rows_.text("ferry_serve_batch_rows");
  return out.str();
}
