// SPDX-License-Identifier: BSL-1.0
#include "quantize/read_program.hpp"

#include <genn/number/convert.hpp>

#include <algorithm>

#include "ir/fake_quantize.hpp"
#include "quantize/functions.hpp"
#include "quantize/standardize.hpp"

namespace genn::quantize {

namespace {

using ir::value_id;

bool only_clamps(const std::vector<ir::function>& chain) {
  return std::all_of(chain.begin(), chain.end(), is_clamp);
}

// Limits the real numbers of a tensor to numbers that its integers stand for: 0 is one.
bool only_relu(const std::vector<ir::function>& chain) {
  return std::all_of(chain.begin(), chain.end(),
                     [](const ir::function& f) { return f.name == "relu"; });
}

bool is_weighted(const ir::node& x) {
  return std::holds_alternative<ir::linear>(x.what) ||
         std::holds_alternative<ir::convolution>(x.what);
}

// Layers of i16 count on scales that are powers of two: those of a program are not. Its int16
// tensors are only moved and limited in integers.
bool is_byte(const std::optional<quantization>& q) { return q && q->low >= -128 && q->high <= 127; }

class reader {
 public:
  explicit reader(const ir::network& n) : from_(n), uses_(count_uses(n)) {
    to_.values = n.values;
    to_.inputs = n.inputs;
    to_.outputs = n.outputs;
    quants_.resize(n.values.size());
    renamed_.resize(n.values.size());
    for (std::size_t i = 0; i < n.values.size(); ++i) renamed_[i] = value_id{i};
  }

  program_in_integers read() {
    for (const value_id input : from_.inputs) read_input(input);
    for (const ir::node& x : from_.nodes) {
      ir::node renamed = x;
      for (value_id& id : renamed.operands) id = renamed_[id.index];
      add(std::move(renamed));
    }
    program_in_integers p;
    p.of_layers.of_value.assign(to_.values.size(), form::f32);
    for (std::size_t i = 0; i < quants_.size(); ++i)
      if (quants_[i]) p.of_layers.of_value[i] = is_byte(quants_[i]) ? form::i8 : form::i16;
    p.of_layers.notes = std::move(notes_);
    p.scales.of_value = std::move(quants_);
    p.network = std::move(to_);
    return p;
  }

 private:
  std::optional<quantization>& quant(value_id id) { return quants_[id.index]; }
  bool is_output(value_id id) const {
    return std::find(from_.outputs.begin(), from_.outputs.end(), id) != from_.outputs.end();
  }

  // An input that everybody reads in the same integers is an input of integers.
  void read_input(value_id input) {
    std::optional<quantization> all;
    for (const ir::node& x : from_.nodes) {
      if (std::find(x.operands.begin(), x.operands.end(), input) == x.operands.end()) continue;
      const auto* map = std::get_if<ir::map>(&x.what);
      if (map == nullptr || map->chain.size() != 1) return;
      const auto q = ir::quantization_behind(map->chain);
      if (!q || (all && all != q)) return;
      all = q;
    }
    if (!is_output(input)) quant(input) = all;
  }

  void add(ir::node x) {
    std::optional<quantization> q;
    if (std::vector<ir::function>* functions = functions_after(x.what)) {
      q = ir::quantization_behind(*functions);
      if (q) functions->pop_back();
      if (std::holds_alternative<ir::map>(x.what) && x.operands.size() == 1)
        return add_function(std::move(x), q);
    }
    // What replaces rows has another scale than they have.
    if (std::holds_alternative<ir::scatter>(x.what)) return add_in_float(std::move(x), q);
    if (is_move(x)) return add_move(std::move(x), q);
    if (std::holds_alternative<ir::standardize>(x.what))
      if (const auto of_norm = quantization_of_norm(x)) return finish(std::move(x), of_norm);
    if (is_byte(q) && has_kernel(x)) return finish(std::move(x), q);
    add_in_float(std::move(x), q);
  }

  void finish(ir::node x, const std::optional<quantization>& q) {
    quant(x.result) = q;
    to_.nodes.push_back(std::move(x));
  }

