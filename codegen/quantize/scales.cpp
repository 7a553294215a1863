// SPDX-License-Identifier: BSL-1.0
#include "quantize/scales.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "quantize/functions.hpp"
#include "quantize/masked_range.hpp"
#include "quantize/weights.hpp"
#include "run/choose_range.hpp"
#include "run/functions.hpp"
#include "run/sizes.hpp"

namespace genn::quantize {

namespace {

// Values that have to share one quantization: what a layer moves, and where it moves it.
class groups {
 public:
  explicit groups(std::size_t values) : parent_(values) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    parent_[std::max(of(a), of(b))] = std::min(of(a), of(b));
  }

 private:
  std::vector<std::size_t> parent_;
};

double width(const run::observed& seen) {
  return std::max(static_cast<double>(seen.high), 0.0) -
         std::min(static_cast<double>(seen.low), 0.0);
}

bool holds_cells(const ir::network& n, ir::value_id id) {
  return std::any_of(n.nodes.begin(), n.nodes.end(),
                     [&](const ir::node& x) { return x.result == id && reads_cells(n, x); });
}

groups group(const ir::network& n, const forms& f, const run::calibration& seen) {
  const std::vector<form>& forms = f.of_value;
  groups g(n.values.size());
  // What is kept goes on as it is, but for cells, which have a scale of their own.
  for (const auto& [before, after] : states_of(n, f.states))
    if (forms[before.index] != form::f32 && !holds_cells(n, after))
      g.join(before.index, after.index);
  // Weights are what a mask leaves of them.
  for (const auto& [result, mask] : f.masks)
    for (const ir::node& x : n.nodes)
      if (x.result == result && mask.of_weights &&
          forms[x.operands[mask.shown].index] == forms[result.index])
        g.join(x.operands[mask.shown].index, result.index);
  for (const ir::node& x : n.nodes) {
    if (!is_move(x) || reads_cells(n, x)) continue;
    for (const ir::value_id operand : x.operands) {
      if (n[operand].constant || forms[operand.index] != forms[x.result.index]) continue;
      // A part of a concatenation with a much smaller range keeps its own, finer steps.
      const bool part = std::holds_alternative<ir::concat>(x.what);
      if (part && width(seen[operand]) * 2.0 < width(seen[x.result])) continue;
      g.join(operand.index, x.result.index);
    }
  }
  return g;
}

// Numbers of a constant, evenly spread, and its range: a table may hold rows that no sample read.
void add_table(run::observed& all, const ir::tensor& table) {
  const std::vector<float>& numbers = table.floats();
  for (const float x : numbers) {
    all.low = std::min(all.low, x);
    all.high = std::max(all.high, x);
  }
  const std::size_t step = numbers.size() / run::observed::most_numbers + 1;
  for (std::size_t i = 0; i < numbers.size(); i += step) all.numbers.push_back(numbers[i]);
}

// Everything that was seen of the members of a group.
run::observed merge(const ir::network& n, const groups& g, std::size_t root,
                    const run::calibration& seen) {
  run::observed all = seen[ir::value_id{root}];
  for (const ir::node& x : n.nodes)
    if (reads_table(n, x) && g.of(x.result.index) == root)
      add_table(all, *n[x.operands.front()].constant);
  for (std::size_t i = 0; i < n.values.size(); ++i) {
    if (i == root || g.of(i) != root || n.values[i].constant) continue;
    const run::observed& member = seen[ir::value_id{i}];
    all.low = std::min(all.low, member.low);
    all.high = std::max(all.high, member.high);
    all.numbers.insert(all.numbers.end(), member.numbers.begin(), member.numbers.end());
  }
  return all;
}

// The table that is the only reader of a group, moves aside.
run::reading table_behind(const ir::network& n, const groups& g, std::size_t root) {
  const ir::map* table = nullptr;
  for (const ir::value_id output : n.outputs)
    if (g.of(output.index) == root) return {};
  for (const ir::node& x : n.nodes)
    for (const ir::value_id operand : x.operands) {
      if (n[operand].constant || g.of(operand.index) != root) continue;
      if (is_move(x) && g.of(x.result.index) == root) continue;
      const auto* m = std::get_if<ir::map>(&x.what);
      if (m == nullptr || x.operands.size() != 1 || table != nullptr) return {};
      table = m;
    }
  if (table == nullptr) return {};
  return [f = run::function_chain(table->chain)](float x) { return f(x); };
}

quantization i8_of(const run::range& r) {
  quantization q;
  q.low = -128;
  q.high = 127;
  const double steps = static_cast<double>(r.high) - static_cast<double>(r.low);
  if (steps <= 0.0) return q;
  q.scale = static_cast<float>(steps / 255.0);
  q.zero_point = static_cast<std::int32_t>(
      std::clamp(std::lround(-128.0 - static_cast<double>(r.low) / static_cast<double>(q.scale)),
                 -128l, 127l));
  return q;
}

quantization i16_of(int exponent, int bits) {
  const std::int32_t half = std::int32_t{1} << (bits - 1);
  return {std::ldexp(1.0f, -exponent), 0, -half, half - 1};
}

// The weight beside the first operand, or nullptr.
const ir::value* weight_of(const ir::network& n, const ir::node& x) {
  if (const auto* r = std::get_if<ir::recurrent>(&x.what)) return &n[x.operands[r->first_weight()]];
  const bool weighted =
      std::holds_alternative<ir::linear>(x.what) || std::holds_alternative<ir::convolution>(x.what);
  return weighted ? &n[x.operands[1]] : nullptr;
}

float_weights weights_of(const ir::value& weight) {
  float_weights w;
  w.weight = weight.constant->floats();
  w.rows = static_cast<std::size_t>(weight.type.shape.front());
  return w;
}

// Bits that the other operand of a product keeps beside `bits` of this one. Softmax makes rows that
// add up to one: both keep all.
int bits_beside(const ir::network& n, const ir::node& product, int bits) {
  if (softmax_of_rows(n, product.operands[0]) != nullptr) return 16;
  const double inner = static_cast<double>(n[product.operands[0]].type.shape.back());
  return 32 - static_cast<int>(std::ceil(std::log2(inner))) - bits;
}

// Bits of the activations of a group: as many as its weights keep beside them, no fewer.
int bits_of(const ir::network& n, const groups& g, std::size_t root) {
  int best = 16, best_kept = 0;
  for (int bits = 16; bits >= 8; --bits) {
    int kept = bits;
    for (const ir::node& x : n.nodes) {
      const ir::value* weight = weight_of(n, x);
      if (weight != nullptr && g.of(x.operands[0].index) == root)
        kept = std::min(kept, weight_bits(weights_of(*weight), bits));
      if (std::holds_alternative<ir::matmul>(x.what) &&
          (g.of(x.operands[0].index) == root || g.of(x.operands[1].index) == root))
        kept = std::min(kept, bits_beside(n, x, bits));
    }
    if (kept > best_kept) {
      best = bits;
      best_kept = kept;
    }
  }
  return best;
}

quantization choose(const ir::network& n, const groups& g, std::size_t root, form f,
                    const run::calibration& seen) {
  const run::observed all = merge(n, g, root, seen);
  const run::reading behind = table_behind(n, g, root);
  if (f == form::i8) return i8_of(run::choose_range(all, 255, behind));
  const int bits = bits_of(n, g, root);
  return i16_of(run::choose_exponent(all, bits, behind), bits);
}

bool holds_softmax(const ir::network& n, const groups& g, std::size_t root) {
  return std::any_of(n.nodes.begin(), n.nodes.end(), [&](const ir::node& x) {
    const auto* s = std::get_if<ir::softmax>(&x.what);
    return s != nullptr && !s->logarithm && g.of(x.result.index) == root;
  });
}

double largest_in(const ir::network& n, ir::value_id id, const run::calibration& seen) {
  double largest = 0.0;
  const auto see = [&](float x) { largest = std::max(largest, std::fabs(static_cast<double>(x))); };
  if (n[id].constant) {
    for (const float x : n[id].constant->floats()) see(x);
  } else {
    see(seen[id].low);
    see(seen[id].high);
  }
  return largest;
}

// Of a group that a mask of integers reads or makes.
std::optional<quantization> scale_of_masked(const ir::network& n, const groups& g, std::size_t root,
                                            const forms& f, const run::calibration& seen) {
  for (const ir::node& x : n.nodes) {
    const auto mask = f.masks.find(x.result);
    if (mask == f.masks.end() || mask->second.of_weights) continue;
    const std::size_t shown = g.of(x.operands[mask->second.shown].index);
    if (shown != root && g.of(x.result.index) != root) continue;
    const quantization masked = range_under_mask(merge(n, g, shown, seen));
    return shown == root ? shown_beside(masked) : masked;
  }
  return std::nullopt;
}

// States are in [-1, 1], or where they begin: nothing where no layer of the group makes any.
std::optional<quantization> scale_of_states(const ir::network& n, const groups& g, std::size_t root,
                                            const run::calibration& seen) {
  double largest = 0.0;
  for (const ir::node& x : n.nodes)
    if (std::holds_alternative<ir::recurrent>(x.what) && g.of(x.result.index) == root)
      largest = std::max({largest, 1.0, largest_in(n, x.operands[1], seen)});
  if (largest == 0.0) return std::nullopt;
  return i16_of(std::max(15 - static_cast<int>(std::ceil(std::log2(largest))), 0), 16);
}

}  // namespace

