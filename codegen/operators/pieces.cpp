// SPDX-License-Identifier: BSL-1.0
#include "operators/pieces.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace genn::operators {

ir::dims natural_order(std::size_t rank) {
  ir::dims order(rank);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

ir::dims broadcast(const ir::dims& a, const ir::dims& b) {
  ir::dims out = a.size() >= b.size() ? a : b;
  const ir::dims& shorter = a.size() >= b.size() ? b : a;
  for (std::size_t back = 1; back <= shorter.size(); ++back) {
    std::int64_t& extent = out[out.size() - back];
    const std::int64_t other = shorter[shorter.size() - back];
    lowering::require(extent == other || extent == 1 || other == 1, "the shapes do not broadcast");
    extent = std::max(extent, other);
  }
  return out;
}

ir::value_id join(lowering& l, const char* function, ir::value_id a, ir::value_id b) {
  return l.apply({function, {}}, {a, b}, broadcast(l.shape(a), l.shape(b)));
}
ir::value_id join(lowering& l, const char* function, ir::value_id a, double b) {
  return join(l, function, a, l.number(b));
}
ir::value_id map(lowering& l, ir::function f, ir::value_id x) {
  return l.apply(std::move(f), {x}, l.shape(x));
}
ir::value_id choose(lowering& l, ir::value_id condition, ir::value_id a, ir::value_id b) {
  return l.apply({"where", {}}, {condition, a, b},
                 broadcast(broadcast(l.shape(condition), l.shape(a)), l.shape(b)));
}
ir::value_id tensor_or_number(lowering& l, const char* name) {
  return l.is_number(name) ? l.literal(name) : l.tensor(name);
}

const char* rounding_of(ir::element to) {
  return to == ir::element::f16    ? "round_to_half"
         : to == ir::element::bf16 ? "round_to_bfloat16"
                                   : nullptr;
}

ir::value_id scaled(lowering& l, ir::value_id x, double factor) {
  const float f = static_cast<float>(factor);
  return f == 1.0f ? x : map(l, {"mul_scalar", {f}}, x);
}

ir::value_id slice(lowering& l, ir::value_id x, std::int64_t axis, std::int64_t begin,
                   std::int64_t length, std::int64_t step) {
  ir::dims shape = l.shape(x), pitch = natural_pitch(shape);
  const std::size_t at = static_cast<std::size_t>(axis);
  l.require(at < shape.size(), "an axis is none");
  if (length <= 0) throw limit{"the result is empty", "take at least one element"};
  if (length == shape[at] && begin == 0 && step == 1) return x;
  const std::int64_t offset = begin * pitch[at];
  pitch[at] *= step;
  shape[at] = length;
  return l.add(ir::strided{offset, std::move(pitch)}, {x}, std::move(shape));
}

ir::value_id expand(lowering& l, ir::value_id x, const ir::dims& shape) {
  const ir::dims in = l.shape(x);
  if (in == shape) return x;
  l.require(in.size() <= shape.size(), "the result has fewer axes");
  ir::dims pitch(shape.size(), 0);
  const ir::dims own = natural_pitch(in);
  for (std::size_t back = 1; back <= in.size(); ++back)
    if (in[in.size() - back] != 1) pitch[shape.size() - back] = own[in.size() - back];
  return l.add(ir::strided{0, std::move(pitch)}, {x}, shape);
}

ir::value_id front(lowering& l, ir::value_id x, std::size_t axis) {
  l.require(axis < l.shape(x).size(), "an axis is none");
  ir::dims order = natural_order(l.shape(x).size());
  std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(axis),
              order.begin() + static_cast<std::ptrdiff_t>(axis) + 1);
  const std::int64_t extent = l.shape(x)[axis];
  return l.reshape(l.permute(x, order), {extent, ir::count(l.shape(x)) / extent});
}

ir::value_id back(lowering& l, ir::value_id rows, const ir::dims& shape, std::size_t axis) {
  l.require(axis < shape.size(), "an axis is none");
  ir::dims turned = shape, order = natural_order(shape.size());
  const auto at = static_cast<std::ptrdiff_t>(axis);
  std::rotate(turned.begin(), turned.begin() + at, turned.begin() + at + 1);
  std::rotate(order.begin(), order.begin() + 1, order.begin() + at + 1);
  return l.permute(l.reshape(rows, turned), order);
}

// The axes that an operator reduces, counted from 0 and sorted; all of them where none are named.
ir::dims reduced_axes(lowering& l, std::size_t rank) {
  ir::dims axes = l.has("dim") && rank > 0 ? l.integers("dim") : ir::dims{};
  for (std::int64_t& axis : axes) axis = static_cast<std::int64_t>(lowering::axis_of(axis, rank));
  if (axes.empty())
    for (std::size_t axis = 0; axis < rank; ++axis) axes.push_back(static_cast<std::int64_t>(axis));
  std::sort(axes.begin(), axes.end());
  return axes;
}

