// SPDX-License-Identifier: BSL-1.0
// What we run: layers of the seven families, still in the program's shapes. Window layers have
// channels last; `permute` layers around them say so until the layout pass has moved them away.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/reference/integer_cells.hpp>
#include <genn/kernels/reference/pool.hpp>
#include <genn/number/interpolate.hpp>
#include <genn/number/quantization.hpp>
#include <genn/number/sum_bound.hpp>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ir/program.hpp"
#include "ir/tensor.hpp"

namespace genn::ir {

/// An element-wise function: the name of an empty type of the library, "relu", and the numbers its
/// template arguments carry.
struct function {
  std::string name;
  std::vector<float> parameters;
};

/// The arithmetic of a layer in an integer form: how its sums end, and their bound. Its operands
/// stand behind those of the layer: the multipliers of the i8 form, one an output (of a mean: one a
/// count of elements, from `first_count` on).
struct integer_sum {
  rescaling rescale;
  sum_bound sums;
  std::int32_t bias_shift = 0;  ///< i16: biases are 16 bits, shifted left by this
  std::int64_t first_count = 0;
};

/// x [..., inputs], weight [outputs, inputs], bias [outputs] or absent.
struct linear {
  std::vector<function> then = {};
  std::optional<integer_sum> integer = {};
  std::optional<packing_order> sparse = {};  ///< storage of the weight, if it leaves zeros out
};

/// x [batch, spatial..., channels], weight [features, channels / groups, kernel...] in PyTorch's
/// order, bias [features] or absent.
struct convolution {
  dims stride, dilation, before, after;  ///< one number a spatial axis
  std::int64_t groups = 1;
  std::vector<function> then = {};
  std::optional<integer_sum> integer = {};
  std::optional<packing_order> sparse = {};  ///< as of linear
  bool by_rows = false;                      ///< inside the pool that alone reads it
  /// Of a transposed one, until passes/split_phases: the inputs stand this far apart, zeros between
  /// them.
  dims spread = {};
};

/// x [batch, spatial..., channels]. Integers of a maximum need no arithmetic; they are limited to
/// the range of the result.
struct pool {
  enum class kind { maximum, average } what;
  dims kernel, stride, dilation, before, after;
  bool ceil = false;
  pool_divisor divisor = pool_divisor::padded;
  std::int64_t number = 0;  ///< of pool_divisor::fixed_number
  std::vector<function> then = {};
  std::optional<integer_sum> integer = {};
};

/// x [batch, spatial..., channels] -> [batch, spatial of the result..., channels].
struct adaptive_avg_pool {
  dims out;
  std::vector<function> then = {};
  std::optional<integer_sum> integer = {};
};

/// The first function of the chain takes all operands, which broadcast; the others its result.
struct map {
  std::vector<function> chain;
};

/// The second operand of the integer forms is the table of exponentials; of the logarithm, the
/// third is that of logarithms.
struct integer_softmax {
  segments where;
  std::int32_t bits = 0;   ///< of the quotient
  rescaling rescale = {};  ///< of the logarithm, as all that follows
  std::int32_t factor = 0, octave = 0;
};
struct softmax {
  std::int64_t axis = 0;
  bool logarithm = false;
  std::optional<integer_softmax> integer = {};
};

/// Axis i of the result is axis order[i] of the operand.
struct permute {
  dims order;
};

struct reshape {};

struct concat {
  std::int64_t axis = 0;
};

/// Adds elements of `value` on both sides of each axis.
struct pad {
  dims before, after;
  float value = 0.0f;
};

/// Element [i0, i1, ...] of the result is element offset + i0 * pitch[0] + ... of the operand, as
/// memory.
struct strided {
  std::int64_t offset = 0;
  dims pitch;
};

/// [length, inner] -> [inner], by a function of two numbers: "add", "maximum" ...
struct reduce {
  std::string function;
};

/// The integer form: eps in units of the squared scale of the input / (numbers of a row)^2, and the
/// end of a result.
struct integer_standardize {
  std::uint64_t eps = 1;
  rescaling rescale;
};

/// Rows of the last axis: (x - mean) / sqrt(variance + eps), or x / sqrt(mean of squares + eps).
/// Operands: x, and maybe what the results are multiplied by, and what is added, one number a
/// channel: number i belongs to channel (i / inner) % channels. In the integer form all three.
struct standardize {
  float eps = 0.0f;
  bool center = true;
  std::int64_t inner = 1;
  std::optional<integer_standardize> integer = {};
};

/// The integer form of a product of two tensors: how sums end, and the largest sum of the
/// magnitudes of a row of the first operand.
struct integer_matmul {
  rescaling rescale;
  std::int32_t multiplier = 0;
  sum_bound sums;
};

/// [batch, rows, inner] x [batch, inner, columns]; a batch of 1 repeats.
struct matmul {
  std::vector<function> then = {};
  std::optional<integer_matmul> integer = {};
};

/// x [length, inner], index [count] -> [count, inner]: row index[i] of x.
struct gather {};

/// x [length, inner], index [count], parts [count, inner] -> x, with each part joined to row
/// index[i] by a function of two numbers; "second" replaces.
struct scatter {
  std::string function;
};

/// [length, inner] -> [inner]: where the largest, or the smallest, element stands first.
struct arg_reduce {
  bool largest = true;
};

/// [length, inner] -> the same: each element joined with all before it, by a function of two
/// numbers.
struct cumulative {
  std::string function;
};

/// [length, inner] -> the same: the places in ascending or descending order; equal elements stay as
/// they are.
struct sort {
  bool descending = false;
};

/// [batch, rows, columns] -> [batch, rows, columns + 2]: the factors L and U in one, the row that
/// each step exchanged, and which row of the operand each one was.
struct lu {
  bool pivots = true;
};

/// Matrices [batch, size, size] and right sides [batch, size, columns] -> solutions.
struct solve_triangular {
  bool lower = true, unit = false;
};

/// The integer form: its linear layers, and how the rest counts.
struct integer_recurrent {
  integer_sum of_input, of_state;
  places_of_cell places;
};

/// x [time, batch, inputs], first state [batch, out] (of an LSTM also of the cells, [batch,
/// hidden]), weights and biases as PyTorch has them for one direction, maybe a projection; in the
/// i8 form then the multipliers of both weights. Gives [time, batch, out]; with cells one axis:
/// that, and the last states of the cells.
struct recurrent {
  enum class cell { lstm, gru, tanh, relu } what;
  bool reverse = false, gives_cells = false;
  bool last_only = false;  ///< of the sequence: [1, batch, out]
  std::optional<integer_recurrent> integer = {};

