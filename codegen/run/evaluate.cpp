// SPDX-License-Identifier: BSL-1.0
#include "run/evaluate.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/reference/arg_reduce.hpp>
#include <genn/kernels/reference/contract.hpp>
#include <genn/kernels/reference/convolution.hpp>
#include <genn/kernels/reference/cumulative.hpp>
#include <genn/kernels/reference/gather.hpp>
#include <genn/kernels/reference/lu.hpp>
#include <genn/kernels/reference/map.hpp>
#include <genn/kernels/reference/matmul.hpp>
#include <genn/kernels/reference/move.hpp>
#include <genn/kernels/reference/pool.hpp>
#include <genn/kernels/reference/reduce.hpp>
#include <genn/kernels/reference/scatter.hpp>
#include <genn/kernels/reference/softmax.hpp>
#include <genn/kernels/reference/solve_triangular.hpp>
#include <genn/kernels/reference/sort.hpp>
#include <genn/kernels/reference/standardize.hpp>

#include <stdexcept>

#include "run/channels_last.hpp"
#include "run/evaluate_integers.hpp"
#include "run/evaluate_whole.hpp"
#include "run/functions.hpp"
#include "run/recurrent.hpp"
#include "run/sizes.hpp"

namespace genn::run {

namespace {

namespace reference = kernels::reference;

// A chain that begins with a function of two numbers.
auto of_two(const function_chain& f) {
  return [&f](float a, float b) {
    const float both[] = {a, b};
    return f(both);
  };
}

class evaluator {
 public:
  evaluator(const ir::network& n, const ir::node& x, const std::vector<const ir::tensor*>& operands)
      : network_(n), node_(x), operands_(operands) {
    result_.type = n[x.result].type;
    result_.data = std::vector<float>(static_cast<std::size_t>(ir::count(result_.type.shape)));
  }

  ir::tensor result() && { return std::move(result_); }

  void operator()(const ir::linear& l) {
    const index_t inputs = shape(0).back(), outputs = shape(1).front();
    const contract_sizes sizes{static_cast<index_t>(operands_[0]->floats().size()) / inputs, inputs,
                               outputs};
    with_bias([&](auto bias) {
      reference::contract<row_major>(sizes, in(0), in(1), bias, out(), function_chain(l.then));
    });
  }

  void operator()(const ir::convolution& c) {
    const ir::dims kernel(shape(1).begin() + 2, shape(1).end());
    const window_sizes sizes = sizes_of(c, kernel, shape(0), result_.type.shape);
    const std::vector<float> weight = channels_last(operands_[1]->floats(), shape(1));
    with_bias([&](auto bias) {
      reference::convolution<row_major>(sizes, in(0), weight.data(), bias, out(),
                                        function_chain(c.then));
    });
  }

  void operator()(const ir::pool& p) {
    const window_sizes sizes = sizes_of(p, shape(0), result_.type.shape);
    const function_chain f(p.then);
    if (p.what == ir::pool::kind::maximum)
      reference::max_pool(sizes, in(0), out(), f);
    else
      reference::avg_pool(sizes, p.divisor, p.number, padding_after(p), in(0), out(),
                          reference::mean_of_floats<function_chain>{f});
  }

  void operator()(const ir::adaptive_avg_pool& p) {
    reference::adaptive_avg_pool(sizes_of(p, shape(0), result_.type.shape), in(0), out(),
                                 reference::mean_of_floats<function_chain>{function_chain(p.then)});
  }

  void operator()(const ir::map& m) {
    const function_chain f(m.chain);
    const extents all = to_extents(result_.type.shape);
    const auto operand = [&](std::size_t i) {
      return reference::broadcast_operand<const float*>{in(i), steps_of(to_extents(shape(i)), all)};
    };
    const auto apply = [&](auto... x) {
      const float values[] = {x...};
      return f(values);
    };
    switch (operands_.size()) {
      case 1:
        return reference::map_broadcast(all, out(), apply, operand(0));
      case 2:
        return reference::map_broadcast(all, out(), apply, operand(0), operand(1));
      default:
        return reference::map_broadcast(all, out(), apply, operand(0), operand(1), operand(2));
    }
  }

  void operator()(const ir::softmax& s) {
    const axis_sizes sizes = around(to_extents(shape(0)), s.axis);
    if (s.logarithm)
      reference::log_softmax(sizes, in(0), out());
    else
      reference::softmax(sizes, in(0), out());
  }

  void operator()(const ir::permute& p) {
    reference::permute(to_extents(shape(0)), to_extents(p.order), in(0), out());
  }
  void operator()(const ir::reshape&) { copy(); }
  void operator()(const ir::copy&) { copy(); }

  void operator()(const ir::concat& c) {
    const axis_sizes all = around(to_extents(result_.type.shape), c.axis);
    index_t begin = 0;
    for (std::size_t i = 0; i < operands_.size(); ++i) {
      const index_t length = shape(i)[static_cast<std::size_t>(c.axis)];
      reference::place(all.outer, length, all.length, all.inner, begin, in(i), out());
      begin += length;
    }
  }

