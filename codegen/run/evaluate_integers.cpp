// SPDX-License-Identifier: BSL-1.0
#include "run/evaluate_integers.hpp"

#include <genn/functions/arithmetic.hpp>
#include <genn/functions/integer.hpp>
#include <genn/kernels/reference/contract.hpp>
#include <genn/kernels/reference/convolution.hpp>
#include <genn/kernels/reference/gather.hpp>
#include <genn/kernels/reference/integer_softmax.hpp>
#include <genn/kernels/reference/integer_standardize.hpp>
#include <genn/kernels/reference/map.hpp>
#include <genn/kernels/reference/matmul.hpp>
#include <genn/kernels/reference/move.hpp>
#include <genn/kernels/reference/pool.hpp>
#include <genn/kernels/reference/scatter.hpp>
#include <genn/number/convert.hpp>
#include <stdexcept>

#include "run/channels_last.hpp"
#include "run/recurrent.hpp"
#include "run/sizes.hpp"

namespace genn::run {

namespace {

namespace reference = kernels::reference;
using number = std::int64_t;  // integers of every width, as the IR holds them

class evaluator {
 public:
  evaluator(const ir::network& n, const ir::node& x, const std::vector<const ir::tensor*>& operands)
      : network_(n), node_(x), operands_(operands) {
    result_.type = n[x.result].type;
    const std::size_t size = static_cast<std::size_t>(ir::count(result_.type.shape));
    if (ir::is_floating(result_.type.type))
      result_.data = std::vector<float>(size);
    else
      result_.data = std::vector<number>(size);
  }

  ir::tensor result() && { return std::move(result_); }

  void operator()(const ir::linear& l) {
    const index_t inputs = shape(0).back(), outputs = shape(1).front();
    const contract_sizes sizes{static_cast<index_t>(operands_[0]->integers().size()) / inputs,
                               inputs, outputs};
    sum(*l.integer, [&](auto bias, auto end) {
      reference::contract<row_major>(sizes, in(0), in(1), bias, out(), end);
    });
  }

  void operator()(const ir::convolution& c) {
    const ir::dims kernel(shape(1).begin() + 2, shape(1).end());
    const window_sizes sizes = sizes_of(c, kernel, shape(0), result_.type.shape);
    const std::vector<number> weight = channels_last(operands_[1]->integers(), shape(1));
    sum(*c.integer, [&](auto bias, auto end) {
      reference::convolution<row_major>(sizes, in(0), weight.data(), bias, out(), end,
                                        reference::zero_point_padding{quant(0).zero_point});
    });
  }

  void operator()(const ir::pool& p) {
    const window_sizes sizes = sizes_of(p, shape(0), result_.type.shape);
    if (p.what == ir::pool::kind::maximum)
      reference::max_pool(sizes, in(0), out(),
                          reference::limit_to{result_quant().low, result_quant().high});
    else
      reference::avg_pool(sizes, p.divisor, p.number, padding_after(p), in(0), out(),
                          mean(*p.integer));
  }
  void operator()(const ir::adaptive_avg_pool& p) {
    reference::adaptive_avg_pool(sizes_of(p, shape(0), result_.type.shape), in(0), out(),
                                 mean(*p.integer));
  }

  void operator()(const ir::softmax& s) {
    const reference::exponential_table<const number*> exponential{
        in(1), s.integer->where, static_cast<std::int32_t>(operands_[1]->integers().size())};
    const axis_sizes sizes = around(to_extents(shape(0)), s.axis);
    if (s.logarithm)
      return reference::integer_log_softmax(sizes, in(0), out(), exponential, s.integer->rescale,
                                            s.integer->factor, s.integer->octave, in(2));
    reference::integer_softmax(sizes, in(0), out(), exponential, s.integer->bits,
                               result_quant().zero_point, result_quant().low, result_quant().high);
  }

