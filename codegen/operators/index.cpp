// SPDX-License-Identifier: BSL-1.0
// Elements and rows picked, replaced or joined by their numbers.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/scatter_reduction.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Indices of x[i, :, j, ...]: the numbers of some axes, booleans taken apart.
struct axis_index {
  std::size_t axis;
  ir::value_id numbers;
};

bool is_boolean(lowering& l, std::size_t i) {
  return l.types_of("indices")[i] == ir::element::boolean;
}

// A constant mask over some axes as the numbers of what it keeps, one list an axis.
std::vector<axis_index> kept_by(lowering& l, ir::value_id mask, std::size_t axis) {
  const auto numbers = l.known(mask);
  if (!numbers)
    throw limit{"how many elements a mask keeps depends on data",
                "use torch.where, or multiply by the mask"};
  const ir::dims shape = l.shape(mask);
  std::vector<ir::dims> lists(shape.size());
  for (std::size_t i = 0; i < numbers->size(); ++i) {
    if ((*numbers)[i] == 0.0f) continue;
    std::int64_t rest = static_cast<std::int64_t>(i);
    for (std::size_t k = shape.size(); k-- > 0; rest /= shape[k])
      lists[k].push_back(rest % shape[k]);
  }
  std::vector<axis_index> kept;
  for (std::size_t k = 0; k < shape.size(); ++k) {
    const std::int64_t count = static_cast<std::int64_t>(lists[k].size());
    if (count == 0) throw limit{"the mask keeps nothing", "take at least one element"};
    kept.push_back({axis + k, index_constant(l, {count}, lists[k])});
  }
  return kept;
}

std::vector<axis_index> indices_of(lowering& l, const ir::dims& shape) {
  std::vector<axis_index> all;
  const auto given = l.optional_tensors("indices");
  std::size_t axis = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!given[i]) {
      ++axis;
    } else if (is_boolean(l, i)) {
      for (const axis_index& kept : kept_by(l, *given[i], axis)) all.push_back(kept);
      axis += l.shape(*given[i]).size();
    } else {
      l.require(axis < shape.size(), "there are more indices than axes");
      all.push_back({axis, from_start(l, *given[i], shape[axis])});
      ++axis;
    }
  }
  l.require(!all.empty() && axis <= shape.size(), "there are more indices than axes");
  return all;
}

// x with its indexed axes in front, as rows, and the numbers of the rows.
struct indexed {
  ir::value_id rows, numbers;
  ir::dims order;     ///< of the axes of x
  ir::dims joined;    ///< shape of the indices
  ir::dims rest;      ///< extents of the other axes
  std::size_t first;  ///< where the joined axes stand in the result
};

indexed apply_indices(lowering& l, ir::value_id x, const std::vector<axis_index>& indices) {
  const ir::dims shape = l.shape(x);
  indexed result{x, x, {}, {}, {}, 0};
  std::int64_t rows = 1;
  for (const axis_index& i : indices) {
    result.order.push_back(static_cast<std::int64_t>(i.axis));
    result.joined = broadcast(result.joined, l.shape(i.numbers));
    rows *= shape[i.axis];
  }
  const bool adjacent = indices.back().axis - indices.front().axis + 1 == indices.size();
  result.first = adjacent ? indices.front().axis : 0;
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    if (std::none_of(indices.begin(), indices.end(),
                     [&](const axis_index& i) { return i.axis == axis; })) {
      result.order.push_back(static_cast<std::int64_t>(axis));
      result.rest.push_back(shape[axis]);
    }
  std::optional<ir::value_id> at;
  std::int64_t pitch = rows;
  for (const axis_index& i : indices) {
    pitch /= shape[i.axis];
    const ir::value_id part = scaled(l, i.numbers, static_cast<double>(pitch));
    at = at ? join(l, "add", *at, part) : part;
  }
  result.numbers = l.reshape(expand(l, *at, result.joined), {ir::count(result.joined)});
  result.rows = l.reshape(l.permute(x, result.order), {rows, ir::count(result.rest)});
  return result;
}

// Axes [joined..., rest...] to where they stand in the result, or back.
ir::dims placed(const indexed& i) {
  const std::size_t joined = i.joined.size(), all = joined + i.rest.size();
  ir::dims order;
  for (std::size_t axis = 0; axis < i.first; ++axis)
    order.push_back(static_cast<std::int64_t>(joined + axis));
  for (std::size_t axis = 0; axis < joined; ++axis)
    order.push_back(static_cast<std::int64_t>(axis));
  for (std::size_t axis = joined + i.first; axis < all; ++axis)
    order.push_back(static_cast<std::int64_t>(axis));
  return order;
}

