// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id turned(lowering& l, ir::value_id x) {
  ir::dims order = natural_order(l.shape(x).size());
  l.require(order.size() >= 2, "an operand is no matrix");
  std::swap(order[order.size() - 1], order[order.size() - 2]);
  return l.permute(x, std::move(order));
}

// Scores of what may not be looked at are -inf; of nothing at all, PyTorch makes 0.
constexpr double hidden = -std::numeric_limits<double>::infinity();

// 1 where a query may look: at keys up to its own place.
ir::value_id causal_mask(lowering& l, std::int64_t queries, std::int64_t keys) {
  std::vector<float> mask;
  for (std::int64_t q = 0; q < queries; ++q)
    for (std::int64_t k = 0; k < keys; ++k) mask.push_back(k <= q ? 1.0f : 0.0f);
  return l.add_constant(l.module_name("mask"), {queries, keys}, std::move(mask));
}

// Heads of keys and values repeat side by side until there are as many as of queries.
ir::value_id with_heads(lowering& l, ir::value_id x, std::int64_t heads) {
  const ir::dims in = l.shape(x);
  l.require(in.size() >= 3 && heads % in[in.size() - 3] == 0, "the heads do not divide");
  const std::size_t axis = in.size() - 3;
  if (in[axis] == heads) return x;
  ir::dims rows;
  for (std::int64_t h = 0; h < heads; ++h) rows.push_back(h / (heads / in[axis]));
  return take(l, x, axis, index_constant(l, {heads}, rows));
}

// Queries that may look at anything; of constant masks nothing where all of them do. The others get
// 0 from PyTorch, not NaN.
std::optional<ir::value_id> any_of_last(lowering& l, ir::value_id mask) {
  ir::dims rows = l.shape(mask);
  if (rows.empty()) return std::nullopt;
  const std::int64_t axis = static_cast<std::int64_t>(rows.size()) - 1;
  rows.back() = 1;
  const ir::value_id any =
      l.reshape(reduce_columns(l, "maximum", as_columns(l, mask, {axis})), rows);
  const auto numbers = l.known(any);
  const bool all = numbers && std::find(numbers->begin(), numbers->end(), 0.0f) == numbers->end();
  return all ? std::nullopt : std::optional(any);
}

// softmax(query @ key^T * scale + mask) @ value
void lower_attention(lowering& l) {
  const ir::value_id query = l.tensor("query");
  ir::value_id key = l.tensor("key"), value = l.tensor("value");
  if (l.number("dropout_p") != 0.0)
    throw limit{"it was exported in train mode", "call model.eval() before torch.export.export"};
  const ir::dims shape = l.shape(query);
  l.require(shape.size() >= 2, "the query is no matrix");
  if (l.has("enable_gqa") && l.boolean("enable_gqa")) {
    l.require(shape.size() >= 3, "the query has no heads");
    key = with_heads(l, key, shape[shape.size() - 3]);
    value = with_heads(l, value, shape[shape.size() - 3]);
  }
  const double width = static_cast<double>(shape.back());
  const double scale = l.has("scale") ? l.number("scale") : 1.0 / std::sqrt(width);
  ir::value_id scores = scaled(l, product(l, query, turned(l, key)), scale);
  std::optional<ir::value_id> allowed, seen;
  if (l.has("attn_mask")) {
    const ir::value_id mask = l.tensor("attn_mask");
    if (l.type_of("attn_mask") == ir::element::boolean) {
      allowed = mask;
      seen = any_of_last(l, mask);
    } else {
      scores = join(l, "add", scores, mask);
      seen = any_of_last(l, join(l, "gt", mask, hidden));
    }
  }
  const ir::dims all = l.shape(scores);
  if (l.boolean("is_causal")) allowed = causal_mask(l, all[all.size() - 2], all.back());
  if (allowed) scores = choose(l, *allowed, scores, l.number(hidden));
  const std::int64_t last = static_cast<std::int64_t>(all.size()) - 1;
  ir::value_id weights = l.add(ir::softmax{last, false}, {scores}, l.shape(scores));
  if (seen) weights = choose(l, *seen, weights, l.number(0.0));
  l.finish(l.reshape(product(l, weights, value), l.result_type().shape));
}

}  // namespace

std::vector<row> attention_rows() {
  return {
      {"aten.scaled_dot_product_attention.default", "contract", lower_attention},
      {"aten._scaled_dot_product_flash_attention_for_cpu.default", "contract", lower_attention},
  };
}

}  // namespace genn::operators