  void operator()(const ir::standardize& s) {
    const standardization numbers{sizes_of(network_, node_, s), s.center, quant(0).zero_point,
                                  s.integer->eps, s.integer->rescale};
    reference::integer_standardize(numbers, in(0), in(1), in(2), out());
  }
  void operator()(const ir::matmul& m) {
    reference::integer_matmul(
        matmul_sizes_of(shape(0), shape(1)), in(0), in(1), out(),
        matmul_numbers{
            m.integer->rescale, m.integer->multiplier, {quant(0).zero_point, quant(1).zero_point}});
  }

  void operator()(const ir::recurrent& r) {
    run_recurrent(network_, node_, r, operands_, result_.integers());
  }

  void operator()(const ir::permute& p) {
    reference::permute(to_extents(shape(0)), to_extents(p.order), in(0), out());
  }
  void operator()(const ir::reshape&) { copy(); }
  void operator()(const ir::copy&) { copy(); }
  void operator()(const ir::strided& s) {
    reference::strided_copy(to_extents(result_.type.shape), to_extents(s.pitch), s.offset, in(0),
                            out());
  }
  void operator()(const ir::gather&) {
    std::visit(
        [&](const auto& rows) {
          reference::gather(shape(0)[0], shape(1)[0], shape(0)[1], in(0), rows.data(), out());
        },
        operands_[1]->data);
  }
  void operator()(const ir::scatter&) {
    std::visit(
        [&](const auto& rows) {
          reference::scatter(shape(0)[0], shape(1)[0], shape(0)[1], in(0), rows.data(), in(2),
                             out(), second{});
        },
        operands_[1]->data);
  }
  void operator()(const ir::concat& c) {
    const axis_sizes all = around(to_extents(result_.type.shape), c.axis);
    index_t begin = 0;
    for (std::size_t i = 0; i < operands_.size(); ++i) {
      const index_t length = shape(i)[static_cast<std::size_t>(c.axis)];
      reference::place(all.outer, length, all.length, all.inner, begin, in(i), out());
      begin += length;
    }
  }
  void operator()(const ir::pad& p) {
    reference::pad(to_extents(shape(0)), to_extents(p.before), to_extents(result_.type.shape),
                   is_plain(network_[node_.result]) ? static_cast<number>(p.value)
                                                    : number{quantized(p.value, quant(0))},
                   in(0), out());
  }

  void operator()(const ir::integer_map& m) { std::visit(*this, m.what); }