ir::dims inverse(const ir::dims& order) {
  ir::dims result(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    result[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
  return result;
}

ir::value_id indexed_elements(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const indexed i = apply_indices(l, x, indices_of(l, l.shape(x)));
  const std::int64_t count = ir::count(i.joined), inner = ir::count(i.rest);
  const ir::value_id taken = l.add(ir::gather{}, {i.rows, i.numbers}, {count, inner});
  ir::dims shape = i.joined;
  shape.insert(shape.end(), i.rest.begin(), i.rest.end());
  return l.reshape(l.permute(l.reshape(taken, shape), placed(i)), l.result_type().shape);
}
void lower_index(lowering& l) { l.finish(indexed_elements(l)); }

// Where the mask is false the numbers may name no element.
void lower_masked_index(lowering& l) {
  const ir::value_id fill = tensor_or_number(l, "fill");
  l.finish(choose(l, l.tensor("mask"), indexed_elements(l), fill));
}

// x[mask] = number: a choice, for the mask may depend on data.
bool lower_masked_put(lowering& l) {
  const auto given = l.optional_tensors("indices");
  const ir::value_id x = l.tensor("self"), values = l.tensor("values");
  if (given.size() != 1 || !given[0] || !is_boolean(l, 0) || ir::count(l.shape(values)) != 1)
    return false;
  ir::dims shape = l.shape(*given[0]);
  l.require(shape.size() <= l.shape(x).size(), "the mask has more axes than the tensor");
  shape.resize(l.shape(x).size(), 1);
  const ir::value_id number = l.reshape(values, {});
  const ir::value_id put = l.boolean("accumulate") ? join(l, "add", x, number) : number;
  l.finish(choose(l, l.reshape(*given[0], shape), put, x));
  return true;
}

// x[mask] = y[mask], the values as a whole.
void lower_put_back(lowering& l) {
  const ir::value_id x = l.tensor("self"), mask = *l.optional_tensors("indices").at(0);
  ir::value_id values = l.tensor("values");
  ir::dims shape = l.shape(mask);
  l.require(shape.size() <= l.shape(x).size(), "the mask has more axes than the tensor");
  l.require(l.shape(values) == l.shape(x), "the values come from a tensor of another shape");
  shape.resize(l.shape(x).size(), 1);
  if (l.boolean("accumulate")) values = join(l, "add", x, values);
  l.finish(choose(l, l.reshape(mask, shape), values, x));
}

void lower_index_put(lowering& l) {
  if (l.is_given("masked")) return lower_put_back(l);
  if (!l.is_given("mask") && lower_masked_put(l)) return;
  const ir::value_id x = l.tensor("self");
  const indexed i = apply_indices(l, x, indices_of(l, l.shape(x)));
  // The values have the shape of x[indices], or broadcast to it.
  ir::dims shape = i.joined, placed_shape;
  shape.insert(shape.end(), i.rest.begin(), i.rest.end());
  for (const std::int64_t axis : placed(i))
    placed_shape.push_back(shape[static_cast<std::size_t>(axis)]);
  ir::value_id values = l.tensor("values");
  if (l.is_given("mask")) values = choose(l, l.tensor("mask"), values, l.number(0.0));
  ir::value_id parts = expand(l, values, placed_shape);
  parts = l.reshape(l.permute(parts, inverse(placed(i))), {ir::count(i.joined), ir::count(i.rest)});
  const bool adds = !l.is_given("accumulate") || l.boolean("accumulate");
  const ir::scatter how{adds ? "add" : "second"};
  const ir::value_id rows = l.add(how, {i.rows, i.numbers, parts}, l.shape(i.rows));
  ir::dims turned;
  for (const std::int64_t axis : i.order)
    turned.push_back(l.shape(x)[static_cast<std::size_t>(axis)]);
  l.finish(l.permute(l.reshape(rows, turned), inverse(i.order)));
}

// Places in memory of x with `axis` in front, of elements [index[i, k], k].
struct elements {
  ir::value_id rows;    ///< x, [length, inner]
  ir::value_id places;  ///< [count, inner]
};
elements elements_of(lowering& l, ir::value_id x, std::size_t axis, ir::value_id index) {
  const ir::dims shape = l.shape(index);
  l.require(shape.size() == l.shape(x).size(), "the index has another rank");
  const std::int64_t length = l.shape(x)[axis];
  const ir::value_id rows = front(l, x, axis);
  const std::int64_t inner = l.shape(rows)[1];
  // The index may be smaller than x along the other axes.
  ir::dims other = l.shape(x), numbers;
  other[axis] = 1;
  const ir::dims pitch = natural_pitch(other);
  ir::dims kept = shape;
  kept[axis] = 1;
  ir::dims at(shape.size(), 0);
  for (std::int64_t i = 0; i < ir::count(kept); ++i) {
    std::int64_t place = 0;
    for (std::size_t k = 0; k < at.size(); ++k) place += at[k] * pitch[k];
    numbers.push_back(place);
    for (std::size_t k = at.size(); k-- > 0;) {
      if (++at[k] < kept[k]) break;
      at[k] = 0;
    }
  }
  const ir::value_id wanted = front(l, from_start(l, index, length), axis);
  const ir::value_id base = index_constant(l, {ir::count(kept)}, numbers);
  return {rows, join(l, "add", scaled(l, wanted, static_cast<double>(inner)), base)};
}

void lower_gather(lowering& l) {
  const ir::value_id x = with_axes(l, l.tensor("self")), index = with_axes(l, l.tensor("index"));
  const std::size_t axis = static_cast<std::size_t>(l.axis("dim", l.shape(x).size()));
  const elements e = elements_of(l, x, axis, index);
  const ir::value_id taken = take_flat(l, e.rows, e.places);
  l.finish(l.reshape(back(l, taken, l.shape(index), axis), l.result_type().shape));
}

// As gather, with the other axes of the index broadcast; without an axis, over memory.
void lower_take_along(lowering& l) {
  const ir::value_id index = l.tensor("indices");
  if (!l.has("dim")) {
    const ir::value_id flat = l.reshape(index, {ir::count(l.shape(index))});
    return l.finish(take_flat(l, l.tensor("self"), flat));
  }
  const ir::value_id x = l.tensor("self");
  const std::size_t axis = static_cast<std::size_t>(l.axis("dim", l.shape(x).size()));
  ir::dims of_x = l.shape(x), of_index = l.shape(index);
  l.require(of_x.size() == of_index.size(), "the index has another rank");
  const std::int64_t length = of_x[axis], count = of_index[axis];
  of_x[axis] = of_index[axis] = 1;
  ir::dims both = broadcast(of_x, of_index);
  both[axis] = length;
  const ir::value_id whole = expand(l, x, both);
  both[axis] = count;
  const elements e = elements_of(l, whole, axis, expand(l, l.as_floats(index), both));
  l.finish(back(l, take_flat(l, e.rows, e.places), both, axis));
}

void lower_take(lowering& l) {
  const ir::value_id x = l.tensor("self");
  l.finish(take_flat(l, x, from_start(l, l.tensor("index"), ir::count(l.shape(x)))));
}

// Parts of x where the index has elements: PyTorch lets `src` be larger.
ir::value_id cropped(lowering& l, ir::value_id x, const ir::dims& shape) {
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    x = slice(l, x, static_cast<std::int64_t>(axis), 0, shape[axis]);
  return x;
}

// x with the elements of `source` joined to those that the index names.
ir::value_id scattered(lowering& l, const char* function, ir::value_id x, ir::value_id source) {
  const ir::value_id index = with_axes(l, l.tensor("index"));
  const std::size_t axis = static_cast<std::size_t>(l.axis("dim", l.shape(x).size()));
  const elements e = elements_of(l, x, axis, index);
  const std::int64_t count = ir::count(l.shape(index)), size = ir::count(l.shape(x));
  const ir::value_id parts = front(l, source, axis);
  const ir::value_id joined = l.add(
      ir::scatter{function},
      {l.reshape(e.rows, {size, 1}), l.reshape(e.places, {count}), l.reshape(parts, {count, 1})},
      {size, 1});
  return back(l, joined, l.shape(x), axis);
}

void scatter_elements(lowering& l, const char* function, ir::value_id source) {
  const ir::value_id x = scattered(l, function, with_axes(l, l.tensor("self")), source);
  l.finish(l.reshape(x, l.result_type().shape));
}

ir::value_id source_of(lowering& l) {
  const ir::dims shape = l.shape(with_axes(l, l.tensor("index")));
  if (l.is_given("value")) return expand(l, l.number(l.number("value")), shape);
  return cropped(l, with_axes(l, l.tensor("src")), shape);
}
void lower_scatter(lowering& l) { scatter_elements(l, "second", source_of(l)); }
void lower_scatter_add(lowering& l) { scatter_elements(l, "add", source_of(l)); }
void lower_scatter_reduce(lowering& l) {
  const ir::value_id x =
      scatter_reduced(l, with_axes(l, l.tensor("self")), source_of(l),
                      [&](const char* function, ir::value_id into, ir::value_id parts) {
                        return scattered(l, function, into, parts);
                      });
  l.finish(l.reshape(x, l.result_type().shape));
}

}  // namespace

std::vector<row> index_rows() {
  return {
      {"aten.index.Tensor", "move", lower_index, "masks are constant"},
      {"aten.index_put.default", "move", lower_index_put, "masks are constant, or set one number"},
      {"aten._unsafe_masked_index.default", "move", lower_masked_index},
      {"aten._unsafe_masked_index_put_accumulate.default", "move", lower_index_put},
      {"aten.gather.default", "move", lower_gather},
      {"aten.take_along_dim.default", "move", lower_take_along},
      {"aten.take.default", "move", lower_take},
      {"aten.scatter.src", "move", lower_scatter},
      {"aten.scatter.value", "move", lower_scatter},
      {"aten.scatter.reduce", "move", lower_scatter_reduce},
      {"aten.scatter.value_reduce", "move", lower_scatter_reduce},
      {"aten.scatter_add.default", "move", lower_scatter_add},
      {"aten.scatter_reduce.two", "move", lower_scatter_reduce},
  };
}

}  // namespace genn::operators
