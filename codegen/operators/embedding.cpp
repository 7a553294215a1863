// SPDX-License-Identifier: BSL-1.0
#include <limits>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id rows_of(lowering& l, ir::value_id weight, ir::value_id indices) {
  const std::int64_t count = ir::count(l.shape(indices));
  return l.add(ir::gather{}, {weight, l.reshape(indices, {count})}, {count, l.shape(weight)[1]});
}

void lower_embedding(lowering& l) {
  const ir::value_id weight = l.tensor("weight");
  l.require(l.shape(weight).size() == 2, "the weight is no matrix");
  l.finish(l.reshape(rows_of(l, weight, l.tensor("indices")), l.result_type().shape));
}

// For each index the number of its bag: how many bags after the first begin at it or before it.
ir::value_id bags_of(lowering& l, ir::value_id offsets, std::int64_t count) {
  ir::dims places;
  for (std::int64_t i = 0; i < count; ++i) places.push_back(i);
  const std::int64_t bags = l.shape(offsets)[0];
  const ir::value_id begun =
      join(l, "le", l.reshape(offsets, {bags, 1}), index_constant(l, {1, count}, places));
  return map(l, {"add_scalar", {-1.0f}}, reduce_columns(l, "add", begun));
}

constexpr std::int64_t sum = 0, mean = 1;  // 2 is the maximum

void lower_embedding_bag(lowering& l) {
  const ir::value_id weight = l.tensor("weight"), indices = l.tensor("indices");
  const std::int64_t count = ir::count(l.shape(indices)), width = l.shape(weight)[1];
  const std::int64_t mode = l.integer("mode"), bags = l.result_type().shape[0];
  if (l.is_read(1) || l.is_read(2) || l.is_read(3))
    throw limit{"only its first result is supported", "use the first result alone"};
  ir::value_id offsets = l.as_floats(l.tensor("offsets"));
  offsets = slice(l, offsets, 0, 0, bags);  // with include_last_offset there is one more
  const ir::value_id bag = bags_of(l, offsets, count);

  ir::value_id rows = rows_of(l, weight, indices);
  ir::value_id counted = expand(l, l.number(1.0), {count, 1});
  const double neutral =
      mode == sum || mode == mean ? 0.0 : -std::numeric_limits<double>::infinity();
  if (l.has("per_sample_weights"))
    rows = join(l, "mul", rows, l.reshape(l.tensor("per_sample_weights"), {count, 1}));
  const std::int64_t padding = l.has("padding_idx") ? l.integer("padding_idx") : -1;
  if (padding >= 0) {
    counted =
        join(l, "ne", l.reshape(l.as_floats(indices), {count, 1}), static_cast<double>(padding));
    rows = choose(l, counted, rows, l.number(neutral));
  }
  const auto gathered = [&](const char* function, ir::value_id parts, double first) {
    const ir::dims shape{bags, l.shape(parts)[1]};
    return l.add(ir::scatter{function}, {expand(l, l.number(first), shape), bag, parts}, shape);
  };
  ir::value_id y = gathered(mode == sum || mode == mean ? "add" : "maximum", rows, neutral);
  if (mode != sum) {
    const ir::value_id filled = gathered("add", counted, 0.0);
    // Empty bags are 0.
    if (mode == mean)
      y = join(l, "div", y, map(l, {"clamp_min", {1.0f}}, filled));
    else
      y = choose(l, filled, y, l.number(0.0));
  }
  l.finish(l.reshape(y, {bags, width}));
}

}  // namespace

std::vector<row> embedding_rows() {
  return {
      {"aten.embedding.default", "move", lower_embedding},
      {"aten.embedding_bag.default", "move", lower_embedding_bag, "its first result"},
      {"aten.embedding_bag.padding_idx", "move", lower_embedding_bag, "its first result"},
      {"aten._embedding_bag.default", "move", lower_embedding_bag, "its first result"},
      {"aten._embedding_bag_forward_only.default", "move", lower_embedding_bag, "its first result"},
  };
}

}  // namespace genn::operators
