// SPDX-License-Identifier: BSL-1.0
// The integer network while it is being built from the float one.
#pragma once

#include "quantize/build.hpp"
#include "quantize/scaling.hpp"

namespace genn::quantize {

class assembly {
 public:
  assembly(const ir::network& from, const forms& f, const quantizations& scales,
           const gate_ranges& gates, const bias_error& error, const built_node& after_each)
      : from_(from),
        forms_(f),
        scales_(scales),
        gates_(gates),
        error_(error),
        after_each_(after_each) {}

  const ir::network& from() const { return from_; }
  const bias_error& error() const { return error_; }
  const ir::network& network() const { return to_; }
  ir::network take() { return std::move(to_); }

  /// The form of a value of the float network.
  form form_of(ir::value_id id) const { return forms_.of_value[id.index]; }
  /// How the integers of a value of the new network, or of a node's result, are meant.
  const quantization& quant(ir::value_id id) const { return *to_[id].quant; }
  const quantization& result_quant(const ir::node& x) const {
    return *scales_.of_value[x.result.index];
  }
  /// The integers between which a chain of clamps holds a result.
  interval limit(const std::vector<ir::function>& clamps, const quantization& q) const;

  /// The mask that a node is in integers, or nullptr.
  const mask* mask_at(const ir::node& x) const {
    const auto known = forms_.masks.find(x.result);
    return known == forms_.masks.end() ? nullptr : &known->second;
  }

  /// What was seen of a layer that remembers.
  gate_range range_of_gates(const ir::node& x) const { return gates_.of(x); }

  /// Operand i of a node in the form in which it is read, through a conversion where it has
  /// another one.
  form read_as(const ir::node& x, std::size_t i) const { return forms_.read_as(x, i); }
  ir::value_id operand(const ir::node& x, std::size_t i) {
    return in_form(x.operands[i], read_as(x, i));
  }
  ir::value_id in_form(ir::value_id id, form f);
  /// A constant in the integers of a quantization: once, however often it is read.
  ir::value_id constant_as(ir::value_id id, form f, const quantization& q);
  /// What floats are in bytes of a quantization: once, however often it is read.
  ir::value_id as_bytes(ir::value_id id, const quantization& q);

  void add_input(ir::value_id input);
  void add_output(ir::value_id output);
  /// What `before` becomes for the next call, in the same integers.
  void add_kept(ir::value_id before, ir::value_id after);
  ir::value_id add_constant(const std::string& name, ir::element type, ir::dims shape,
                            std::vector<std::int64_t> numbers, std::optional<quantization> q = {});
  /// A constant of one axis.
  ir::value_id add_list(const std::string& name, ir::element type,
                        std::vector<std::int64_t> numbers) {
    const std::int64_t length = static_cast<std::int64_t>(numbers.size());
    return add_constant(name, type, {length}, std::move(numbers));
  }
  /// A tensor between two nodes that stand for one of the float network.
  ir::value_id add_between(const ir::node& x, const char* suffix, const quantization& q);
  /// A tensor in another scale, as x * factor.
  ir::value_id rescaled(ir::value_id value, form f, const quantization& q, const std::string& name,
                        const ir::node& where);

  /// Adds the node that computes what x computes, with the result's own quantization or another.
  void finish(ir::layer what, std::vector<ir::value_id> operands, const ir::node& x);
  void finish(ir::layer what, std::vector<ir::value_id> operands, const ir::node& x,
              const quantization& q);
  /// Adds a node on the way there.
  void step(ir::layer what, std::vector<ir::value_id> operands, ir::value_id result,
            const ir::node& x);

 private:
  ir::value_id constant_in(ir::value_id id, form f);
  ir::value_id convert(ir::value_id id, ir::value_id value, form f);

  const ir::network& from_;
  const forms& forms_;
  const quantizations& scales_;
  const gate_ranges& gates_;
  const bias_error& error_;
  const built_node& after_each_;
  ir::network to_;
  std::map<ir::value_id, ir::value_id> values_;
  std::map<std::pair<ir::value_id, form>, ir::value_id> conversions_;
  std::multimap<ir::value_id, ir::value_id> constants_, bytes_;
};

/// The element type of a form.
ir::element element_of(form f);

/// y = clamp((sum of sign * x * factor + rounding) >> shift): sums of tensors, changes of scale.
ir::layer weighted_sum_of(const assembly& a, const std::vector<ir::value_id>& operands,
                          const std::vector<double>& signs, const quantization& q, interval limit);

// The integer node of a float one, a family each.
void add_weighted(assembly& a, const ir::node& x, const ir::linear& l);
void add_weighted(assembly& a, const ir::node& x, const ir::convolution& c);
void add_mean(assembly& a, const ir::node& x, const ir::pool& p);
void add_mean(assembly& a, const ir::node& x, const ir::adaptive_avg_pool& p);
void add_map(assembly& a, const ir::node& x, const ir::map& m);
void add_matmul(assembly& a, const ir::node& x, const ir::matmul& m);
void add_mask(assembly& a, const ir::node& x, const mask& m);
void add_softmax(assembly& a, const ir::node& x, const ir::softmax& s);
void add_standardize(assembly& a, const ir::node& x, const ir::standardize& s);
void add_maximum(assembly& a, const ir::node& x, const ir::pool& p);
void add_concat(assembly& a, const ir::node& x, const ir::concat& c);
void add_gather(assembly& a, const ir::node& x, const ir::gather& g);
void add_scatter(assembly& a, const ir::node& x, const ir::scatter& s);
void add_recurrent(assembly& a, const ir::node& x, const ir::recurrent& r);
/// The cells behind the states of an LSTM.
void add_cells(assembly& a, const ir::node& x);

}  // namespace genn::quantize