ir::value_id as_columns(lowering& l, ir::value_id x, const ir::dims& reduced) {
  const ir::dims in = l.shape(x);
  ir::dims order = reduced;
  std::int64_t length = 1, kept = 1;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const std::int64_t axis = static_cast<std::int64_t>(i);
    const bool gone = std::binary_search(reduced.begin(), reduced.end(), axis);
    (gone ? length : kept) *= in[i];
    if (!gone) order.push_back(axis);
  }
  return l.reshape(l.permute(x, order), {length, kept});
}

ir::value_id mean_of_columns(lowering& l, ir::value_id columns) {
  const std::int64_t length = l.shape(columns)[0], kept = l.shape(columns)[1];
  const ir::value_id rows = l.reshape(columns, {1, length, kept});
  return l.add(ir::adaptive_avg_pool{{1}, {}}, {rows}, {1, 1, kept});
}

ir::value_id reduce_columns(lowering& l, const char* function, ir::value_id columns) {
  return l.add(ir::reduce{function}, {columns}, {l.shape(columns)[1]});
}

ir::value_id sum_of_last(lowering& l, ir::value_id x) {
  ir::dims shape = l.shape(x);
  const std::int64_t last = static_cast<std::int64_t>(shape.size()) - 1;
  shape.pop_back();
  return l.reshape(reduce_columns(l, "add", as_columns(l, x, {last})), shape);
}

ir::value_id norm_of_columns(lowering& l, ir::value_id columns, double p) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (p == 2.0)
    return map(l, {"sqrt", {}}, reduce_columns(l, "add", map(l, {"square", {}}, columns)));
  if (p == 0.0) return reduce_columns(l, "add", map(l, {"is_true", {}}, columns));
  const ir::value_id size = map(l, {"abs", {}}, columns);
  if (p == infinity || p == -infinity)
    return reduce_columns(l, p > 0.0 ? "maximum" : "minimum", size);
  if (p == 1.0) return reduce_columns(l, "add", size);
  const float power = static_cast<float>(p), root = static_cast<float>(1.0 / p);
  const ir::value_id sum = reduce_columns(l, "add", map(l, {"pow_scalar", {power}}, size));
  return map(l, {"pow_scalar", {root}}, sum);
}

ir::value_id with_axes(lowering& l, ir::value_id id) {
  return l.shape(id).empty() ? l.reshape(id, {1}) : id;
}

ir::value_id take(lowering& l, ir::value_id x, std::size_t axis, ir::value_id index) {
  const ir::value_id rows = front(l, x, axis);
  ir::dims shape = l.shape(x);
  shape[axis] = l.shape(index).front();
  const ir::value_id taken =
      l.add(ir::gather{}, {rows, index}, {shape[axis], l.shape(rows).back()});
  return back(l, taken, shape, axis);
}

ir::value_id take_flat(lowering& l, ir::value_id x, ir::value_id index) {
  const std::int64_t count = ir::count(l.shape(index));
  const ir::dims shape = l.shape(index);
  if (ir::count(l.shape(x)) > (1 << 24))
    throw limit{"tensors of so many elements cannot be indexed", "index one axis at a time"};
  const ir::value_id column = l.reshape(x, {ir::count(l.shape(x)), 1});
  return l.reshape(l.add(ir::gather{}, {column, l.reshape(index, {count})}, {count, 1}), shape);
}

ir::value_id index_constant(lowering& l, ir::dims shape, const ir::dims& numbers) {
  if (!numbers.empty() && *std::max_element(numbers.begin(), numbers.end()) > (1 << 24))
    throw limit{"tensors of so many elements cannot be indexed", "index one axis at a time"};
  return l.add_constant(l.module_name("index"), std::move(shape),
                        std::vector<float>(numbers.begin(), numbers.end()));
}

ir::value_id pick(lowering& l, ir::value_id rows, ir::value_id places) {
  const std::int64_t inner = l.shape(rows)[1];
  const ir::dims columns = natural_order(static_cast<std::size_t>(inner));
  const ir::value_id at = join(l, "add", scaled(l, places, static_cast<double>(inner)),
                               index_constant(l, {inner}, columns));
  return take_flat(l, rows, at);
}

ir::value_id from_start(lowering& l, ir::value_id index, std::int64_t extent) {
  index = l.as_floats(index);
  if (const auto numbers = l.known(index)) {
    std::vector<float> positive = *numbers;
    for (float& x : positive)
      if (x < 0.0f) x += static_cast<float>(extent);
    return l.add_constant(l.module_name("index"), l.shape(index), std::move(positive));
  }
  const ir::value_id below = join(l, "lt", index, 0.0);
  return join(l, "add", index, scaled(l, below, static_cast<double>(extent)));
}

}  // namespace genn::operators
