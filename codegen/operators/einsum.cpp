// SPDX-License-Identifier: BSL-1.0
// Sums of products by named axes, and the products that are short for them.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

using labels = std::vector<int>;

bool holds(const labels& list, int label) {
  return std::find(list.begin(), list.end(), label) != list.end();
}
std::size_t place_of(const labels& list, int label) {
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), label) - list.begin());
}

struct term {
  ir::value_id x;
  labels axes;
};

// An axis named twice is a diagonal.
term without_repeats(lowering& l, term t) {
  const ir::dims shape = l.shape(t.x), own = natural_pitch(shape);
  term result{t.x, {}};
  ir::dims kept, pitch;
  for (std::size_t axis = 0; axis < t.axes.size(); ++axis) {
    const std::size_t at = place_of(result.axes, t.axes[axis]);
    if (at < result.axes.size()) {
      l.require(kept[at] == shape[axis], "an axis has two extents");
      pitch[at] += own[axis];
    } else {
      result.axes.push_back(t.axes[axis]);
      kept.push_back(shape[axis]);
      pitch.push_back(own[axis]);
    }
  }
  if (kept.size() != shape.size()) result.x = l.add(ir::strided{0, pitch}, {t.x}, kept);
  return result;
}

// Sums over axes that nobody else names, and drops those of extent 1 that others repeat.
term reduced(lowering& l, term t, const labels& wanted) {
  ir::dims gone, kept;
  labels axes;
  const ir::dims shape = l.shape(t.x);
  for (std::size_t axis = 0; axis < t.axes.size(); ++axis)
    if (holds(wanted, t.axes[axis])) {
      axes.push_back(t.axes[axis]);
      kept.push_back(shape[axis]);
    } else {
      gone.push_back(static_cast<std::int64_t>(axis));
    }
  if (gone.empty()) return t;
  return {l.reshape(reduce_columns(l, "add", as_columns(l, t.x, gone)), kept), axes};
}

// The axes in this order, as one tensor.
ir::value_id arranged(lowering& l, const term& t, const labels& order) {
  ir::dims axes;
  for (const int label : order) axes.push_back(static_cast<std::int64_t>(place_of(t.axes, label)));
  return l.permute(t.x, axes);
}

std::int64_t extent_of(lowering& l, const term& t, const labels& some) {
  std::int64_t product = 1;
  for (const int label : some) product *= l.shape(t.x)[place_of(t.axes, label)];
  return product;
}

labels joined(std::initializer_list<labels> parts) {
  labels all;
  for (const labels& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// An axis of extent 1 on one side repeats: there it is dropped.
term without_ones(lowering& l, term t, const term& other) {
  const ir::dims shape = l.shape(t.x);
  ir::dims kept;
  labels axes;
  for (std::size_t axis = 0; axis < t.axes.size(); ++axis) {
    const std::size_t at = place_of(other.axes, t.axes[axis]);
    if (shape[axis] == 1 && at < other.axes.size() && l.shape(other.x)[at] != 1) continue;
    axes.push_back(t.axes[axis]);
    kept.push_back(shape[axis]);
  }
  return {l.reshape(t.x, kept), axes};
}

// One product of matrices, [batch, rows, summed] by [batch, summed, columns].
term contracted(lowering& l, term a, term b, const labels& wanted) {
  a = reduced(l, without_ones(l, a, b), joined({wanted, b.axes}));
  b = reduced(l, without_ones(l, b, a), joined({wanted, a.axes}));
  labels batch, summed, rows, columns;
  for (const int label : a.axes)
    (!holds(b.axes, label) ? rows : holds(wanted, label) ? batch : summed).push_back(label);
  for (const int label : b.axes)
    if (!holds(a.axes, label)) columns.push_back(label);
  for (const int label : joined({batch, summed}))
    l.require(extent_of(l, a, {label}) == extent_of(l, b, {label}), "an axis has two extents");
  const std::int64_t n = extent_of(l, a, batch), k = extent_of(l, a, summed);
  const std::int64_t r = extent_of(l, a, rows), c = extent_of(l, b, columns);
  const ir::value_id left = l.reshape(arranged(l, a, joined({batch, rows, summed})), {n, r, k});
  const ir::value_id right = l.reshape(arranged(l, b, joined({batch, summed, columns})), {n, k, c});
  ir::dims shape;
  for (const int label : joined({batch, rows})) shape.push_back(extent_of(l, a, {label}));
  for (const int label : columns) shape.push_back(extent_of(l, b, {label}));
  return {l.reshape(product(l, left, right), shape), joined({batch, rows, columns})};
}

void finish(lowering& l, std::vector<term> terms, const labels& result) {
  l.require(!terms.empty(), "it has no operands");
  for (term& t : terms) t = without_repeats(l, t);
  term all = terms.front();
  for (std::size_t i = 1; i < terms.size(); ++i) {
    labels wanted = result;
    for (std::size_t k = i + 1; k < terms.size(); ++k) wanted = joined({wanted, terms[k].axes});
    all = contracted(l, all, terms[i], wanted);
  }
  all = reduced(l, all, result);
  l.require(all.axes.size() == result.size(), "the result names an axis twice");
  l.finish(l.reshape(arranged(l, all, result), l.result_type().shape));
}

// Letters are themselves; the axes of "..." are numbers above, aligned at the end.
constexpr int ellipsis_end = 1000;

labels parse(const std::string& text, std::size_t rank) {
  labels axes;
  std::size_t letters = 0;
  for (const char c : text) letters += c != '.' ? 1u : 0u;
  lowering::require(letters <= rank, "a tensor has fewer axes than its letters");
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '.') {
      axes.push_back(text[i]);
      continue;
    }
    const int more = static_cast<int>(rank - letters);
    for (int k = more; k > 0; --k) axes.push_back(ellipsis_end - k);
    i += 2;
  }
  lowering::require(axes.size() == rank, "a tensor has more axes than its letters");
  return axes;
}