  // A layer of floats, and the quantization of its result if it has one.
  void add_in_float(ir::node x, const std::optional<quantization>& q) {
    const bool reads_integers = std::any_of(x.operands.begin(), x.operands.end(),
                                            [&](value_id id) { return quant(id).has_value(); });
    if (reads_integers && !is_move(x)) notes_.push_back({name_of(to_, x), why_float(x, q)});
    if (!q) return finish(std::move(x), {});
    const value_id result = x.result;
    x.result = new_value(result, "_float");
    const value_id floats = x.result;
    const ir::origin where = x.where;
    finish(std::move(x), {});
    finish({ir::integer_map{ir::quantize{}}, {floats}, result, where}, q);
  }

  std::string why_float(const ir::node& x, const std::optional<quantization>& q) const {
    if (q && !is_byte(q)) return "its int16 scales are no powers of two";
    if (is_weighted(x) && to_[x.operands[1]].scales.empty()) return "its weight is not quantized";
    return q ? "it has no integer kernel" : "its result is not quantized";
  }

  value_id new_value(value_id like, const char* suffix) {
    const ir::value& v = from_[like];
    quants_.emplace_back();
    return to_.add({v.name + suffix, v.type, nullptr});
  }

  // A function of one tensor: nothing, limits, or a table.
  void add_function(ir::node x, const std::optional<quantization>& q) {
    auto& chain = std::get<ir::map>(x.what).chain;
    const std::optional<quantization> in = quant(x.operands.front());
    if (chain.empty()) chain.push_back({"identity", {}});
    if (!q) return add_in_float(std::move(x), q);
    if (!in) {
      if (chain.front().name != "identity") return add_in_float(std::move(x), q);
      x.what = ir::integer_map{ir::quantize{}};
      return finish(std::move(x), q);
    }
    if (in != q || !only_clamps(chain)) {
      if (is_byte(in) && is_byte(q)) return finish(std::move(x), q);
      return add_in_float(std::move(x), q);
    }
    if (chain.size() == 1 && chain.front().name == "identity") return hand_on(x);
    if (limit_in_producer(x, chain)) return;
    finish(std::move(x), q);
  }

  // The result is the operand.
  void hand_on(const ir::node& x) {
    const value_id operand = x.operands.front();
    if (!is_output(x.result)) {
      renamed_[x.result.index] = operand;
    } else if (ir::node* before = producer_of_only_use(operand)) {
      before->result = x.result;
      std::swap(quant(x.result), quant(operand));
    } else {
      finish({ir::copy{}, x.operands, x.result, x.where}, quant(operand));
    }
  }

  // The node of an intermediate value, or nullptr.
  ir::node* producer_of_only_use(value_id id) {
    const auto found = std::find_if(to_.nodes.begin(), to_.nodes.end(),
                                    [&](const ir::node& n) { return n.result == id; });
    return uses_[id.index] == 1 && found != to_.nodes.end() ? &*found : nullptr;
  }

  // Limits behind a layer that nobody else reads are its own, where they repeat its numbers:
  // limiting and rounding may change places.
  bool limit_in_producer(const ir::node& x, const std::vector<ir::function>& clamps) {
    const value_id operand = x.operands.front();
    ir::node* before = producer_of_only_use(operand);
    std::vector<ir::function>* functions =
        before == nullptr ? nullptr : functions_after(before->what);
    if (functions == nullptr) return false;
    functions->insert(functions->end(), clamps.begin(), clamps.end());
    before->result = x.result;
    std::swap(quant(x.result), quant(operand));
    return true;
  }

  // Layers that only move elements have the numbers of what they move.
  void add_move(ir::node x, const std::optional<quantization>& q) {
    if (std::holds_alternative<ir::concat>(x.what)) return add_concat(std::move(x));
    const std::optional<quantization> in = quant(x.operands.front());
    if (!in || !keeps_numbers(x, *in)) return add_in_float(std::move(x), q);
    std::vector<ir::function>* functions = functions_after(x.what);
    const bool limits = functions != nullptr && !functions->empty();
    if (!q && limits && !only_relu(*functions)) return add_in_float(std::move(x), q);
    if (!q || q == in) {
      if (!limits || only_clamps(*functions)) return finish(std::move(x), in);
    }
    const value_id result = x.result;
    x.result = new_value(result, "_moved");
    ir::node behind{ir::map{{{"identity", {}}}}, {x.result}, result, x.where};
    if (limits) {
      std::get<ir::map>(behind.what).chain = *functions;
      functions->clear();
    }
    finish(std::move(x), in);
    add_function(std::move(behind), q);
  }

