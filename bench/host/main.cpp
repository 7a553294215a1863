// SPDX-License-Identifier: BSL-1.0
// Times all units in interleaved rounds by the CPU time of the thread, each beside the peak of its
// instructions and the rate at which its weights can be read. <entries.inc> lists the units.
#include <algorithm>
#include <cstdio>
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
  int repeats = 1;
  double peak = 0, read = 0;  // the best rates
  std::vector<double> seconds;

  void round() {
    double start = now();
    double done = unit->peak_work();
    peak = std::max(peak, done / (now() - start));
    start = now();
    done = unit->read();
    read = std::max(read, done / (now() - start));
    start = now();
    for (int i = 0; i < repeats; ++i) unit->run();
    seconds.push_back((now() - start) / repeats);
  }
};

}  // namespace

int main() {
  std::vector<times> all;
#define UNIT(n) all.push_back({&entry_##n, 1, 0, 0, {}});
#include <entries.inc>
#undef UNIT
  for (times& t : all) {
    t.unit->run();
    const double start = now();
    t.unit->run();
    // Rounds of a tenth of a millisecond: short beside the time slices of a shared machine.
    t.repeats = std::max(1, int(1e-4 / (now() - start)));
  }
  for (int round = 0; round < 300; ++round)
    for (times& t : all) t.round();
  std::puts("| program | form | flags | µs | median | GMAC/s | of peak | of reading |");
  std::puts("| --- | --- | --- | --- | --- | --- | --- | --- |");
  for (times& t : all) {
    std::sort(t.seconds.begin(), t.seconds.end());
    const double least = t.seconds.front(), rate = t.unit->macs / least;
    std::printf("| %s | %s | `%s` | %.1f | %.1f | %.1f | %.0f %% | %.0f %% |\n", t.unit->model,
                t.unit->form, t.unit->flags, least * 1e6, t.seconds[t.seconds.size() / 2] * 1e6,
                rate / 1e9, 100 * rate / t.peak, 100 * t.unit->weight_bytes / least / t.read);
  }
}
