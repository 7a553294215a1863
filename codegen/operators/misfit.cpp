// SPDX-License-Identifier: BSL-1.0
#include "operators/misfit.hpp"

#include <algorithm>

#include <genn/shape/standardize_sizes.hpp>
#include <genn/shape/window.hpp>

namespace genn::operators {

namespace {

using ir::dims;

std::size_t at(std::int64_t axis) { return static_cast<std::size_t>(axis); }

bool all_at_least(const dims& list, std::int64_t least) {
  return std::all_of(list.begin(), list.end(), [&](std::int64_t x) { return x >= least; });
}

// Shapes, and what each kind of layer asks of them. `false` where the result cannot be.
class shape_check {
 public:
  shape_check(const ir::network& n, const std::vector<ir::value_id>& operands, const dims& out)
      : out_(out) {
    for (const ir::value_id id : operands) in_.push_back(n[id].type.shape);
  }

  bool operator()(const ir::linear&) const {
    if (!counts(2, 3) || in_[0].empty() || in_[1].size() != 2) return false;
    dims expected = in_[0];
    expected.back() = in_[1][0];
    return in_[0].back() == in_[1][1] && out_ == expected && bias_of(in_[1][0]);
  }

  bool operator()(const ir::convolution& c) const {
    const std::size_t spatial = c.stride.size();
    if (!counts(2, 3) || in_[0].size() != spatial + 2 || in_[1].size() != spatial + 2) return false;
    const dims& weight = in_[1];
    const dims kernel(weight.begin() + 2, weight.end());
    return c.groups >= 1 && weight[0] % c.groups == 0 && weight[1] * c.groups == in_[0].back() &&
           windows(kernel, c.stride, c.dilation, c.before, c.after, false, c.spread) &&
           out_.back() == weight[0] && bias_of(weight[0]);
  }

  bool operator()(const ir::pool& p) const {
    return counts(1, 1) && in_[0].size() == p.kernel.size() + 2 && out_.size() == in_[0].size() &&
           windows(p.kernel, p.stride, p.dilation, p.before, p.after, p.ceil) &&
           out_.back() == in_[0].back() && pads_less_than_half(p) &&
           (p.divisor != pool_divisor::fixed_number || p.number != 0);
  }

  bool operator()(const ir::adaptive_avg_pool& p) const {
    return counts(1, 1) && in_[0].size() == p.out.size() + 2 && out_.size() == in_[0].size() &&
           out_.front() == in_[0].front() && out_.back() == in_[0].back();
  }

  bool operator()(const ir::map&) const {
    if (!counts(1, 3)) return false;
    return std::all_of(in_.begin(), in_.end(), [&](const dims& x) {
      if (x.size() > out_.size()) return false;
      return std::equal(
          x.rbegin(), x.rend(), out_.rbegin(),
          [](std::int64_t have, std::int64_t want) { return have == 1 || have == want; });
    });
  }

  bool operator()(const ir::softmax& s) const { return same() && s.axis < rank(); }

  bool operator()(const ir::permute& p) const {
    if (!counts(1, 1) || p.order.size() != in_[0].size()) return false;
    for (std::size_t axis = 0; axis < p.order.size(); ++axis)
      if (out_[axis] != in_[0][at(p.order[axis])]) return false;
    return true;
  }

  bool operator()(const ir::reshape&) const {
    return counts(1, 1) && ir::count(in_[0]) == ir::count(out_);
  }

  bool operator()(const ir::concat& c) const {
    if (in_.empty() || c.axis >= rank()) return false;
    std::int64_t length = 0;
    for (const dims& x : in_) {
      if (x.size() != out_.size()) return false;
      dims expected = out_;
      expected[at(c.axis)] = x[at(c.axis)];
      if (x != expected) return false;
      length += x[at(c.axis)];
    }
    return length == out_[at(c.axis)];
  }

  bool operator()(const ir::pad& p) const {
    if (!counts(1, 1) || out_.size() != in_[0].size()) return false;
    for (std::size_t axis = 0; axis < out_.size(); ++axis)
      if (out_[axis] != in_[0][axis] + p.before[axis] + p.after[axis]) return false;
    return true;
  }

  // The first and the last element of the walk lie on the operand.
  bool operator()(const ir::strided& s) const {
    if (!counts(1, 1) || s.pitch.size() != out_.size()) return false;
    std::int64_t first = s.offset, last = s.offset;
    for (std::size_t axis = 0; axis < out_.size(); ++axis)
      (s.pitch[axis] < 0 ? first : last) += (out_[axis] - 1) * s.pitch[axis];
    return first >= 0 && last < ir::count(in_[0]);
  }

  bool operator()(const ir::reduce&) const {
    return counts(1, 1) && !in_[0].empty() && dims(in_[0].begin() + 1, in_[0].end()) == out_;
  }

  bool operator()(const ir::standardize& s) const {
    if (!counts(1, 3) || out_ != in_[0] || out_.empty()) return false;
    for (std::size_t i = 1; i < in_.size(); ++i)
      if (in_[i].size() != 1 || in_[i] != in_[1]) return false;
    const index_t channels = in_.size() > 1 ? in_[1].front() : 0;
    return ir::count(out_) == 0 || rows_of(ir::count(out_), out_.back(), channels, s.inner).fit();
  }

