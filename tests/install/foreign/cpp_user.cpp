// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <boost/hana/for_each.hpp>
#include <cstdio>

#include "cnn.hpp"

static_assert(cnn::model::arena_bytes <= 32 * 1024);
static_assert(cnn::model::macs == 480500);

int main() {
  std::array<float, 784> image{};
  std::array<float, 10> scores{};
  cnn::model::run(image, scores);
  int layers = 0;
  boost::hana::for_each(cnn::model::layers, [&](auto) { ++layers; });
  std::printf("%d layers, score %f\n", layers, static_cast<double>(scores[0]));
  return layers == int(cnn::model::node_count) && scores[0] != 0.0f ? 0 : 1;
}
