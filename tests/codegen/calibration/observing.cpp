// SPDX-License-Identifier: BSL-1.0
// What calibration sees: exact ranges, numbers spread over all samples, the same each time.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "run/calibration.hpp"
#include "tiny_networks.hpp"

namespace {

using genn::run::calibration;
using genn::run::observe;
using genn::run::observed;
using genn::run::sample_source;
namespace ir = genn::ir;

ir::network relu_of(const ir::dims& shape) {
  return tiny::builder(shape).add(ir::map{{{"relu", {}}}}, shape).done();
}

// Sample s, channel c: s + 100 * c - 50.
sample_source ramps(std::int64_t count, std::int64_t channels) {
  return {count, [channels](std::int64_t s) {
            std::vector<float> x;
            for (std::int64_t c = 0; c < channels; ++c)
              x.push_back(static_cast<float>(s + 100 * c - 50));
            return std::vector<ir::tensor>{tiny::tensor({channels}, x)};
          }};
}

}  // namespace

TEST_CASE("ranges of tensors and of their channels") {
  const ir::network n = relu_of({3});
  const calibration seen = observe(n, ramps(10, 3));
  CHECK(seen.measured());
  CHECK(seen.samples() == 10);
  const observed& in = seen[n.inputs[0]];
  CHECK(in.low == -50.0f);
  CHECK(in.high == 159.0f);
  CHECK(in.channel_low == std::vector<float>{-50, 50, 150});
  CHECK(in.channel_high == std::vector<float>{-41, 59, 159});
  const observed& out = seen[n.outputs[0]];
  CHECK(out.low == 0.0f);
  CHECK(out.channel_high == std::vector<float>{0, 59, 159});
  CHECK(out.numbers.size() == 30);
  CHECK(out.numbers[28] == 59.0f);
}

TEST_CASE("of many numbers some are kept, from all samples and all channels") {
  const ir::network n = relu_of({64});
  const calibration seen = observe(n, ramps(1000, 64));
  const std::vector<float>& numbers = seen[n.inputs[0]].numbers;
  CHECK(numbers.size() == 16384);
  std::set<float> channels, tenths;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    channels.insert(std::floor((numbers[i] + 50.0f) / 100.0f));
    tenths.insert(static_cast<float>(i * 10 / numbers.size()));
  }
  CHECK(channels.size() > 63);
  CHECK(tenths.size() == 10);
  // Evenly: the mean of those kept is the mean of all.
  double sum = 0.0;
  for (const float x : numbers) sum += static_cast<double>(x);
  CHECK(sum / 16384 == Approx(499.5 + 3150.0 - 50.0).epsilon(0.02));
  CHECK(observe(n, ramps(1000, 64))[n.inputs[0]].numbers == numbers);
}

TEST_CASE("all channels are kept where their count divides the distance of the numbers kept") {
  const ir::network n = relu_of({64});
  const sample_source own_index{16384, [](std::int64_t) {
                                  std::vector<float> x(64);
                                  std::iota(x.begin(), x.end(), 0.0f);
                                  return std::vector<ir::tensor>{tiny::tensor({64}, x)};
                                }};
  std::vector<int> kept(64, 0);
  const calibration seen = observe(n, own_index);
  for (const float x : seen[n.inputs[0]].numbers) ++kept[static_cast<std::size_t>(x)];
  const auto [fewest, most] = std::minmax_element(kept.begin(), kept.end());
  CHECK(*fewest > 180);  // 256 each, by chance more or less
  CHECK(*most < 340);
}

TEST_CASE("constant tensors, and numbers that are not finite") {
  const ir::network n = relu_of({2});
  const float infinity = std::numeric_limits<float>::infinity();
  const sample_source constant{3, [](std::int64_t) {
                                 return std::vector<ir::tensor>{tiny::tensor({2}, {4, 4})};
                               }};
  CHECK(observe(n, constant)[n.inputs[0]].low == 4.0f);
  CHECK(observe(n, constant)[n.inputs[0]].high == 4.0f);
  const sample_source masked{
      3, [&](std::int64_t s) {
        return std::vector<ir::tensor>{tiny::tensor({2}, {s == 1 ? 5.0f : -infinity, NAN})};
      }};
  const calibration seen = observe(n, masked);
  const observed& in = seen[n.inputs[0]];
  CHECK(in.low == 0.0f);  // the channel without a number is at rest
  CHECK(in.channel_high == std::vector<float>{5, 0});
  CHECK(in.numbers == std::vector<float>{5});
  CHECK(in.not_finite == 5);
}

TEST_CASE("progress is told after each sample") {
  std::vector<std::int64_t> told;
  observe(relu_of({2}), ramps(4, 2), [&](std::int64_t s) { told.push_back(s); });
  CHECK(told == std::vector<std::int64_t>{0, 1, 2, 3});
}
