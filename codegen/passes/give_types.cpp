// SPDX-License-Identifier: BSL-1.0
#include "passes/give_types.hpp"

namespace genn::passes {

namespace {

ir::element at_border(ir::element type) {
  return type == ir::element::boolean ? ir::element::boolean : ir::element::i32;
}

// The value as floats; nodes that this takes go to the end of `nodes`.
ir::value_id in_floats(ir::network& n, ir::value_id id, std::vector<ir::node>& nodes) {
  if (!n[id].quant) return id;
  const ir::value_id result =
      n.add({n[id].name + "_float", {ir::element::f32, n[id].type.shape}, nullptr});
  nodes.push_back({ir::integer_map{ir::dequantize{}}, {id}, result, {}});
  return result;
}

// Gather and scatter read the numbers of rows as they come.
void read_rows_by_integers(ir::network& n, const ir::node& from_integer) {
  const ir::value_id given = from_integer.operands.front();
  if (n[given].type.type != ir::element::i32) return;
  for (ir::node& x : n.nodes)
    if (ir::names_rows(x) && x.operands[1] == from_integer.result) x.operands[1] = given;
}

}  // namespace

border_types types_of(const ir::program& p) {
  border_types types;
  for (const ir::value_id input : p.inputs) types.inputs.push_back(p.values[input.index].type.type);
  for (const ir::program_output& output : p.outputs)
    if (const auto* id = std::get_if<ir::value_id>(&output.what))
      types.outputs.push_back(p.values[id->index].type.type);
  return types;
}

ir::network give_types(ir::network n, const border_types& types) {
  std::vector<ir::node> first, last;
  for (std::size_t i = 0; i < types.inputs.size(); ++i) {
    if (ir::is_floating(types.inputs[i])) continue;
    const ir::value_id read = n.inputs[i];
    if (is_plain(n[read])) continue;
    const ir::value_id given =
        n.add({n[read].name, {at_border(types.inputs[i]), n[read].type.shape}, nullptr});
    n.inputs[i] = given;
    first.push_back({ir::integer_map{ir::from_integer{}}, {given}, read, {}});
  }
  for (std::size_t i = 0; i < types.outputs.size(); ++i) {
    if (ir::is_floating(types.outputs[i])) continue;
    if (n[n.outputs[i]].type.type == ir::element::i32 && is_plain(n[n.outputs[i]])) continue;
    const bool is_long = is_plain(n[n.outputs[i]]);
    const ir::value_id made = in_floats(n, n.outputs[i], last);
    n.outputs[i] =
        n.add({n[made].name, {at_border(types.outputs[i]), n[made].type.shape}, nullptr});
    last.push_back(
        {is_long ? ir::integer_map{ir::whole{"identity"}} : ir::integer_map{ir::to_integer{}},
         {made},
         n.outputs[i],
         {}});
  }
  for (const ir::node& x : first) read_rows_by_integers(n, x);
  n.nodes.insert(n.nodes.begin(), first.begin(), first.end());
  n.nodes.insert(n.nodes.end(), last.begin(), last.end());
  n = drop_dead(std::move(n));
  verify(n, "give_types");
  return n;
}

}  // namespace genn::passes