  // What a pad adds must be a number that the integers can stand for.
  static bool keeps_numbers(const ir::node& x, const quantization& q) {
    const auto* pad = std::get_if<ir::pad>(&x.what);
    if (pad == nullptr) return true;
    return real_number(quantized(pad->value, q), q) == pad->value;
  }

  // The quantization that the only reader of a tensor gives it, limits aside, if that is all it
  // does.
  std::optional<quantization> quantization_by_reader(value_id id) const {
    for (const ir::node& x : from_.nodes) {
      const auto* map = std::get_if<ir::map>(&x.what);
      if (map == nullptr || x.operands != std::vector<value_id>{id} || uses_[id.index] != 1)
        continue;
      const auto q = ir::quantization_behind(map->chain);
      if (only_clamps({map->chain.begin(), map->chain.end() - (q ? 1 : 0)})) return q;
    }
    return std::nullopt;
  }

  void add_concat(ir::node x) {
    std::optional<quantization> q = quantization_by_reader(x.result);
    const std::optional<quantization> first = quant(x.operands.front());
    const bool integers = std::all_of(x.operands.begin(), x.operands.end(),
                                      [&](value_id id) { return quant(id).has_value(); });
    const bool equal = std::all_of(x.operands.begin(), x.operands.end(),
                                   [&](value_id id) { return quant(id) == first; });
    if (!q && integers && equal) q = first;
    const bool bytes = std::all_of(x.operands.begin(), x.operands.end(),
                                   [&](value_id id) { return is_byte(quant(id)); });
    if (q && integers && ((equal && q == first) || (bytes && is_byte(q))))
      return finish(std::move(x), q);
    add_in_float(std::move(x), {});
  }

  // Norms leave rounding, and limits, to a node of its own: they have its numbers.
  std::optional<quantization> quantization_of_norm(const ir::node& x) const {
    const std::optional<quantization> q = quantization_by_reader(x.result);
    const std::optional<quantization>& in = quants_[x.operands.front().index];
    if (!is_byte(q) || !is_byte(in)) return std::nullopt;
    return standardizes_in_integers(to_, x, *q) ? q : std::nullopt;
  }

  bool has_kernel(ir::node x) {
    const auto integers = [&](value_id id) { return is_byte(quant(id)); };
    if (!integers(x.operands.front())) return false;
    std::vector<ir::function>* functions = functions_after(x.what);
    if (functions == nullptr) return false;
    if (const auto* m = std::get_if<ir::map>(&x.what)) {
      const std::string name = m->chain.front().name;
      const std::vector<ir::function> rest(m->chain.begin() + 1, m->chain.end());
      const bool known = name == "add" || name == "sub" || name == "mul";
      return known && only_clamps(rest) && integers(x.operands.back());
    }
    if (std::holds_alternative<ir::matmul>(x.what)) {
      const std::ptrdiff_t scaled = scaling_of(*functions) ? 1 : 0;
      return only_clamps({functions->begin() + scaled, functions->end()}) &&
             integers(x.operands.back());
    }
    if (!only_clamps(*functions)) return false;
    return !is_weighted(x) || !to_[x.operands[1]].scales.empty();
  }

  const ir::network& from_;
  const std::vector<int> uses_;
  ir::network to_;
  std::vector<std::optional<quantization>> quants_;  // of the values of to_
  std::vector<value_id> renamed_;                    // of the values of from_
  std::vector<note> notes_;
};

}  // namespace

program_in_integers read_program(const ir::network& n, std::size_t states) {
  program_in_integers p = reader(n).read();
  p.of_layers.states = states;
  return p;
}

}  // namespace genn::quantize
