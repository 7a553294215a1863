// SPDX-License-Identifier: BSL-1.0
// The units as a library of plain functions: measure.py runs rounds of them, each by the CPU time
// of the thread beside the peak of its instructions and the rate at which its weights can be read.
// <entries.inc> lists the units.
#include <algorithm>
#include <ctime>
#include <vector>

#include "entry.hpp"

#define UNIT(n) extern const entry entry_##n;
#include <entries.inc>
#undef UNIT

namespace {

double now() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return double(t.tv_sec) + 1e-9 * double(t.tv_nsec);
}

struct times {
  const entry* unit;
  int repeats = 0;
  double peak = 0, read = 0;  // the best rates
  std::vector<double> seconds;

  void round() {
    if (repeats == 0) warm_up();
    double start = now();
    double done = unit->peak_work();
    peak = std::max(peak, done / (now() - start));
    start = now();
    done = unit->read();
    read = std::max(read, done / (now() - start));
    unit->run();  // what ran before has left other data in the caches
    start = now();
    for (int i = 0; i < repeats; ++i) unit->run();
    seconds.push_back((now() - start) / repeats);
  }

 private:
  void warm_up() {
    unit->run();
    const double start = now();
    unit->run();
    // Rounds of a tenth of a millisecond: short beside the time slices of a shared machine.
    repeats = std::max(1, int(1e-4 / (now() - start)));
  }
};

std::vector<times>& all() {
  static std::vector<times> units{
#define UNIT(n) {&entry_##n, 0, 0, 0, {}},
#include <entries.inc>
#undef UNIT
  };
  return units;
}

}  // namespace

extern "C" {

int units() { return int(all().size()); }
void run_round(int unit) { all()[std::size_t(unit)].round(); }

const char* model_of(int unit) { return all()[std::size_t(unit)].unit->model; }
const char* form_of(int unit) { return all()[std::size_t(unit)].unit->form; }
const char* flags_of(int unit) { return all()[std::size_t(unit)].unit->flags; }

/// Of the rounds: seconds at least and in the median, multiplications of the program, the best rate
/// of multiplications, bytes of weights and the best rate of reading.
void results_of(int unit, double* to) {
  times& t = all()[std::size_t(unit)];
  std::sort(t.seconds.begin(), t.seconds.end());
  const double numbers[] = {t.seconds.front(),    t.seconds[t.seconds.size() / 2],
                            t.unit->macs,         t.peak,
                            t.unit->weight_bytes, t.read};
  std::copy(numbers, numbers + 6, to);
}
}
