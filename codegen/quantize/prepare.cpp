// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "quantize/functions.hpp"
#include "quantize/quantize.hpp"

namespace genn::quantize {

namespace {

// Appends nodes to a copy of a network.
class builder {
 public:
  explicit builder(const ir::network& n) : n_(n) { n_.nodes.clear(); }

  ir::network take() && { return std::move(n_); }
  ir::network& network() { return n_; }

  ir::value_id add(ir::layer what, std::vector<ir::value_id> operands, const std::string& name,
                   const ir::dims& shape, const ir::origin& where) {
    const ir::value_id result = n_.add({name, {ir::element::f32, shape}, nullptr, {}});
    n_.nodes.push_back({std::move(what), std::move(operands), result, where});
    return result;
  }
  void finish(ir::layer what, std::vector<ir::value_id> operands, const ir::node& x) {
    n_.nodes.push_back({std::move(what), std::move(operands), x.result, x.where});
  }

 private:
  ir::network n_;
};

// A maximum commutes with clamps: in front of it they spare the layer before half of its range.
void clamp_before_maximum(ir::network& n) {
  const std::vector<int> uses = count_uses(n), producers = find_producers(n);
  for (ir::node& x : n.nodes) {
    auto* p = std::get_if<ir::pool>(&x.what);
    if (p == nullptr || p->what != ir::pool::kind::maximum) continue;
    const ir::value_id operand = x.operands.front();
    const int producer = producers[operand.index];
    if (producer < 0 || uses[operand.index] != 1) continue;
    std::vector<ir::function>* before =
        functions_after(n.nodes[static_cast<std::size_t>(producer)].what);
    if (before == nullptr) continue;
    const auto end = std::find_if_not(p->then.begin(), p->then.end(), is_clamp);
    before->insert(before->end(), p->then.begin(), end);
    p->then.erase(p->then.begin(), end);
  }
}

// Functions behind a layer that its own saturation computes stay with it; the rest stands alone.
void split_functions(builder& b, ir::node x) {
  std::vector<ir::function>* functions = functions_after(x.what);
  if (functions == nullptr) return b.finish(x.what, x.operands, x);
  std::size_t kept = std::holds_alternative<ir::map>(x.what) ? 1 : 0;
  if (std::holds_alternative<ir::matmul>(x.what)) kept = scaling_of(*functions) ? 1 : 0;
  if (kept == 1 && std::holds_alternative<ir::map>(x.what) && x.operands.size() == 1)
    return b.finish(x.what, x.operands, x);  // a table
  while (kept < functions->size() && is_clamp((*functions)[kept])) ++kept;
  const std::vector<ir::function> rest(functions->begin() + static_cast<std::ptrdiff_t>(kept),
                                       functions->end());
  functions->resize(kept);
  if (rest.empty()) return b.finish(x.what, x.operands, x);
  const ir::value& result = b.network()[x.result];
  const std::string name = result.name + "_sum";
  const ir::dims shape = result.type.shape;
  const bool of_integers = std::all_of(x.operands.begin(), x.operands.end(), [&](ir::value_id id) {
    return b.network()[id].exact || b.network()[id].constant;
  });
  const bool exact = result.exact && of_integers;
  const ir::value_id sum = b.add(x.what, x.operands, name, shape, x.where);
  b.network()[sum].exact = exact;
  b.finish(ir::map{rest}, {sum}, x);
}

}  // namespace

ir::network prepare(ir::network n) {
  clamp_before_maximum(n);
  builder b(n);
  for (const ir::node& x : n.nodes) split_functions(b, x);
  ir::network prepared = drop_dead(std::move(b).take());
  verify(prepared, "quantize: prepare");
  return prepared;
}

}  // namespace genn::quantize
