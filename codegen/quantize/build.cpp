// SPDX-License-Identifier: BSL-1.0
#include "quantize/build.hpp"

#include <stdexcept>

#include "quantize/assembly.hpp"

namespace genn::quantize {

namespace {

struct builder {
  assembly& a;
  const ir::node& x;

  void operator()(const ir::linear& l) const { add_weighted(a, x, l); }
  void operator()(const ir::convolution& c) const { add_weighted(a, x, c); }
  void operator()(const ir::pool& p) const {
    if (p.what == ir::pool::kind::average)
      add_mean(a, x, p);
    else
      add_maximum(a, x, p);
  }
  void operator()(const ir::adaptive_avg_pool& p) const { add_mean(a, x, p); }
  void operator()(const ir::map& m) const {
    if (const mask* hides = a.mask_at(x))
      add_mask(a, x, *hides);
    else
      add_map(a, x, m);
  }
  void operator()(const ir::matmul& m) const { add_matmul(a, x, m); }
  void operator()(const ir::softmax& s) const { add_softmax(a, x, s); }
  void operator()(const ir::standardize& s) const { add_standardize(a, x, s); }
  void operator()(const ir::concat& c) const { add_concat(a, x, c); }
  void operator()(const ir::gather& g) const { add_gather(a, x, g); }
  void operator()(const ir::scatter& s) const { add_scatter(a, x, s); }
  void operator()(const ir::recurrent& r) const { add_recurrent(a, x, r); }
  // Quantized programs say where floats become integers.
  void operator()(const ir::integer_map& m) const {
    a.finish(m, {a.in_form(x.operands.front(), form::f32)}, x);
  }
  template <class Move>
  void operator()(const Move& move) const {
    if (!is_move(x)) throw std::logic_error(kind_of(x.what) + " has no integer form");
    if (reads_cells(a.from(), x)) return add_cells(a, x);
    const ir::value_id in = a.operand(x, 0);
    a.finish(move, {in}, x, a.quant(in));
  }
};

void add_floats(assembly& a, const ir::node& x) {
  std::vector<ir::value_id> operands;
  for (const ir::value_id id : x.operands) operands.push_back(a.in_form(id, form::f32));
  a.finish(x.what, std::move(operands), x);
}

}  // namespace

result build(const ir::network& n, forms f, const quantizations& scales, const gate_ranges& gates,
             const bias_error& error, const built_node& after_each) {
  assembly a(n, f, scales, gates, error, after_each);
  for (const ir::value_id input : n.inputs) a.add_input(input);
  for (const ir::node& x : n.nodes)
    if (a.form_of(x.result) == form::f32)
      add_floats(a, x);
    else
      std::visit(builder{a, x}, x.what);
  for (std::size_t i = 0; i + f.states < n.outputs.size(); ++i) a.add_output(n.outputs[i]);
  for (const auto& [before, after] : states_of(n, f.states)) a.add_kept(before, after);
  ir::network integers = drop_dead(a.take());
  verify(integers, "quantize: build");
  return {std::move(integers), std::move(f.notes)};
}

}  // namespace genn::quantize
