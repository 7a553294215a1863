// SPDX-License-Identifier: BSL-1.0
// A convolution over inputs that stand `spread` apart, zeros between them: every spread-th result
// multiplies the same taps by inputs, all others by zeros. Each of these phases is a convolution of
// the inputs by its own taps; the results interleave.
#include <algorithm>
#include <memory>
#include <numeric>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

using ir::value_id;

/// What one axis of the results at `phase`, `phase + spread`, ... reads: taps first, first + step,
/// ... of the kernel, which lie `dilation` apart over the inputs.
struct phase_of_axis {
  std::int64_t first = 0, step = 1, taps = 0, dilation = 1, before = 0, after = 0;
};

phase_of_axis phase_of(std::int64_t phase, std::int64_t spread, std::int64_t dilation,
                       std::int64_t kernel, std::int64_t before, std::int64_t in,
                       std::int64_t out) {
  phase_of_axis p;
  const std::int64_t common = std::gcd(spread, dilation), base = phase - before;
  p.step = spread / common;
  p.dilation = dilation / common;
  while (p.first < kernel && (base + p.first * dilation) % spread != 0) ++p.first;
  if (p.first < kernel) p.taps = (kernel - p.first + p.step - 1) / p.step;
  const std::int64_t begin = p.taps == 0 ? 0 : (base + p.first * dilation) / spread;
  p.before = -begin;
  p.after = begin + std::max<std::int64_t>(p.taps - 1, 0) * p.dilation + out - in;
  if (std::max<std::int64_t>(-p.before, 0) + std::max<std::int64_t>(-p.after, 0) < in) return p;
  // It reads nothing but padding.
  return {0, 1, 0, 1, 0, out - in};
}

class splitter {
 public:
  explicit splitter(ir::network n) : n_(std::move(n)) {}

  ir::network run() {
    std::vector<ir::node> nodes = std::move(n_.nodes);
    n_.nodes.clear();
    for (ir::node& x : nodes) {
      const auto* c = std::get_if<ir::convolution>(&x.what);
      if (c == nullptr || c->spread.empty())
        n_.nodes.push_back(std::move(x));
      else
        split(x, *c);
    }
    return std::move(n_);
  }

 private:
  const ir::dims& shape(value_id id) const { return n_[id].type.shape; }

  value_id add(ir::layer what, std::vector<value_id> operands, ir::dims result, const ir::node& x) {
    const value_id y = n_.add({n_[x.result].name, {ir::element::f32, std::move(result)}, nullptr});
    n_.nodes.push_back({std::move(what), std::move(operands), y, x.where});
    return y;
  }

  void split(const ir::node& x, const ir::convolution& c) {
    ir::dims result = shape(x.result);
    const ir::dims whole = result;
    for (std::size_t i = 0; i < c.spread.size(); ++i)
      result[1 + i] = (whole[1 + i] + c.spread[i] - 1) / c.spread[i];
    const value_id y = interleaved(x, c, result, {});
    // There are as many of each phase: the last ones may be too many.
    if (shape(y) == whole)
      n_.nodes.back().result = x.result;
    else
      n_.nodes.push_back({ir::strided{0, ir::natural_pitch(shape(y))}, {y}, x.result, x.where});
  }

  // The phases along the axes behind those that `phase` names, `each` of them as long.
  value_id interleaved(const ir::node& x, const ir::convolution& c, const ir::dims& each,
                       const ir::dims& phase) {
    const std::size_t axis = phase.size();
    if (axis == c.spread.size()) return part(x, c, each, phase);
    std::vector<value_id> parts;
    for (std::int64_t r = 0; r < c.spread[axis]; ++r) {
      ir::dims next = phase;
      next.push_back(r);
      parts.push_back(interleaved(x, c, each, next));
    }
    if (parts.size() == 1) return parts.front();
    ir::dims all = shape(parts.front());
    std::int64_t rows = 1;
    for (std::size_t i = 0; i <= axis + 1; ++i) rows *= all[i];
    const std::int64_t row = ir::count(all) / rows, count = c.spread[axis];
    for (value_id& y : parts) y = add(ir::reshape{}, {y}, {rows, row}, x);
    const value_id joined = add(ir::concat{1}, parts, {rows, row * count}, x);
    all[axis + 1] *= count;
    return add(ir::reshape{}, {joined}, all, x);
  }

  value_id part(const ir::node& x, const ir::convolution& c, const ir::dims& result,
                const ir::dims& phase) {
    const ir::dims kernel = shape(x.operands[1]);
    std::vector<phase_of_axis> axes;
    ir::convolution small = c;
    small.spread.clear();
    std::vector<value_id> operands = x.operands;
    for (std::size_t i = 0; i < phase.size(); ++i) {
      const phase_of_axis p = phase_of(phase[i], c.spread[i], c.dilation[i], kernel[2 + i],
                                       c.before[i], shape(x.operands[0])[1 + i], result[1 + i]);
      small.dilation[i] = p.dilation;
      small.before[i] = std::max<std::int64_t>(p.before, 0);
      small.after[i] = std::max<std::int64_t>(p.after, 0);
      operands[0] = cut(operands[0], 1 + i, -std::min<std::int64_t>(p.before, 0),
                        -std::min<std::int64_t>(p.after, 0), x);
      axes.push_back(p);
    }
    operands[1] = taps_of(x.operands[1], axes);
    return add(std::move(small), std::move(operands), result, x);
  }

  value_id cut(value_id id, std::size_t axis, std::int64_t front, std::int64_t end,
               const ir::node& x) {
    if (front == 0 && end == 0) return id;
    const ir::dims pitch = ir::natural_pitch(shape(id));
    ir::dims left = shape(id);
    left[axis] -= front + end;
    return add(ir::strided{front * pitch[axis], pitch}, {id}, left, x);
  }

  // The taps of a phase; where it has none, one of zeros.
  value_id taps_of(value_id id, const std::vector<phase_of_axis>& axes) {
    const ir::value weight = n_[id];
    ir::dims chosen = weight.type.shape;
    for (std::size_t i = 0; i < axes.size(); ++i)
      chosen[2 + i] = std::max<std::int64_t>(axes[i].taps, 1);
    const ir::dims from = ir::natural_pitch(weight.type.shape), to = ir::natural_pitch(chosen);
    auto t = std::make_shared<ir::tensor>();
    t->type = {ir::element::f32, chosen};
    std::vector<float> numbers;
    for (std::int64_t k = 0; k < ir::count(chosen); ++k) {
      std::int64_t place = 0;
      bool empty = false;
      for (std::size_t i = 0; i < chosen.size(); ++i) {
        const std::int64_t at = k / to[i] % chosen[i];
        place += from[i] * (i < 2 ? at : axes[i - 2].first + at * axes[i - 2].step);
        empty = empty || (i >= 2 && axes[i - 2].taps == 0);
      }
      numbers.push_back(empty ? 0.0f : weight.constant->floats()[static_cast<std::size_t>(place)]);
    }
    t->data = std::move(numbers);
    return n_.add({weight.name, t->type, t, {}, weight.scales});
  }

  ir::network n_;
};

}  // namespace

ir::network split_phases(ir::network n) { return splitter(std::move(n)).run(); }

}  // namespace genn::passes
