// SPDX-License-Identifier: BSL-1.0
#include "run/bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "run/interval_sums.hpp"
#include "run/sizes.hpp"

namespace genn::run {

namespace {

/// One interval for each index of the last axis.
using channels = std::vector<interval>;

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

std::int64_t channels_of(const ir::dims& shape) { return shape.empty() ? 1 : shape.back(); }

/// The intervals of a node's result from those of its operands.
class bounder {
 public:
  bounder(const ir::network& n, const ir::node& x, std::vector<const channels*> operands)
      : n_(n), x_(x), in_(std::move(operands)) {}

  channels operator()(const ir::linear& l) const { return weighted(1, false, l.then); }

  channels operator()(const ir::convolution& c) const {
    return weighted(c.groups, any(c.before) || any(c.after), c.then);
  }

  channels operator()(const ir::pool& p) const {
    const bool maximum = p.what == ir::pool::kind::maximum;
    const bool partial = any(p.before) || any(p.after) || p.ceil;  // windows with fewer numbers
    const double factor =
        p.divisor == pool_divisor::fixed_number
            ? static_cast<double>(ir::count(p.kernel)) / static_cast<double>(p.number)
            : 1.0;
    return each([&](interval x) {
      if (maximum) return range_behind(p.then, x);
      x = scaled(x, factor);
      if (partial && p.divisor != pool_divisor::data) x = hull(x, {});
      return range_behind(p.then, mean(x, ir::count(p.kernel)));
    });
  }

  channels operator()(const ir::adaptive_avg_pool& p) const {
    return each([&](interval x) { return range_behind(p.then, mean(x, ir::count(shape(0)))); });
  }

  channels operator()(const ir::map& m) const {
    const std::vector<ir::function> behind(m.chain.begin() + 1, m.chain.end());
    channels result;
    for (std::int64_t c = 0; c < channels_of(shape_out()); ++c) {
      std::vector<interval> operands;
      for (const channels* x : in_) operands.push_back(x->size() == 1 ? x->front() : (*x)[at(c)]);
      result.push_back(range_behind(behind, range_of(m.chain.front(), operands)));
    }
    return result;
  }

  channels operator()(const ir::softmax& s) const {
    const std::int64_t length = shape(0)[at(s.axis)];
    const bool along_channels = at(s.axis) + 1 == shape(0).size();
    const interval all = hull_of(*in_[0]);
    return each([&](interval x) {
      if (!s.logarithm) return interval{0.0, 1.0};
      const double top = along_channels ? all.high : x.high;
      return widened({x.low - top - std::log(static_cast<double>(length)), 0.0},
                     1e-6 * (magnitude(all) + 1.0));
    });
  }

  channels operator()(const ir::permute& p) const {
    if (at(p.order.back()) + 1 == p.order.size()) return *in_[0];
    return channels(at(channels_of(shape_out())), hull_of(*in_[0]));
  }

  channels operator()(const ir::reshape&) const {
    // Elements of one channel are one step apart that divides both channel counts.
    const std::size_t step = std::gcd(in_[0]->size(), at(channels_of(shape_out())));
    std::vector<growing_hull> classes(step);
    for (std::size_t c = 0; c < in_[0]->size(); ++c) classes[c % step].add((*in_[0])[c]);
    channels result;
    for (std::size_t c = 0; c < at(channels_of(shape_out())); ++c)
      result.push_back(classes[c % step].value());
    return result;
  }

  channels operator()(const ir::copy&) const { return *in_[0]; }
  // PyTorch's integers: all that their type holds.
  channels operator()(const ir::integer_map&) const {
    const double most = n_[x_.result].type.type == ir::element::i64 ? 0x1p63 : 0x1p31;
    return channels(at(channels_of(shape_out())), interval{-most, most});
  }

  channels operator()(const ir::concat& c) const {
    channels result;
    if (at(c.axis) + 1 == shape_out().size()) {
      for (const channels* x : in_) result.insert(result.end(), x->begin(), x->end());
      return result;
    }
    result = *in_[0];
    for (const channels* x : in_)
      for (std::size_t i = 0; i < result.size(); ++i) result[i] = hull(result[i], (*x)[i]);
    return result;
  }

  channels operator()(const ir::pad& p) const {
    const double value = static_cast<double>(p.value);
    const interval filled{value, value};
    const bool elsewhere = std::any_of(p.before.begin(), p.before.end() - 1, positive) ||
                           std::any_of(p.after.begin(), p.after.end() - 1, positive);
    channels result(at(p.before.back()), filled);
    for (const interval x : *in_[0]) result.push_back(elsewhere ? hull(x, filled) : x);
    result.insert(result.end(), at(p.after.back()), filled);
    return result;
  }

