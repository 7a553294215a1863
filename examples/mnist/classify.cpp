// SPDX-License-Identifier: BSL-1.0
// Classifies the shipped digits with one of the three programs, and shows what the header knows
// about it. Compiled with -DMODEL=mlp, cnn or residual.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "show_digit.h"

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.hpp)
#include HEADER_OF(MODEL)

static void put_text(const char* text) { std::fputs(text, stdout); }

namespace {

namespace network = MODEL;
using model = network::model;
static_assert(model::ram_bytes <= 64 * 1024, "the network has to fit a small board");

constexpr int runs = 301;

double median_microseconds(const float (&image)[PIXELS]) {
  float scores[CLASSES];
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    model::run(image, scores);
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
    times.push_back(time.count());
  }
  std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
  return times[runs / 2];
}

void show_layers() {
  std::printf("%-18s %-18s %-14s %10s %12s %10s\n", "layer", "kind", "output", "MACs", "constants",
              "where");
  for (const genn::layer_description& layer : genn::describe<network::network>()) {
    char shape[32];
    int written = 0;
    for (genn::index_t axis = 0; axis < layer.shape.rank; ++axis)
      written += std::snprintf(shape + written, sizeof shape - static_cast<std::size_t>(written),
                               "%s%ld", axis == 0 ? "" : " x ", long(layer.shape.at[axis]));
    std::printf("%-18s %-18s %-14s %10llu %12ld %10s\n", layer.name, layer.kind, shape,
                static_cast<unsigned long long>(layer.macs), long(layer.constant_bytes),
                layer.place);
  }
}

}  // namespace

int main() {
  static float image[PIXELS], scores[CLASSES];
  static answer answers[DIGIT_COUNT];
  for (int i = 0; i < DIGIT_COUNT; ++i) {
    load_digit(i, image);
    model::run(image, scores);
    answers[i] = answer_of(scores);
  }
  show_all(answers);
  show_layers();
  std::puts("");
  const int right = put_summary(answers);
  std::printf("\n%s: %.1f us a digit, %ld bytes of RAM, %ld of flash, %llu MACs\n", QUOTED(MODEL),
              median_microseconds(image), long(model::ram_bytes), long(model::flash_bytes),
              static_cast<unsigned long long>(model::macs));
  return right == DIGIT_COUNT ? 0 : 1;
}
