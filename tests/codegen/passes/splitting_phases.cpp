// SPDX-License-Identifier: BSL-1.0
// Transposed convolutions in phases: what they compute, and that no zeros are multiplied.
#include <catch2/catch.hpp>

#include "passes/passes.hpp"
#include "run/run_network.hpp"
#include "run/sizes.hpp"
#include "tiny_networks.hpp"

namespace {

namespace ir = genn::ir;
namespace run = genn::run;
using genn::passes::split_phases;

struct axis {
  std::int64_t in, kernel, spread, dilation, before, after;
  std::int64_t out() const {
    return (in - 1) * spread + 1 + before + after - dilation * (kernel - 1);
  }
  // The input that result o multiplies by tap k, or -1.
  std::int64_t input(std::int64_t o, std::int64_t k) const {
    const std::int64_t at = o - before + k * dilation;
    return at >= 0 && at % spread == 0 && at / spread < in ? at / spread : -1;
  }
};

constexpr std::int64_t channels = 2, features = 3;

/// One convolution of [1, a, b, channels].
struct planes {
  axis a, b;
  ir::tensor x, weight, bias;

  planes(axis first, axis second) : a(first), b(second) {
    std::mt19937 generator{5};
    x = tiny::random({1, a.in, b.in, channels}, generator);
    weight = tiny::random({features, channels, a.kernel, b.kernel}, generator);
    bias = tiny::random({features}, generator);
  }

  ir::network network() const {
    tiny::builder n(x.type.shape);
    ir::convolution c{{1, 1}, {a.dilation, b.dilation}, {a.before, b.before}, {a.after, b.after}};
    c.spread = {a.spread, b.spread};
    const auto w = n.constant(weight), added = n.constant(bias);
    return n.add(c, {1, a.out(), b.out(), features}, {w, added}).done();
  }

  std::vector<float> right() const {
    std::vector<float> y;
    for (std::int64_t p = 0; p < a.out(); ++p)
      for (std::int64_t q = 0; q < b.out(); ++q)
        for (std::size_t f = 0; f < features; ++f) y.push_back(at(p, q, f));
    return y;
  }

  // Products of a result and an input, padding and empty phases aside.
  std::uint64_t products() const {
    const auto taps = [](const axis& i) {
      std::uint64_t all = 0;
      for (std::int64_t phase = 0; phase < i.spread; ++phase)
        for (std::int64_t k = 0; k < i.kernel; ++k)
          all += (phase - i.before + k * i.dilation) % i.spread == 0;
      return all;
    };
    return taps(a) * taps(b) * std::uint64_t(a.out() / a.spread * (b.out() / b.spread)) * channels *
           features;
  }

 private:
  float at(std::int64_t p, std::int64_t q, std::size_t f) const {
    float sum = bias.floats()[f];
    for (std::int64_t i = 0; i < a.kernel; ++i)
      for (std::int64_t j = 0; j < b.kernel; ++j)
        for (std::int64_t c = 0; c < channels; ++c) {
          const std::int64_t row = a.input(p, i), column = b.input(q, j);
          if (row < 0 || column < 0) continue;
          const auto w = ((std::int64_t(f) * channels + c) * a.kernel + i) * b.kernel + j;
          sum += weight.floats()[std::size_t(w)] *
                 x.floats()[std::size_t((row * b.in + column) * channels + c)];
        }
    return sum;
  }
};

std::vector<axis> axes() {
  std::vector<axis> all;
  for (const std::int64_t in : {1, 2, 5})
    for (const std::int64_t kernel : {1, 2, 3, 4, 5})
      for (const std::int64_t spread : {1, 2, 3, 4})
        for (const std::int64_t dilation : {1, 2, 3})
          for (const std::int64_t before : {0, 1, 2, 4})
            for (const std::int64_t after : {0, 1, 3}) {
              const axis a{in, kernel, spread, dilation, before, after};
              if (a.out() > 0 && before <= dilation * (kernel - 1)) all.push_back(a);
            }
  return all;
}

bool has_spread(const ir::network& n) {
  for (const ir::node& x : n.nodes)
    if (const auto* c = std::get_if<ir::convolution>(&x.what))
      if (!c->spread.empty()) return true;
  return false;
}

std::uint64_t macs_of(const ir::network& n) {
  std::uint64_t all = 0;
  for (const ir::node& x : n.nodes) all += run::macs_of(n, x);
  return all;
}

}  // namespace

TEST_CASE("phases of transposed convolutions interleave") {
  const std::vector<axis> all = axes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const planes p(all[i], all[(i * 7 + 3) % all.size()]);
    if (p.a.spread * p.b.spread == 1) continue;
    const ir::network n = ir::drop_dead(split_phases(p.network()));
    ir::verify(n, "split_phases");
    REQUIRE(!has_spread(n));
    const std::vector<float> y = run::run_network(n, {p.x}).front().floats(), right = p.right();
    REQUIRE(y.size() == right.size());
    for (std::size_t k = 0; k < y.size(); ++k) REQUIRE(y[k] == Approx(right[k]).margin(1e-5));
  }
}

TEST_CASE("phases multiply no zeros") {
  // As in decoders: kernels of 4 and 3 that double an axis, 16 that makes eight of one.
  const axis four{5, 4, 2, 1, 2, 2}, three{5, 3, 2, 1, 1, 2}, sixteen{6, 16, 8, 1, 11, 11};
  for (const auto& [a, b] :
       {std::make_pair(four, four), std::make_pair(three, four), std::make_pair(three, three),
        std::make_pair(sixteen, axis{1, 1, 1, 1, 0, 0})}) {
    const planes p(a, b);
    const ir::network n = split_phases(p.network());
    CHECK(macs_of(n) == p.products());
    CHECK(macs_of(n) * std::uint64_t(a.spread * b.spread) ==
          std::uint64_t(a.kernel * b.kernel * a.out() * b.out() * channels * features));
  }
}
