// SPDX-License-Identifier: BSL-1.0
// Average pools: one multiplier for each number of elements that a window divides by.
#include <genn/kernels/reference/pool.hpp>

#include <algorithm>
#include <cstdlib>

#include "quantize/assembly.hpp"
#include "run/sizes.hpp"

namespace genn::quantize {

namespace {

struct counts {
  index_t least = PTRDIFF_MAX, most = 1;
  void add(index_t count) {
    least = std::min(least, std::max<index_t>(count, 1));
    most = std::max(most, count);
  }
};

template <class Visit>
void for_each_window(const window_sizes& n, Visit visit) {
  for (index_t d = 0; d < n.depth.out; ++d)
    for (index_t h = 0; h < n.height.out; ++h)
      for (index_t w = 0; w < n.width.out; ++w) visit(d, h, w);
}

template <class Layer>
void add(assembly& a, const ir::node& x, Layer p, const counts& c, std::int64_t elements) {
  const ir::value_id in = a.operand(x, 0);
  const quantization &from = a.quant(in), &q = a.result_quant(x);
  std::vector<double> factors;
  for (index_t count = c.least; count <= c.most; ++count)
    factors.push_back(static_cast<double>(from.scale) / static_cast<double>(q.scale) /
                      static_cast<double>(count));
  const std::int64_t each = std::int64_t{from.largest()} + std::abs(from.zero_point);
  const scaling s = scale_by(factors, each * elements, q, a.limit(p.then, q));
  p.then.clear();
  p.integer = ir::integer_sum{s.how, {elements, 0}, 0, c.least};
  const ir::value_id multipliers = a.add_constant(
      name_of(a.from(), x) + ".multiplier", ir::element::i16,
      {static_cast<std::int64_t>(factors.size())}, {s.multipliers.begin(), s.multipliers.end()});
  a.finish(p, {in, multipliers}, x);
}

}  // namespace

void add_mean(assembly& a, const ir::node& x, const ir::pool& p) {
  const window_sizes n =
      run::sizes_of(p, a.from()[x.operands[0]].type.shape, a.from()[x.result].type.shape);
  counts c;
  for_each_window(n, [&](index_t d, index_t h, index_t w) {
    c.add(kernels::reference::divisor_of(n, p.divisor, p.number, run::padding_after(p), d, h, w));
  });
  add(a, x, p, c, ir::count(p.kernel));
}

void add_mean(assembly& a, const ir::node& x, const ir::adaptive_avg_pool& p) {
  const ir::dims& in = a.from()[x.operands[0]].type.shape;
  const window_sizes n = run::sizes_of(p, in, a.from()[x.result].type.shape);
  const auto extent = [](const window_axis& axis, index_t o) {
    return kernels::reference::adaptive_end(axis, o) - kernels::reference::adaptive_start(axis, o);
  };
  counts c;
  for_each_window(n, [&](index_t d, index_t h, index_t w) {
    c.add(extent(n.depth, d) * extent(n.height, h) * extent(n.width, w));
  });
  add(a, x, p, c, n.depth.in * n.height.in * n.width.in);
}

}  // namespace genn::quantize
