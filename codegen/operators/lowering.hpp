// SPDX-License-Identifier: BSL-1.0
// Gives calls their meaning: each row of the operator table writes layers through this context.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ir/network.hpp"

namespace genn::operators {

/// Thrown by a row that knows its operator but not this use of it.
struct limit {
  std::string what, remedy;
};

/// One call on its way into a network.
class lowering {
 public:
  lowering(const ir::program& program, ir::network& network,
           std::map<ir::value_id, ir::value_id>& values, const ir::call& call)
      : program_(program), network_(network), values_(values), call_(call) {}

  ir::network& network() { return network_; }
  const std::string& target() const { return call_.target; }

  // Arguments by name; each throws `limit` where the argument is of another kind.
  bool has(const std::string& name) const;  ///< given and not None
  ir::value_id tensor(const std::string& name) const;
  std::vector<ir::value_id> tensors(const std::string& name) const;
  std::vector<std::optional<ir::value_id>> optional_tensors(const std::string& name) const;
  bool is_number(const std::string& name) const;
  double number(const std::string& name) const;
  std::int64_t integer(const std::string& name) const;
  bool boolean(const std::string& name) const;
  std::string text(const std::string& name) const;
  ir::dims integers(const std::string& name) const;
  std::vector<double> numbers(const std::string& name) const;
  /// One number an axis: a single one counts for all.
  ir::dims per_axis(const std::string& name, std::size_t axes) const;
  /// An axis counted from 0.
  std::int64_t axis(const std::string& name, std::size_t rank) const;

  // A copy, for values move when others are added.
  ir::dims shape(ir::value_id id) const { return network_[id].type.shape; }
  /// An axis of a tensor of this rank, counted from 0.
  static std::size_t axis_of(std::int64_t given, std::size_t rank);
  /// Ends the row with `otherwise` where an archive is damaged.
  static void require(bool condition, const char* otherwise);

  /// PyTorch's element type of a tensor argument.
  ir::element type_of(const std::string& name) const;
  std::vector<std::optional<ir::element>> types_of(const std::string& name) const;  ///< of a list
  bool is_given(const std::string& name) const;  ///< named at all, None or not
  bool gives_integers() const { return !ir::is_floating(result_type().type); }
  /// True if somebody reads result i of the call.
  bool is_read(std::size_t result) const;

  /// True if its results reach a rounding, a comparison or integers through element-wise functions
  /// and moves: there a unit of the last place can make a difference.
  bool feeds_rounding() const;

  bool depends_on_input(ir::value_id id) const;
  /// The numbers of a value that is computed from constants alone, or nothing.
  std::optional<std::vector<float>> known(ir::value_id id) const;

  /// True for constants, and for constants with their axes in another order.
  bool is_constant(ir::value_id id) const;
  /// Shape and element type of the call's result, from the archive.
  const ir::tensor_type& result_type(std::size_t i = 0) const;

  std::size_t result_count() const { return call_.results.size(); }

  /// A name inside the call's module: "block.0.norm.scale".
  std::string module_name(const std::string& name) const;

  /// Adds a layer and returns its result.
  ir::value_id add(ir::layer what, std::vector<ir::value_id> operands, ir::dims result_shape);
  ir::value_id add_constant(const std::string& name, ir::dims shape, std::vector<float> values);
  ir::value_id add_integers(const std::string& name, ir::dims shape,
                            std::vector<std::int64_t> values);
  ir::value_id number(double value);  ///< a constant without axes
  /// The number of an argument as one, an integer that floats do not hold as int64.
  ir::value_id literal(const std::string& name);
  /// An integer constant as PyTorch promotes it beside floats.
  ir::value_id as_floats(ir::value_id id);

  ir::value_id permute(ir::value_id x, ir::dims order);
  ir::value_id reshape(ir::value_id x, ir::dims shape);
  ir::value_id apply(ir::function f, std::vector<ir::value_id> operands, ir::dims result_shape);

  /// The call's result is this value.
  void finish(ir::value_id value, std::size_t result = 0);

 private:
  /// The permute of a constant that gives this value, or nullptr.
  const ir::node* turned_constant(ir::value_id id) const;
  const ir::argument& argument(const std::string& name) const;
  bool is_whole(const ir::layer& what, const std::vector<ir::value_id>& operands) const;
  bool is_exact(const ir::layer& what, const std::vector<ir::value_id>& operands) const;

  const ir::program& program_;
  ir::network& network_;
  std::map<ir::value_id, ir::value_id>& values_;
  const ir::call& call_;
};

}  // namespace genn::operators