  void operator()(const ir::strided& s) {
    reference::strided_copy(to_extents(result_.type.shape), to_extents(s.pitch), s.offset, in(0),
                            out());
  }

  void operator()(const ir::reduce& r) {
    const axis_sizes sizes = around(to_extents(shape(0)), 0);
    const function_chain f({{r.function, {}}});
    reference::reduce(sizes, in(0), out(), of_two(f));
  }

  void operator()(const ir::gather&) {
    std::visit(
        [&](const auto& rows) {
          reference::gather(shape(0)[0], shape(1)[0], shape(0)[1], in(0), rows.data(), out());
        },
        operands_[1]->data);
  }
  void operator()(const ir::recurrent& r) {
    run_recurrent(network_, node_, r, operands_, result_.floats());
  }
  void operator()(const ir::scatter& s) {
    const function_chain f({{s.function, {}}});
    std::visit(
        [&](const auto& rows) {
          reference::scatter(shape(0)[0], shape(1)[0], shape(0)[1], in(0), rows.data(), in(2),
                             out(), of_two(f));
        },
        operands_[1]->data);
  }
  void operator()(const ir::arg_reduce& r) {
    if (r.largest)
      reference::arg_reduce<reference::comes_before<true>>(shape(0)[0], shape(0)[1], in(0), out());
    else
      reference::arg_reduce<reference::comes_before<false>>(shape(0)[0], shape(0)[1], in(0), out());
  }
  void operator()(const ir::cumulative& c) {
    const function_chain f({{c.function, {}}});
    reference::cumulative(shape(0)[0], shape(0)[1], in(0), out(), of_two(f));
  }
  void operator()(const ir::lu& f) {
    const reference::lu_sizes sizes{shape(0)[0], shape(0)[1], shape(0)[2]};
    if (f.pivots)
      reference::lu<true>(sizes, in(0), out());
    else
      reference::lu<false>(sizes, in(0), out());
  }
  void operator()(const ir::solve_triangular& s) {
    const triangular_sizes sizes{shape(1)[0], shape(1)[1], shape(1)[2]};
    const auto solve = [&](auto lower, auto unit) {
      reference::solve_triangular<lower(), unit()>(sizes, in(0), in(1), out());
    };
    const auto of_side = [&](auto lower) {
      if (s.unit)
        solve(lower, std::true_type{});
      else
        solve(lower, std::false_type{});
    };
    if (s.lower)
      of_side(std::true_type{});
    else
      of_side(std::false_type{});
  }
  void operator()(const ir::sort& s) {
    if (s.descending)
      reference::sort<reference::sorts_before<true>>(shape(0)[0], shape(0)[1], in(0), out());
    else
      reference::sort<reference::sorts_before<false>>(shape(0)[0], shape(0)[1], in(0), out());
  }

  void operator()(const ir::standardize& s) {
    const standardize_sizes sizes = sizes_of(network_, node_, s);
    constexpr reference::no_channels none;
    const auto compute = [&](auto scale, auto shift) {
      reference::standardize(sizes, s.eps, s.center, in(0), scale, shift, out());
    };
    if (operands_.size() == 1) return compute(none, none);
    operands_.size() == 2 ? compute(in(1), none) : compute(in(1), in(2));
  }

  void operator()(const ir::matmul& m) {
    reference::matmul(matmul_sizes_of(shape(0), shape(1)), in(0), in(1), out(),
                      function_chain(m.then));
  }

  void operator()(const ir::pad& p) {
    reference::pad(to_extents(shape(0)), to_extents(p.before), to_extents(result_.type.shape),
                   p.value, in(0), out());
  }

  void operator()(const ir::integer_map&) { throw std::logic_error("integers among floats"); }

 private:
  const ir::dims& shape(std::size_t i) const { return operands_[i]->type.shape; }
  const float* in(std::size_t i) const { return operands_[i]->floats().data(); }
  float* out() { return result_.floats().data(); }
  void copy() { reference::copy(static_cast<index_t>(result_.floats().size()), in(0), out()); }

  template <class Compute>
  void with_bias(Compute compute) {
    if (operands_.size() > 2)
      compute(in(2));
    else
      compute(reference::zero_bias{});
  }

  const ir::network& network_;
  const ir::node& node_;
  const std::vector<const ir::tensor*>& operands_;
  ir::tensor result_;
};

}  // namespace

ir::tensor evaluate(const ir::network& n, const ir::node& x,
                    const std::vector<const ir::tensor*>& operands) {
  if (computes_whole_numbers(n, x)) return evaluate_whole(n, x, operands);
  if (is_of_integers(n, x)) return evaluate_integers(n, x, operands);
  evaluator e(n, x, operands);
  std::visit(e, x.what);
  return std::move(e).result();
}

}  // namespace genn::run
