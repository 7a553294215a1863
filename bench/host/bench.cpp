// SPDX-License-Identifier: BSL-1.0
// Times one network on this machine, beside the machine's own peak in the same run. Compiled with
// -DMODEL=mlp …; prints: name, median microseconds, GMAC/s, share of the measured FMA peak.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.hpp)
#include HEADER_OF(MODEL)

namespace {

using tested = MODEL::model;
using steady = std::chrono::steady_clock;

double seconds_since(steady::time_point start) {
  return std::chrono::duration<double>(steady::now() - start).count();
}

template <class T>
void hide(T* p) {
  asm volatile("" : : "r"(p) : "memory");
}

constexpr int lanes =
#if defined(__AVX512F__)
    16;
#elif defined(__AVX__)
    8;
#else
    4;
#endif
typedef float wide __attribute__((vector_size(lanes * 4)));

/// Multiply-adds in a second of independent vectors in registers: nothing is loaded.
double peak_macs() {
  constexpr int chains = 12;
  wide sum[chains] = {}, a = wide{} + 1.000001f, b = wide{} + 1e-9f;
  hide(&a);
  hide(&b);
  double best = 0;
  for (int round = 0; round < 20; ++round) {
    constexpr int steps = 200000;
    const auto start = steady::now();
    for (int i = 0; i < steps; ++i)
#pragma GCC unroll 12
      for (int c = 0; c < chains; ++c) sum[c] = sum[c] * a + b;
    const double rate = double(steps) * chains * lanes / seconds_since(start);
    for (wide& s : sum) hide(&s);
    best = std::max(best, rate);
  }
  return best;
}

double median_seconds() {
  static float x[tested::input<0>::size], y[tested::output<0>::size];
  for (float& v : x) v = float(std::rand() % 256) / 255;
  std::vector<double> times;
  for (int round = 0; round < 401; ++round) {
    const int repeats = tested::macs < 1000000 ? 8 : 2;
    const auto start = steady::now();
    for (int i = 0; i < repeats; ++i) {
      hide(x);
      tested::run(x, y);
      hide(y);
    }
    times.push_back(seconds_since(start) / repeats);
  }
  std::nth_element(times.begin(), times.begin() + 200, times.end());
  return times[200];
}

}  // namespace

int main() {
  const double before = peak_macs();
  const double seconds = median_seconds();
  const double peak = std::max(before, peak_macs());
  const double rate = double(tested::macs) / seconds;
  std::printf("| %s | %.1f | %.1f | %.0f %% |", QUOTED(MODEL), seconds * 1e6, rate / 1e9,
              100 * rate / peak);
}