bool reads_cells(const ir::network& n, const ir::node& x) {
  const auto* s = std::get_if<ir::strided>(&x.what);
  if (s == nullptr) return false;
  for (const ir::node& made : n.nodes)
    if (made.result == x.operands.front()) {
      const auto* r = std::get_if<ir::recurrent>(&made.what);
      return r != nullptr && r->gives_cells && s->offset >= run::sizes_of(n, made, *r).states();
    }
  return false;
}

interval whole_range(form f) {
  return f == form::i8 ? interval{-128, 127} : interval{-32768, 32767};
}

quantization scale_of_constant(const ir::tensor& t, form f) {
  run::observed own;
  for (const float x : t.floats()) {
    own.low = std::min(own.low, x);
    own.high = std::max(own.high, x);
  }
  own.numbers = t.floats();
  if (f == form::i8) return i8_of({own.low, own.high});
  return i16_of(run::choose_exponent(own, 16), 16);
}

quantizations choose_scales(const ir::network& n, const forms& f, const run::calibration& seen) {
  const std::vector<form>& forms = f.of_value;
  const groups g = group(n, f, seen);
  quantizations all;
  std::vector<std::optional<quantization>>& chosen = all.of_value;
  chosen.resize(n.values.size());
  for (std::size_t i = 0; i < n.values.size(); ++i) {
    if (n.values[i].constant || forms[i] == form::f32) continue;
    const std::size_t root = g.of(i);
    if (!chosen[root]) {
      // Softmax has the scale of its division.
      if (forms[i] == form::i16) chosen[root] = scale_of_states(n, g, root, seen);
      if (forms[i] == form::i16 && !chosen[root])
        chosen[root] = scale_of_masked(n, g, root, f, seen);
      if (chosen[root])
        ;
      else if (!holds_softmax(n, g, root))
        chosen[root] = choose(n, g, root, forms[i], seen);
      else if (forms[i] == form::i8)
        chosen[root] = quantization{1.0f / 256.0f, -128, -128, 127};
      else
        chosen[root] = quantization{1.0f / 32768.0f, 0, -32768, 32767};
    }
    chosen[i] = chosen[root];
  }
  for (const ir::node& x : n.nodes)
    for (std::size_t i = 0; i < x.operands.size(); ++i) {
      const ir::value_id id = x.operands[i];
      const form read = f.read_as(x, i);
      const bool converts =
          !n[id].constant && (read == form::i8 ? forms[id.index] != form::i8
                                               : read == form::i16 && forms[id.index] == form::f32);
      if (converts && all.of_reader.count({id, read}) == 0)
        all.of_reader[{id, read}] = choose(n, g, g.of(id.index), read, seen);
    }
  return all;
}

}  // namespace genn::quantize