void lower_einsum(lowering& l) {
  std::string text = l.text("equation");
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  const std::vector<ir::value_id> operands = l.tensors("tensors");
  const std::size_t arrow = text.find("->");
  std::vector<std::string> parts{""};
  for (const char c : text.substr(0, arrow)) {
    if (c == ',')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  l.require(parts.size() == operands.size(), "it has more operands than names");
  std::vector<term> terms;
  labels seen;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    terms.push_back({operands[i], parse(parts[i], l.shape(operands[i]).size())});
    seen = joined({seen, terms.back().axes});
  }
  labels result;
  const std::size_t rank = l.result_type().shape.size();
  if (arrow != std::string::npos) {
    result = parse(text.substr(arrow + 2), rank);
  } else {  // what is named once, in alphabetical order behind "..."
    std::sort(seen.begin(), seen.end());
    for (const int label : seen)
      if (std::count(seen.begin(), seen.end(), label) == 1 && label < 256) result.push_back(label);
    labels more;
    for (const int label : seen)
      if (label >= 256 && !holds(more, label)) more.push_back(label);
    result = joined({more, result});
  }
  finish(l, std::move(terms), result);
}

// "ab,c->ab" ... of a named pair of operands.
void pair(lowering& l, const char* a, labels of_a, const char* b, labels of_b, labels result) {
  l.require(
      l.shape(l.tensor(a)).size() == of_a.size() && l.shape(l.tensor(b)).size() == of_b.size(),
      "an operand has another rank");
  finish(l, {{l.tensor(a), std::move(of_a)}, {l.tensor(b), std::move(of_b)}}, result);
}
void lower_outer(lowering& l) {
  pair(l, "self", {0}, l.is_given("vec2") ? "vec2" : "other", {1}, {0, 1});
}

labels counted(std::size_t from, std::size_t count) {
  labels all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(static_cast<int>(from + i));
  return all;
}

void lower_tensordot(lowering& l) {
  const ir::value_id a = l.tensor("self"), b = l.tensor("other");
  const ir::dims axes_a = l.integers("dims_self"), axes_b = l.integers("dims_other");
  const std::size_t rank_a = l.shape(a).size(), rank_b = l.shape(b).size();
  l.require(axes_a.size() == axes_b.size(), "there are more axes on one side");
  const labels of_a = counted(0, rank_a);
  labels of_b = counted(rank_a, rank_b), result;
  for (std::size_t i = 0; i < axes_a.size(); ++i)
    of_b[lowering::axis_of(axes_b[i], rank_b)] = of_a[lowering::axis_of(axes_a[i], rank_a)];
  for (const int label : of_a)
    if (!holds(of_b, label)) result.push_back(label);
  for (const int label : of_b)
    if (!holds(of_a, label)) result.push_back(label);
  finish(l, {{a, of_a}, {b, of_b}}, result);
}

// Over the last axes of both.
void lower_inner(lowering& l) {
  const ir::value_id a = l.tensor("self"), b = l.tensor("other");
  const std::size_t rank_a = l.shape(a).size(), rank_b = l.shape(b).size();
  if (rank_a == 0 || rank_b == 0) return l.finish(join(l, "mul", a, b));
  const labels of_a = counted(0, rank_a);
  labels of_b = counted(rank_a, rank_b);
  labels result(of_a.begin(), of_a.end() - 1);
  result.insert(result.end(), of_b.begin(), of_b.end() - 1);
  of_b.back() = of_a.back();
  finish(l, {{a, of_a}, {b, of_b}}, result);
}

void lower_vecdot(lowering& l) {
  const ir::value_id y = join(l, "mul", l.tensor("x"), l.tensor("y"));
  const std::int64_t axis = l.axis("dim", l.shape(y).size());
  l.finish(l.reshape(reduce_columns(l, "add", as_columns(l, y, {axis})), l.result_type().shape));
}

