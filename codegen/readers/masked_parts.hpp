// SPDX-License-Identifier: BSL-1.0
// x[mask], whose size depends on data, where it only goes back to where it came from: as the whole
// tensor, whose other elements nobody looks at.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "ir/program.hpp"
#include "readers/json.hpp"

namespace genn::readers {

class masked_parts {
 public:
  /// The mask of `x[mask]`, a node whose result has no fixed size; empty for other nodes.
  static std::string mask_of(const json_view& node, const json_view& tensor_values);
  void add(const std::string& name, const std::string& mask, ir::dims whole);

  /// To be told of every node: masks computed alike are the same until something is overwritten.
  void note(const json_view& node);

  /// A number that is known when the program runs; what is checked of it holds.
  void add_number(const std::string& name) { sizes_.insert(name); }
  /// "u0" of {"as_sym_int": {"as_name": "u0"}} and the like; empty for other arguments.
  static std::string symbol_of(const json_view& argument);

  /// Size checks: of parts, and of what was computed from their sizes.
  bool takes_size(const json_view& node);

  /// The shape of the tensor that the result stands for, if a node computes parts element by
  /// element from others of the same mask.
  std::optional<ir::dims> whole_shape(const json_view& node);

  /// A node that puts a part back under its mask.
  bool puts_back(const json_view& node) const;

 private:
  struct part {
    std::string mask;
    ir::dims whole;
  };
  const part* find(const json_view& argument) const;
  std::string first_alike(const std::string& mask) const;

  std::map<std::string, part> parts_;
  std::set<std::string> sizes_;
  std::map<std::string, std::string> computed_, alike_;  ///< first names, by what computes them
};

}  // namespace genn::readers
