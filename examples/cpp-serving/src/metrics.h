// Figures of the server in the text format of Prometheus, version 0.0.4.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

// Counts values below bounds.
class Histogram {
 public:
  explicit Histogram(std::vector<double> bounds) : bounds_(std::move(bounds)), counts_(bounds_.size()) {}
  void add(double value);
  std::string text(const std::string& name) const;

 private:
  std::vector<double> bounds_;
  std::vector<unsigned long> counts_;
  unsigned long all_ = 0;
  double sum_ = 0;
};

class Metrics {
 public:
  // `labels` describe the model, `model="net",version="3.2.2"`.
  explicit Metrics(std::string labels) : labels_(std::move(labels)) {}
  void request(const std::string& path, int status, double seconds);
  void batch(double rows, double seconds);
  void in_flight(int change);
  int in_flight() const;
  std::string text() const;

 private:
  mutable std::mutex mutex_;
  std::string labels_;
  std::map<std::string, unsigned long> requests_;
  int in_flight_ = 0;
  Histogram seconds_{{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}};
  Histogram inference_{{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}};
  Histogram rows_{{1, 2, 4, 8, 16, 32, 64, 128}};
};