  channels operator()(const ir::strided& s) const {
    const ir::dims& out = shape_out();
    std::vector<growing_hull> result(at(channels_of(out)));
    ir::dims index(out.size(), 0);
    std::int64_t from = s.offset;
    for (std::int64_t i = 0; i < ir::count(out); ++i) {
      result[at(i) % result.size()].add((*in_[0])[at(from) % in_[0]->size()]);
      for (std::size_t axis = out.size(); axis-- > 0;) {
        from += s.pitch[axis];
        if (++index[axis] < out[axis]) break;
        from -= s.pitch[axis] * out[axis];
        index[axis] = 0;
      }
    }
    channels values;
    for (const growing_hull& g : result) values.push_back(g.value());
    return values;
  }

  channels operator()(const ir::reduce& r) const {
    const ir::function f{r.function, {}};
    return each([&](interval x) {
      interval all = x;
      for (std::int64_t i = 1; i < shape(0).front(); ++i) all = range_of(f, {all, x});
      return all;
    });
  }

  channels operator()(const ir::standardize& s) const {
    // One number against n - 1 equal ones is the farthest that a row can go.
    const double length = static_cast<double>(shape(0).back());
    const double farthest = std::sqrt(s.center ? std::max(length - 1.0, 0.0) : length);
    const double reach =
        s.center ? hull_of(*in_[0]).high - hull_of(*in_[0]).low : magnitude(hull_of(*in_[0]));
    const double limit = std::min(farthest, reach / std::sqrt(static_cast<double>(s.eps)));
    const interval before = widened({-limit, limit}, limit * length * 1e-6);
    if (x_.operands.size() == 1) return each([&](interval) { return before; });
    channels weighted;
    for (std::size_t c = 0; c < in_[1]->size(); ++c) {
      weighted.push_back(range_of({"mul", {}}, {before, (*in_[1])[c]}));
      if (in_.size() > 2) weighted.back() = range_of({"add", {}}, {weighted.back(), (*in_[2])[c]});
    }
    if (s.inner == 1 && weighted.size() == in_[0]->size()) return weighted;
    const interval all = hull_of(weighted);
    return each([&](interval) { return all; });
  }

  channels operator()(const ir::gather&) const { return *in_[0]; }
  channels operator()(const ir::recurrent& r) const {
    // States of tanh and mixtures of them stay where they begin, or in [-1, 1]; those of an LSTM's
    // cells grow by 1 a step.
    interval all = everything;
    if (r.what == ir::recurrent::cell::lstm && !r.projects(in_.size())) {
      const double most = magnitude(hull_of(*in_[2])) + static_cast<double>(shape(0).front());
      all = widened(r.gives_cells ? interval{-most, most} : interval{-1.0, 1.0});
    } else if (r.what == ir::recurrent::cell::tanh || r.what == ir::recurrent::cell::gru) {
      all = widened(hull({-1.0, 1.0}, hull_of(*in_[1])));
    }
    return channels(at(channels_of(shape_out())), all);
  }
  channels operator()(const ir::scatter& s) const {
    channels result;
    for (std::size_t c = 0; c < in_[0]->size(); ++c) {
      interval all = (*in_[0])[c];
      // Every part may come to the same row.
      for (std::int64_t i = 0; i < shape(1).front(); ++i)
        all = hull(all, range_of({s.function, {}}, {all, (*in_[2])[c]}));
      result.push_back(all);
    }
    return result;
  }
  channels operator()(const ir::arg_reduce&) const { return places(); }
  channels operator()(const ir::sort&) const { return places(); }

  channels operator()(const ir::lu&) const { return anything(); }
  channels operator()(const ir::solve_triangular&) const { return anything(); }

  channels operator()(const ir::cumulative& c) const {
    const ir::function f{c.function, {}};
    return each([&](interval x) {
      interval all = x, last = x;
      for (std::int64_t i = 1; i < shape(0).front(); ++i) {
        last = range_of(f, {last, x});
        all = hull(all, last);
      }
      return all;
    });
  }

  channels operator()(const ir::matmul& m) const {
    channels result;
    for (const interval b : *in_[1]) {
      dot_product sum(0.0);
      for (const interval a : *in_[0]) sum.add(a * b);
      result.push_back(range_behind(m.then, sum.value()));
    }
    return result;
  }