  void operator()(const ir::from_integer&) {
    reference::map(
        size(), result_.floats().data(), [](number x) { return static_cast<float>(x); }, in(0));
  }
  void operator()(const ir::to_integer&) {
    struct int32 {
      using type = std::int32_t;
    };
    reference::map(size(), out(), genn::to_integer<int32>{}, operands_[0]->floats().data());
  }
  void operator()(const ir::quantize&) {
    reference::map(
        size(), out(), [&](float x) { return quantized(x, result_quant()); },
        operands_[0]->floats().data());
  }
  void operator()(const ir::dequantize&) {
    reference::map(
        size(), result_.floats().data(),
        [&](number x) { return real_number(static_cast<std::int32_t>(x), quant(0)); }, in(0));
  }
  void operator()(const ir::weighted_sum& w) {
    const auto apply = [&](auto... x) {
      std::size_t i = 0;
      std::int32_t total = 0;
      ((total += static_cast<std::int32_t>(x) * w.factors[i++]), ...);
      return w.rescale.without_multiplier(total);
    };
    switch (operands_.size()) {
      case 1:
        return reference::map_broadcast(extents_of_result(), out(), apply, operand(0));
      case 2:
        return reference::map_broadcast(extents_of_result(), out(), apply, operand(0), operand(1));
      default:
        throw std::logic_error("a weighted sum of more than two tensors");
    }
  }
  void operator()(const ir::integer_product& p) {
    const std::int32_t zeros[] = {quant(0).zero_point, quant(1).zero_point};
    reference::map_broadcast(
        extents_of_result(), out(),
        [&](number x0, number x1) {
          const std::int32_t product = (static_cast<std::int32_t>(x0) - zeros[0]) *
                                       (static_cast<std::int32_t>(x1) - zeros[1]);
          return p.multiplier > 0 ? p.rescale.with_multiplier(product, p.multiplier)
                                  : p.rescale.without_multiplier(product);
        },
        operand(0), operand(1));
  }
  void operator()(const ir::integer_prelu& p) {
    const std::int32_t zero = quant(0).zero_point;
    reference::map_broadcast(
        extents_of_result(), out(),
        [&](number x, number slope) {
          const std::int32_t distance = static_cast<std::int32_t>(x) - zero;
          const std::int32_t factor =
              distance < 0 ? static_cast<std::int32_t>(slope) : p.multiplier;
          return p.rescale.without_multiplier(distance * factor);
        },
        operand(0), operand(1));
  }
  void operator()(const ir::integer_affine& f) {
    reference::map_broadcast(
        extents_of_result(), out(),
        [&](number x, number m, number b) {
          return f.rescale.without_multiplier(static_cast<std::int32_t>(x * m + b));
        },
        operand(0), operand(1), operand(2));
  }
  void operator()(const ir::lookup&) {
    reference::map(
        size(), out(), [&](number x) { return in(1)[x + 128]; }, in(0));
  }
  void operator()(const ir::interpolated& i) {
    reference::map(
        size(), out(),
        [&](number x) {
          const std::int32_t at = static_cast<std::int32_t>(x);
          const std::int32_t k = i.segments.index(at);
          return i.segments.between(at, static_cast<std::int32_t>(in(1)[k]),
                                    static_cast<std::int32_t>(in(1)[k + 1]));
        },
        in(0));
  }

  template <class Other>
  void operator()(const Other&) {
    throw std::logic_error(kind_of(node_.what) + " has no integer form");
  }

 private:
  const ir::dims& shape(std::size_t i) const { return operands_[i]->type.shape; }
  const quantization& quant(std::size_t i) const { return *network_[node_.operands[i]].quant; }
  const quantization& result_quant() const { return *network_[node_.result].quant; }
  const number* in(std::size_t i) const { return operands_[i]->integers().data(); }
  number* out() { return result_.integers().data(); }
  index_t size() const { return ir::count(result_.type.shape); }
  extents extents_of_result() const { return to_extents(result_.type.shape); }
  reference::broadcast_operand<const number*> operand(std::size_t i) const {
    return {in(i), steps_of(to_extents(shape(i)), extents_of_result())};
  }
  void copy() { reference::copy(size(), in(0), out()); }

  reference::mean_of_integers<const number*> mean(const ir::integer_sum& s) const {
    return {s.rescale, quant(0).zero_point, s.first_count, in(1)};
  }

  // Layers with weights: operands are x, weight, bias and, in the i8 form, multipliers.
  template <class Compute>
  void sum(const ir::integer_sum& s, Compute compute) {
    const reference::shifted_bias<const number*> bias{in(2), s.bias_shift};
    if (operands_.size() > 3)
      compute(bias, reference::rescale_by_channel<const number*>{s.rescale, in(3)});
    else
      compute(bias, reference::rescale_by_shift<>{s.rescale});
  }

  const ir::network& network_;
  const ir::node& node_;
  const std::vector<const ir::tensor*>& operands_;
  ir::tensor result_;
};

}  // namespace

bool is_of_integers(const ir::network& n, const ir::node& x) {
  return n[x.result].quant.has_value() || is_plain(n[x.result]) ||
         std::holds_alternative<ir::integer_map>(x.what);
}

ir::tensor evaluate_integers(const ir::network& n, const ir::node& x,
                             const std::vector<const ir::tensor*>& operands) {
  evaluator e(n, x, operands);
  std::visit(e, x.what);
  return std::move(e).result();
}

}  // namespace genn::run
