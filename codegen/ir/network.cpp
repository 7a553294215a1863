// SPDX-License-Identifier: BSL-1.0
#include "ir/network.hpp"

#include <algorithm>
#include <stdexcept>

namespace genn::ir {

namespace {

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

template <class Layer>
auto find_storage(Layer& l) -> decltype(&std::get<linear>(l).sparse) {
  if (auto* x = std::get_if<linear>(&l)) return &x->sparse;
  if (auto* x = std::get_if<convolution>(&l)) return &x->sparse;
  return nullptr;
}

}  // namespace

std::vector<function>* functions_after(layer& l) {
  return std::visit(
      overloaded{[](linear& x) { return &x.then; }, [](convolution& x) { return &x.then; },
                 [](pool& x) { return &x.then; }, [](adaptive_avg_pool& x) { return &x.then; },
                 [](map& x) { return &x.chain; }, [](matmul& x) { return &x.then; },
                 [](auto&) -> std::vector<function>* { return nullptr; }},
      l);
}

std::optional<packing_order>* storage_of(layer& l) { return find_storage(l); }
const std::optional<packing_order>* storage_of(const layer& l) { return find_storage(l); }

std::string kind_of(const layer& l) {
  const auto with_axes = [](const char* name, const dims& axes) {
    return name + std::to_string(axes.size()) + "d";
  };
  return std::visit(
      overloaded{
          [](const linear&) -> std::string { return "linear"; },
          [&](const convolution& x) { return with_axes("conv", x.stride); },
          [&](const pool& x) {
            return with_axes(x.what == pool::kind::maximum ? "max_pool" : "avg_pool", x.kernel);
          },
          [&](const adaptive_avg_pool& x) { return with_axes("adaptive_avg_pool", x.out); },
          [](const map& x) { return x.chain.front().name; },
          [](const softmax& x) -> std::string { return x.logarithm ? "log_softmax" : "softmax"; },
          [](const permute&) -> std::string { return "permute"; },
          [](const reshape&) -> std::string { return "reshape"; },
          [](const concat&) -> std::string { return "concat"; },
          [](const pad&) -> std::string { return "pad"; },
          [](const strided&) -> std::string { return "strided"; },
          [](const reduce&) -> std::string { return "reduce"; },
          [](const standardize&) -> std::string { return "standardize"; },
          [](const matmul&) -> std::string { return "matmul"; },
          [](const gather&) -> std::string { return "gather"; },
          [](const scatter&) -> std::string { return "scatter"; },
          [](const arg_reduce& x) -> std::string { return x.largest ? "argmax" : "argmin"; },
          [](const cumulative&) -> std::string { return "cumulative"; },
          [](const sort&) -> std::string { return "sort"; },
          [](const lu&) -> std::string { return "lu"; },
          [](const solve_triangular&) -> std::string { return "solve_triangular"; },
          [](const recurrent& x) -> std::string {
            return x.what == recurrent::cell::lstm ? "lstm" : x.gates() == 3 ? "gru" : "rnn";
          },
          [](const copy&) -> std::string { return "copy"; },
          [](const integer_map& m) -> std::string {
            constexpr const char* names[] = {
                "from_integer",    "to_integer",    "quantize",       "dequantize", "weighted_sum",
                "integer_product", "integer_prelu", "integer_affine", "lookup",     "interpolated"};
            if (const auto* w = std::get_if<whole>(&m.what)) return w->function;
            return names[m.what.index()];
          }},
      l);
}

bool names_rows(const node& x) {
  return std::holds_alternative<gather>(x.what) || std::holds_alternative<scatter>(x.what);
}

bool is_large(const value& v) {
  if (!v.constant || is_floating(v.type.type)) return false;
  const std::vector<std::int64_t>& all = v.constant->integers();
  return std::any_of(all.begin(), all.end(),
                     [](std::int64_t x) { return x > most_exact || x < -most_exact; });
}

bool is_plain(const value& v) {
  return !v.quant && (v.type.type == element::i32 || v.type.type == element::i64);
}

std::vector<int> count_uses(const network& n) {
  std::vector<int> uses(n.values.size(), 0);
  for (const node& x : n.nodes)
    for (const value_id operand : x.operands) ++uses[operand.index];
  for (const value_id output : n.outputs) ++uses[output.index];
  return uses;
}

std::vector<int> find_producers(const network& n) {
  std::vector<int> producers(n.values.size(), -1);
  for (std::size_t i = 0; i < n.nodes.size(); ++i)
    producers[n.nodes[i].result.index] = static_cast<int>(i);
  return producers;
}

void replace_uses(network& n, value_id from, value_id to) {
  for (node& x : n.nodes) std::replace(x.operands.begin(), x.operands.end(), from, to);
  std::replace(n.outputs.begin(), n.outputs.end(), from, to);
}

network drop_dead(network n) {
  std::vector<bool> read(n.values.size(), false);
  for (const value_id output : n.outputs) read[output.index] = true;
  std::vector<node> kept;
  for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x) {
    if (!read[x->result.index]) continue;
    for (const value_id operand : x->operands) read[operand.index] = true;
    kept.push_back(std::move(*x));
  }
  std::reverse(kept.begin(), kept.end());
  n.nodes = std::move(kept);