// x1 W x2 + bias, a matrix of W for each output.
void lower_bilinear(lowering& l) {
  const ir::value_id a = l.tensor("input1"), b = l.tensor("input2"), weight = l.tensor("weight");
  const ir::dims in = l.shape(a), w = l.shape(weight);
  l.require(w.size() == 3 && !in.empty(), "the weight has another rank");
  const std::int64_t rows = ir::count(in) / in.back();
  const ir::value_id matrix = l.reshape(l.permute(weight, {1, 0, 2}), {w[1], w[0] * w[2]});
  const ir::value_id left =
      l.reshape(product(l, l.reshape(a, {rows, in.back()}), matrix), {rows, w[0], w[2]});
  ir::value_id y = sum_of_last(l, join(l, "mul", left, l.reshape(b, {rows, 1, w[2]})));
  if (l.has("bias")) y = join(l, "add", y, l.tensor("bias"));
  l.finish(l.reshape(y, l.result_type().shape));
}

// beta * self + alpha * y; of no self, not even a NaN, where beta is 0
void finish_sum(lowering& l, ir::value_id y) {
  y = scaled(l, y, l.number("alpha"));
  if (l.number("beta") == 0.0) return l.finish(expand(l, y, l.result_type().shape));
  l.finish(join(l, "add", scaled(l, l.tensor("self"), l.number("beta")), y));
}
void lower_addmv(lowering& l) { finish_sum(l, product(l, l.tensor("mat"), l.tensor("vec"))); }
void lower_addr(lowering& l) {
  const ir::value_id a = l.tensor("vec1"), b = l.tensor("vec2");
  finish_sum(l, join(l, "mul", l.reshape(a, {ir::count(l.shape(a)), 1}), b));
}
void lower_addbmm(lowering& l) {
  const ir::value_id y = product(l, l.tensor("batch1"), l.tensor("batch2"));
  const ir::dims shape = l.shape(y);
  const ir::value_id columns = l.reshape(y, {shape[0], shape[1] * shape[2]});
  finish_sum(l, l.reshape(reduce_columns(l, "add", columns), {shape[1], shape[2]}));
}

void lower_multi_dot(lowering& l) {
  const std::vector<ir::value_id> all = l.tensors("tensors");
  l.require(!all.empty(), "it has no operands");
  ir::value_id y = all.front();
  for (std::size_t i = 1; i < all.size(); ++i) y = product(l, y, all[i]);
  l.finish(y);
}

// Blocks of other, one for each element of self.
void lower_kron(lowering& l) {
  ir::dims a = l.shape(l.tensor("self")), b = l.shape(l.tensor("other"));
  const std::size_t rank = std::max(a.size(), b.size());
  a.insert(a.begin(), rank - a.size(), 1);
  b.insert(b.begin(), rank - b.size(), 1);
  ir::dims left, right;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    left.insert(left.end(), {a[axis], 1});
    right.insert(right.end(), {1, b[axis]});
  }
  const ir::value_id y =
      join(l, "mul", l.reshape(l.tensor("self"), left), l.reshape(l.tensor("other"), right));
  l.finish(l.reshape(y, l.result_type().shape));
}

// Along `dim`, or the first axis of three.
void lower_cross(lowering& l) {
  const ir::dims shape = broadcast(l.shape(l.tensor("self")), l.shape(l.tensor("other")));
  const ir::value_id a = expand(l, l.tensor("self"), shape);
  const ir::value_id b = expand(l, l.tensor("other"), shape);
  const std::int64_t axis = l.has("dim") ? l.axis("dim", shape.size())
                                         : std::find(shape.begin(), shape.end(), 3) - shape.begin();
  l.require(axis < static_cast<std::int64_t>(shape.size()), "no axis has three elements");
  const auto part = [&](ir::value_id x, std::int64_t i) { return slice(l, x, axis, i % 3, 1); };
  std::vector<ir::value_id> parts;
  for (std::int64_t i = 0; i < 3; ++i)
    parts.push_back(join(l, "sub", join(l, "mul", part(a, i + 1), part(b, i + 2)),
                         join(l, "mul", part(a, i + 2), part(b, i + 1))));
  l.finish(l.add(ir::concat{axis}, parts, shape));
}

}  // namespace

std::vector<row> product_rows() {
  return {
      {"aten.einsum.default", "contract", lower_einsum},
      {"aten.outer.default", "contract", lower_outer},
      {"aten.ger.default", "contract", lower_outer},
      {"aten.tensordot.default", "contract", lower_tensordot},
      {"aten.inner.default", "contract", lower_inner},
      {"aten.linalg_vecdot.default", "contract", lower_vecdot},
      {"aten.bilinear.default", "contract", lower_bilinear},
      {"aten.addmv.default", "contract", lower_addmv},
      {"aten.addr.default", "contract", lower_addr},
      {"aten.addbmm.default", "contract", lower_addbmm},
      {"aten.linalg_multi_dot.default", "contract", lower_multi_dot},
      {"aten.kron.default", "contract", lower_kron},
      {"aten.linalg_cross.default", "contract", lower_cross},
      {"aten.cross.default", "contract", lower_cross},
  };
}

}  // namespace genn::operators
