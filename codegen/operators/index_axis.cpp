// SPDX-License-Identifier: BSL-1.0
// Rows of one axis picked, replaced or joined by their numbers.
#include "operators/scatter_reduction.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id flat_index(lowering& l, const char* name, std::int64_t extent) {
  const ir::value_id index = l.tensor(name);
  return from_start(l, l.reshape(index, {ir::count(l.shape(index))}), extent);
}

void lower_index_select(lowering& l) {
  const ir::value_id x = with_axes(l, l.tensor("self"));
  const std::size_t axis = static_cast<std::size_t>(l.axis("dim", l.shape(x).size()));
  const ir::value_id rows = take(l, x, axis, flat_index(l, "index", l.shape(x)[axis]));
  l.finish(l.reshape(rows, l.result_type().shape));
}

// The rows that an index names, in front of everything else.
struct rows_of_axis {
  explicit rows_of_axis(lowering& l)
      : whole(with_axes(l, l.tensor("self"))),
        axis(static_cast<std::size_t>(l.axis("dim", l.shape(whole).size()))),
        x(front(l, whole, axis)),
        index(flat_index(l, "index", l.shape(whole)[axis])) {}

  // Parts as rows; they may have to be repeated along other axes.
  ir::value_id parts(lowering& l, ir::value_id given) const {
    ir::dims shape = l.shape(whole);
    shape[axis] = l.shape(index)[0];
    return front(l, expand(l, given, shape), axis);
  }
  ir::value_id joined(lowering& l, const char* function, ir::value_id into,
                      ir::value_id rows) const {
    return l.add(ir::scatter{function}, {into, index, rows}, l.shape(x));
  }
  void finish(lowering& l, ir::value_id rows) const {
    l.finish(l.reshape(back(l, rows, l.shape(whole), axis), l.result_type().shape));
  }

  ir::value_id whole;
  std::size_t axis;
  ir::value_id x, index;
};

void join_rows(lowering& l, const char* function, ir::value_id parts) {
  const rows_of_axis rows(l);
  rows.finish(l, rows.joined(l, function, rows.x, rows.parts(l, parts)));
}
void lower_index_add(lowering& l) {
  join_rows(l, "add", scaled(l, l.tensor("source"), l.number("alpha")));
}
void lower_index_copy(lowering& l) { join_rows(l, "second", l.tensor("source")); }
void lower_index_fill(lowering& l) {
  join_rows(l, "second", l.is_number("value") ? l.number(l.number("value")) : l.tensor("value"));
}

void lower_index_reduce(lowering& l) {
  const rows_of_axis rows(l);
  rows.finish(l, scatter_reduced(l, rows.x, rows.parts(l, l.tensor("source")),
                                 [&](const char* function, ir::value_id x, ir::value_id parts) {
                                   return rows.joined(l, function, x, parts);
                                 }));
}

// Elements of the tensor as memory.
void lower_put(lowering& l) {
  const ir::value_id x = l.tensor("self"), source = l.tensor("source");
  const std::int64_t size = ir::count(l.shape(x)), count = ir::count(l.shape(source));
  const ir::value_id y =
      l.add(ir::scatter{l.boolean("accumulate") ? "add" : "second"},
            {l.reshape(x, {size, 1}), flat_index(l, "index", size), l.reshape(source, {count, 1})},
            {size, 1});
  l.finish(l.reshape(y, l.shape(x)));
}

// The elements under a mask become those of the source, one after the other.
void lower_masked_scatter(lowering& l) {
  const ir::dims shape = l.result_type().shape;
  const ir::value_id x = expand(l, l.tensor("self"), shape), source = l.tensor("source");
  const ir::value_id mask = expand(l, l.tensor("mask"), shape);
  const std::int64_t size = ir::count(shape);
  const ir::value_id passed = l.add(ir::cumulative{"add"}, {l.reshape(mask, {size, 1})}, {size, 1});
  const ir::value_id place = map(l, {"add_scalar", {-1.0f}}, l.reshape(passed, l.shape(x)));
  l.finish(choose(l, mask, take_flat(l, source, place), x));
}

}  // namespace

std::vector<row> index_axis_rows() {
  return {
      {"aten.index_select.default", "move", lower_index_select},
      {"aten.index_add.default", "move", lower_index_add},
      {"aten.index_copy.default", "move", lower_index_copy},
      {"aten.index_fill.int_Scalar", "move", lower_index_fill},
      {"aten.index_fill.int_Tensor", "move", lower_index_fill},
      {"aten.index_reduce.default", "move", lower_index_reduce},
      {"aten.put.default", "move", lower_put},
      {"aten.masked_scatter.default", "move", lower_masked_scatter},
  };
}

}  // namespace genn::operators
