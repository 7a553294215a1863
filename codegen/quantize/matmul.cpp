// SPDX-License-Identifier: BSL-1.0
// Products of two tensors.
#include <algorithm>

#include "quantize/assembly.hpp"
#include "quantize/functions.hpp"

namespace genn::quantize {

namespace {

// Largest sum of the magnitudes of a row of the first operand. What a softmax shares out adds up to
// one, and each share is rounded by at most one half.
std::int64_t largest_row(const assembly& a, const ir::node& x, ir::value_id first) {
  const std::int64_t inner = a.network()[first].type.shape.back();
  const quantization& q = a.quant(first);
  const std::int64_t any = inner * q.largest_distance();
  const ir::node* softmax = softmax_of_rows(a.from(), x.operands[0]);
  if (softmax == nullptr || a.form_of(softmax->result) == form::f32 ||
      a.result_quant(*softmax) != q)
    return any;
  const std::int64_t one = std::int64_t{1} << (a.form_of(softmax->result) == form::i8 ? 8 : 15);
  return std::min(any, one + inner / 2 + 1);
}

class product {
 public:
  product(assembly& a, const ir::node& x, const ir::matmul& m)
      : a_(a),
        x_(x),
        factor_(scaling_of(m.then)),
        q_(a.result_quant(x)),
        limit_(a.limit({m.then.begin() + (factor_ ? 1 : 0), m.then.end()}, q_)),
        in_{a.operand(x, 0), a.operand(x, 1)} {}

  void add() {
    ir::integer_matmul how = arithmetic();
    // Operands that are too wide together give up bits, the wider one first.
    while (!fits_32_bits(how.sums, a_.quant(in_[1]).largest_distance(), how.rescale)) {
      narrow(a_.quant(in_[0]).largest_distance() >= a_.quant(in_[1]).largest_distance() ? 0 : 1);
      how = arithmetic();
    }
    a_.finish(ir::matmul{{}, how}, {in_[0], in_[1]}, x_);
  }

 private:
  ir::integer_matmul arithmetic() const {
    const quantization &left = a_.quant(in_[0]), &right = a_.quant(in_[1]);
    const double factor = factor_.value_or(1.0) * static_cast<double>(left.scale) *
                          static_cast<double>(right.scale) / static_cast<double>(q_.scale);
    const sum_bound sums{largest_row(a_, x_, in_[0]), 0};
    const scaling s = scale_by({factor}, sums.largest(right.largest_distance()), q_, limit_);
    return {s.how, s.multipliers.front(), sums};
  }

  void narrow(std::size_t i) {
    const quantization& wide = a_.quant(in_[i]);
    const std::int32_t reach = static_cast<std::int32_t>(wide.largest_distance() / 2);
    const quantization half{wide.scale * 2.0f, 0, -reach, reach - 1};
    const ir::value& value = a_.network()[in_[i]];
    const form f = value.type.type == ir::element::i8 ? form::i8 : form::i16;
    in_[i] = a_.rescaled(in_[i], f, half, value.name + "_narrow", x_);
  }

  assembly& a_;
  const ir::node& x_;
  std::optional<double> factor_;
  quantization q_;
  interval limit_;
  ir::value_id in_[2];
};

}  // namespace

void add_matmul(assembly& a, const ir::node& x, const ir::matmul& m) { product(a, x, m).add(); }

}  // namespace genn::quantize