  std::int64_t gates() const { return what == cell::lstm ? 4 : what == cell::gru ? 3 : 1; }
  std::size_t states() const { return what == cell::lstm ? 2 : 1; }
  /// The operands behind x and the states: weights of input and state, their biases ...
  std::size_t first_weight() const { return 1 + states(); }
  bool projects(std::size_t operands) const { return !integer && operands == first_weight() + 5; }
};

struct copy {};

// PyTorch's integers and booleans are floats inside a network, and themselves at its border; those
// that floats may not hold exactly stay integers (passes/whole_numbers.hpp).
struct from_integer {};
struct to_integer {};

// Element-wise functions of the integer forms: include/genn/functions/integer.hpp.
struct quantize {};
struct dequantize {};
struct weighted_sum {
  rescaling rescale;
  std::vector<std::int32_t> factors;
};
struct integer_product {
  rescaling rescale;
  std::int32_t multiplier = 0;
};
/// Operands: x, and the multiplier of each channel below zero.
struct integer_prelu {
  rescaling rescale;
  std::int32_t multiplier = 0;
};
/// Operands: x, and the multiplier and the addend of each channel.
struct integer_affine {
  rescaling rescale;
  std::int64_t largest_addend = 0;
};
/// Operands: x, and a table.
struct lookup {};
struct interpolated {
  genn::segments segments;
};
/// A function of PyTorch's integers: include/genn/functions/whole.hpp.
struct whole {
  std::string function;
};
struct integer_map {
  std::variant<from_integer, to_integer, quantize, dequantize, weighted_sum, integer_product,
               integer_prelu, integer_affine, lookup, interpolated, whole>
      what;
};

using layer =
    std::variant<linear, convolution, pool, adaptive_avg_pool, map, softmax, permute, reshape,
                 concat, pad, strided, reduce, standardize, matmul, gather, scatter, arg_reduce,
                 cumulative, sort, lu, solve_triangular, recurrent, copy, integer_map>;

/// The functions a layer applies to its results, or nullptr if it can apply none.
std::vector<function>* functions_after(layer& l);

/// The storage of the weight of a linear layer or a convolution, or nullptr for other layers.
std::optional<packing_order>* storage_of(layer& l);
const std::optional<packing_order>* storage_of(const layer& l);

/// The library's name of the layer: "linear", "conv2d", "max_pool1d", "relu" ...
std::string kind_of(const layer& l);

struct node {
  layer what;
  std::vector<value_id> operands;
  value_id result;
  origin where;
};

/// Gather and scatter: the second operand holds numbers of rows.
bool names_rows(const node& x);

/// A tensor on an edge; with `constant`, numbers that the generator knows; with `quant`, integers
/// (i8 or i16) that stand for real numbers.
struct value {
  std::string name;
  tensor_type type;
  std::shared_ptr<const tensor> constant;
  std::optional<quantization> quant = {};
  std::vector<float> scales = {};  ///< of a weight's rows, where the program gave them
  bool exact = false;              ///< integers or booleans in PyTorch: no integer form rounds them
  /// Of what PyTorch computes in integers or booleans: which.
  std::optional<element> whole = {};
  std::vector<float> column_scales = {};  ///< of a weight's second axis, as `scales`
};

/// Floats hold integers up to here.
inline constexpr std::int64_t most_exact = std::int64_t{1} << 24;

/// A constant with integers beyond: it stays one of integers until the pass whole_numbers knows who
/// reads it.
bool is_large(const value& v);

/// A tensor of PyTorch's integers that are no floats: int32 or int64 without a scale.
bool is_plain(const value& v);

struct network {
  std::vector<value> values;
  std::vector<value_id> inputs;
  std::vector<value_id> outputs;
  std::vector<node> nodes;  ///< each behind its operands

  value& operator[](value_id id) { return values[id.index]; }
  const value& operator[](value_id id) const { return values[id.index]; }
  value_id add(value v) {
    values.push_back(std::move(v));
    return value_id{values.size() - 1};
  }
};

/// What a program keeps from one call to the next. In a network these are the last inputs, and the
/// last outputs are what they become.
struct state {
  std::string name;
  std::shared_ptr<const tensor> initial;
};

/// How many operands and outputs name each value.
std::vector<int> count_uses(const network& n);

/// For each value, the index of the node that computes it, or -1.
std::vector<int> find_producers(const network& n);

/// Replaces every use of `from` by `to`, as operand and as output.
void replace_uses(network& n, value_id from, value_id to);

/// Removes nodes whose results nobody reads, and values nobody names.
network drop_dead(network n);

/// Checks every invariant; `after` names the pass that ran before.
void verify(const network& n, const std::string& after);

}  // namespace genn::ir