 private:
  static bool positive(std::int64_t extent) { return extent > 0; }
  static bool any(const ir::dims& extents) {
    return std::any_of(extents.begin(), extents.end(), positive);
  }
  // Rounding is monotone: the mean of any numbers lies between the computed means of the ends, each
  // of which is off by its own share.
  static interval mean(interval x, std::int64_t numbers) {
    const double share = 1e-6 + 6e-8 * static_cast<double>(numbers);
    return {x.low - share * std::abs(x.low), x.high + share * std::abs(x.high)};
  }

  channels anything() const { return channels(at(channels_of(shape_out())), everything); }

  // Of the first axis.
  channels places() const {
    const double last = static_cast<double>(shape(0).front() - 1);
    return channels(at(channels_of(shape_out())), interval{0.0, last});
  }

  const ir::dims& shape(std::size_t operand) const { return n_[x_.operands[operand]].type.shape; }
  const ir::dims& shape_out() const { return n_[x_.result].type.shape; }

  template <class F>
  channels each(F f) const {
    channels result;
    for (const interval x : *in_[0]) result.push_back(f(x));
    return result;
  }

  // Weight [outputs, inputs / groups, taps...], bias in the third operand.
  channels weighted(std::int64_t groups, bool padded, const std::vector<ir::function>& then) const {
    const std::vector<float>& weight = n_[x_.operands[1]].constant->floats();
    const std::int64_t rows = shape(1)[0], inputs = shape(1)[1];
    const std::int64_t taps = ir::count(shape(1)) / (rows * inputs);
    channels result;
    for (std::int64_t row = 0; row < rows; ++row) {
      const bool biased = x_.operands.size() > 2;
      dot_product sum(biased ? static_cast<double>(n_[x_.operands[2]].constant->floats()[at(row)])
                             : 0.0);
      const std::int64_t first = row / (rows / groups) * inputs;
      for (std::int64_t i = 0; i < inputs; ++i) {
        interval x = (*in_[0])[at(first + i)];
        if (padded) x = hull(x, {});
        for (std::int64_t tap = 0; tap < taps; ++tap)
          sum.add(scaled(x, static_cast<double>(weight[at((row * inputs + i) * taps + tap)])));
      }
      result.push_back(range_behind(then, sum.value()));
    }
    return result;
  }

  const ir::network& n_;
  const ir::node& x_;
  std::vector<const channels*> in_;
};

channels channels_of_constant(const ir::tensor& t) {
  std::vector<growing_hull> result(at(channels_of(t.type.shape)));
  if (!ir::is_floating(t.type.type)) return channels(result.size());
  for (std::size_t i = 0; i < t.floats().size(); ++i) {
    const double x = static_cast<double>(t.floats()[i]);
    result[i % result.size()].add(
        std::isnan(x) ? everything
                      : interval{std::max(x, -interval::most), std::min(x, interval::most)});
  }
  channels values;
  for (const growing_hull& g : result) values.push_back(g.value());
  return values;
}

/// The nearest floats that do not cut the interval.
float below(double x) {
  const float f = static_cast<float>(std::max(x, -interval::most));
  return static_cast<double>(f) > x ? std::nextafter(f, -HUGE_VALF) : f;
}
float above(double x) { return -below(-x); }

observed as_observed(const channels& all) {
  observed result;
  for (const interval x : all) {
    result.channel_low.push_back(below(x.low));
    result.channel_high.push_back(above(x.high));
  }
  result.low = *std::min_element(result.channel_low.begin(), result.channel_low.end());
  result.high = *std::max_element(result.channel_high.begin(), result.channel_high.end());
  return result;
}

}  // namespace

calibration bound(const ir::network& n, const std::vector<interval>& inputs) {
  std::vector<channels> known(n.values.size());
  for (std::size_t i = 0; i < n.values.size(); ++i)
    if (n.values[i].constant) known[i] = channels_of_constant(*n.values[i].constant);
  for (std::size_t i = 0; i < n.inputs.size(); ++i)
    known[n.inputs[i].index] = channels(at(channels_of(n[n.inputs[i]].type.shape)),
                                        inputs.empty() ? interval{-1.0, 1.0} : inputs[i]);
  for (const ir::node& x : n.nodes) {
    std::vector<const channels*> operands;
    for (const ir::value_id id : x.operands) operands.push_back(&known[id.index]);
    known[x.result.index] = std::visit(bounder(n, x, std::move(operands)), x.what);
  }
  std::vector<observed> values;
  for (std::size_t i = 0; i < known.size(); ++i)
    values.push_back(n.values[i].constant || known[i].empty() ? observed{} : as_observed(known[i]));
  return {std::move(values), 0};
}

}  // namespace genn::run
