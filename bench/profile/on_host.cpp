// SPDX-License-Identifier: BSL-1.0
// Times a program on this machine, whole and layer by layer, in turns: medians in nanoseconds, in
// the lines of a board's counter.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "layers.hpp"

namespace {

using steady = std::chrono::steady_clock;

constexpr int rounds = 301;

double nanoseconds(steady::time_point from, steady::time_point to) {
  return std::chrono::duration<double, std::nano>(to - from).count();
}

double median(std::vector<double>& times) {
  const auto middle = times.begin() + std::ptrdiff_t(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

struct stopwatch {
  order layers;
  std::vector<double> times[tested::node_count];  // by place in the order
  steady::time_point last;

  template <class T>
  void operator()(std::size_t node, const char*, const T*, genn::index_t) {
    times[layers.count].push_back(nanoseconds(last, steady::now()));
    layers.nodes[layers.count++] = node;
    last = steady::now();
  }
};

}  // namespace

int main() {
  static stopwatch watch;
  std::vector<double> empty, whole;
  fill_inputs(every_input{});
  for (int round = 0; round < rounds; ++round) {
    const auto begin = steady::now();
    const auto start = steady::now();
    run(every_input{}, every_output{});
    const auto end = steady::now();
    empty.push_back(nanoseconds(begin, start));
    whole.push_back(nanoseconds(start, end));
    watch.layers.count = 0;
    watch.last = steady::now();
    run_by_layers(watch, every_input{}, every_output{});
  }
  std::printf("ROI 0: %.0f ns\nROI 1: %.0f ns\n", median(empty), median(whole));
  for (std::size_t i = 0; i < watch.layers.count; ++i)
    std::printf("ROI %zu: %.0f ns\n", i + 2, median(watch.times[i]));
  print_layers(watch.layers);
}
