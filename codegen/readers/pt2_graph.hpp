// SPDX-License-Identifier: BSL-1.0
// Graphs of a .pt2 archive: nodes become calls, subgraphs are inlined.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ir/program.hpp"
#include "readers/json.hpp"
#include "readers/masked_parts.hpp"

namespace genn::readers {

/// Adds the calls of a graph to a program. What is not supported is collected there, not thrown.
class graph_reader {
 public:
  explicit graph_reader(ir::program& program) : program_(program) {}

  /// Names that are known in this graph: its inputs, then everything computed.
  std::map<std::string, ir::value_id> names;

  void read(const json_view& graph);

  /// The value a name stands for; fails on an unknown one.
  ir::value_id find(const json_view& name) const;

 private:
  void read_node(const json_view& node, const json_view& tensor_values);
  void inline_subgraph(const json_view& node, const json_view& subgraph);
  ir::argument read_argument(const json_view& argument);
  std::vector<ir::value_id> define_results(const json_view& outputs,
                                           const json_view& tensor_values);
  ir::value_id define(const std::string& name, const json_view& tensor_values);

  /// A tensor computed element by element from x[mask], as a whole.
  void define_whole(const json_view& node, const json_view& tensor_values, const ir::dims& shape);
  /// x[mask]; false if the node is something else.
  bool read_part(const json_view& node, const json_view& tensor_values);
  /// A tensor's only element as a number; false if the node is something else.
  bool read_number(const json_view& node);
  ir::value_id complex_number(const json_view& number);

  ir::program& program_;
  masked_parts parts_;
  std::map<std::string, ir::value_id> numbers_;  ///< that are known when the program runs
};

}  // namespace genn::readers