  for (const value_id input : n.inputs) read[input.index] = true;
  std::vector<value_id> renumbered(n.values.size(), value_id{0});
  std::vector<value> values;
  for (std::size_t i = 0; i < n.values.size(); ++i) {
    if (!read[i]) continue;
    renumbered[i] = value_id{values.size()};
    values.push_back(std::move(n.values[i]));
  }
  n.values = std::move(values);
  const auto renumber = [&](value_id& id) { id = renumbered[id.index]; };
  for (value_id& id : n.inputs) renumber(id);
  for (value_id& id : n.outputs) renumber(id);
  for (node& x : n.nodes) {
    for (value_id& id : x.operands) renumber(id);
    renumber(x.result);
  }
  return n;
}

void verify(const network& n, const std::string& after) {
  const auto require = [&](bool condition, const std::string& what) {
    if (!condition) throw std::logic_error("after " + after + ": " + what);
  };
  std::vector<bool> known(n.values.size(), false);
  for (std::size_t i = 0; i < n.values.size(); ++i) {
    const value& v = n.values[i];
    for (const std::int64_t extent : v.type.shape) require(extent > 0, v.name + " is empty");
    if (!v.constant) continue;
    known[i] = true;
    require(v.constant->type == v.type, "constant " + v.name + " has another type than its value");
    require(is_floating(v.type.type) == (v.constant->data.index() == 0),
            "constant " + v.name + " has numbers of another kind");
    const std::size_t numbers =
        is_floating(v.type.type) ? v.constant->floats().size() : v.constant->integers().size();
    require(static_cast<std::int64_t>(numbers) == count(v.type.shape),
            "constant " + v.name + " has another size than its shape");
  }
  for (const value_id id : n.inputs) {
    require(id.index < n.values.size() && !known[id.index], "an input is out of range or repeated");
    known[id.index] = true;
  }
  for (const node& x : n.nodes) {
    for (const value_id id : x.operands)
      require(id.index < n.values.size() && known[id.index],
              kind_of(x.what) + " reads a value that is not computed yet");
    require(x.result.index < n.values.size() && !known[x.result.index],
            kind_of(x.what) + " computes a value a second time");
    const value& result = n[x.result];
    const auto* m = std::get_if<integer_map>(&x.what);
    const bool plain =
        is_plain(result) || (m != nullptr && std::holds_alternative<to_integer>(m->what));
    require(result.quant.has_value() == (!plain && !is_floating(result.type.type)),
            result.name + " is of integers without a scale, or of floats with one");
    known[x.result.index] = true;
  }
  for (const value_id id : n.outputs)
    require(id.index < n.values.size() && known[id.index], "an output is never computed");
}

}  // namespace genn::ir