  bool operator()(const ir::matmul&) const {
    if (!counts(2, 2) || in_[0].size() != 3 || in_[1].size() != 3) return false;
    const std::int64_t a = in_[0][0], b = in_[1][0];
    return (a == b || a == 1 || b == 1) && in_[0][2] == in_[1][1] &&
           out_ == dims{std::max(a, b), in_[0][1], in_[1][2]};
  }

  bool operator()(const ir::gather&) const {
    if (!counts(2, 2) || in_[0].size() != 2 || in_[1].size() != 1) return false;
    return out_ == dims{in_[1][0], in_[0][1]};
  }
  bool operator()(const ir::scatter&) const {
    return counts(3, 3) && in_[0].size() == 2 && in_[1].size() == 1 && in_[0] == out_ &&
           in_[2] == dims{in_[1][0], in_[0][1]};
  }
  bool operator()(const ir::arg_reduce&) const {
    return counts(1, 1) && in_[0].size() == 2 && out_ == dims{in_[0][1]};
  }
  bool operator()(const ir::cumulative&) const { return same() && out_.size() == 2; }
  bool operator()(const ir::sort&) const { return same() && out_.size() == 2; }

  bool operator()(const ir::lu&) const {
    return counts(1, 1) && in_[0].size() == 3 && out_ == dims{in_[0][0], in_[0][1], in_[0][2] + 2};
  }
  bool operator()(const ir::solve_triangular&) const {
    return counts(2, 2) && in_[0].size() == 3 && in_[1].size() == 3 &&
           in_[0] == dims{in_[1][0], in_[1][1], in_[1][1]} && out_ == in_[1];
  }

  bool operator()(const ir::recurrent& r) const {
    const std::size_t states = r.states();
    if (!counts(5 + states, states == 2 ? 8 : 6) || in_[0].size() != 3) return false;
    const dims &x = in_[0], &first = in_[1], &weight = in_[1 + states], &back = in_[2 + states];
    if (first.size() != 2 || weight.size() != 2 || back.size() != 2) return false;
    const std::int64_t hidden = weight[0] / r.gates(), out = back[1], batch = x[1];
    const bool projects = in_.size() == 8;
    const dims bias{weight[0]};
    if (weight != dims{hidden * r.gates(), x[2]} || back[0] != weight[0] || hidden < 1 ||
        first != dims{batch, out} || in_[3 + states] != bias || in_[4 + states] != bias ||
        (!projects && out != hidden) || (projects && in_[7] != dims{out, hidden}) ||
        (states == 2 && in_[2] != dims{batch, hidden}))
      return false;
    return out_ ==
           (r.gives_cells ? dims{x[0] * batch * out + batch * hidden} : dims{x[0], batch, out});
  }

  bool operator()(const ir::integer_map&) const { return same(); }  // changes of type
  bool operator()(const ir::copy&) const { return same(); }

 private:
  std::int64_t rank() const { return static_cast<std::int64_t>(out_.size()); }
  bool counts(std::size_t least, std::size_t most) const {
    return in_.size() >= least && in_.size() <= most;
  }
  bool same() const { return counts(1, 1) && in_[0] == out_; }
  bool bias_of(std::int64_t features) const { return in_.size() < 3 || in_[2] == dims{features}; }

  // Everything about the spatial axes of channels-last tensors with a batch.
  bool windows(const dims& kernel, const dims& stride, const dims& dilation, const dims& before,
               const dims& after, bool ceil, const dims& spread = {}) const {
    if (out_.size() != in_[0].size() || out_.front() != in_[0].front()) return false;
    if (!all_at_least(kernel, 1) || !all_at_least(stride, 1) || !all_at_least(dilation, 1) ||
        !all_at_least(before, 0) || !all_at_least(after, 0))
      return false;
    for (std::size_t i = 0; i < kernel.size(); ++i) {
      const std::int64_t in = spread.empty() ? in_[0][1 + i] : (in_[0][1 + i] - 1) * spread[i] + 1;
      if (out_[1 + i] !=
          window_count(in, kernel[i], stride[i], dilation[i], before[i], after[i], ceil))
        return false;
    }
    return true;
  }

  // As PyTorch demands: so every window has data in it.
  static bool pads_less_than_half(const ir::pool& p) {
    for (std::size_t i = 0; i < p.kernel.size(); ++i)
      if (2 * p.before[i] > p.dilation[i] * (p.kernel[i] - 1) + 1) return false;
    return true;
  }

  const dims& out_;
  std::vector<dims> in_;
};

}  // namespace

std::string misfit(const ir::network& n, const ir::layer& what,
                   const std::vector<ir::value_id>& operands, const dims& result) {
  if (std::visit(shape_check(n, operands, result), what)) return "";
  std::string shapes;
  for (const ir::value_id id : operands)
    shapes += (shapes.empty() ? "" : ", ") + ir::to_string(n[id].type.shape);
  return "archive damaged: " + kind_of(what) + " of " + shapes + " does not give " +
         ir::to_string(result);
}

}  // namespace genn::operators
