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
  if (kept == 1 && x.operands.size() == 1) return b.finish(x.what, x.operands, x);  // a table
  while (kept < functions->size() && is_clamp((*functions)[kept])) ++kept;
  const std::vector<ir::function> rest(functions->begin() + static_cast<std::ptrdiff_t>(kept),
                                       functions->end());
  functions->resize(kept);
  if (rest.empty()) return b.finish(x.what, x.operands, x);
  const ir::value& result = b.network()[x.result];
  const std::string name = result.name + "_sum";
  const ir::dims shape = result.type.shape;
  const ir::value_id sum = b.add(x.what, x.operands, name, shape, x.where);
  b.finish(ir::map{rest}, {sum}, x);
}

bool is_channel_vector(const ir::value& v, std::int64_t channels) {
  return v.constant && ir::count(v.type.shape) == channels && !v.type.shape.empty() &&
         v.type.shape.back() == channels;
}

// x * scale + shift of each channel, as a depthwise convolution of one tap; false if it is not one.
bool scale_as_convolution(builder& b, const ir::node& x) {
  const auto* m = std::get_if<ir::map>(&x.what);
  if (m == nullptr || m->chain.front().name != "scale_shift") return false;
  ir::network& n = b.network();
  const ir::dims shape = n[x.result].type.shape;
  if (shape.empty() || shape.size() > 4 || n[x.operands[0]].type.shape != shape) return false;
  const std::int64_t channels = shape.back();
  if (!is_channel_vector(n[x.operands[1]], channels) ||
      !is_channel_vector(n[x.operands[2]], channels))
    return false;

  // One spatial axis holds every position.
  const ir::dims flat{ir::count(shape) / channels, channels};
  auto weight = std::make_shared<ir::tensor>(*n[x.operands[1]].constant);
  weight->type.shape = {channels, 1, 1};
  auto bias = std::make_shared<ir::tensor>(*n[x.operands[2]].constant);
  bias->type.shape = {channels};
  const ir::value_id w = n.add({n[x.operands[1]].name, weight->type, weight, {}});
  const ir::value_id shift = n.add({n[x.operands[2]].name, bias->type, bias, {}});
  ir::convolution c{{1}, {1}, {0}, {0}, channels, {m->chain.begin() + 1, m->chain.end()}, {}};
  const std::string name = n[x.result].name;
  const ir::value_id in =
      shape == flat ? x.operands[0]
                    : b.add(ir::reshape{}, {x.operands[0]}, name + "_flat", flat, x.where);
  if (shape == flat) {
    split_functions(b, {c, {in, w, shift}, x.result, x.where});
    return true;
  }
  const ir::value_id scaled = n.add({name + "_scaled", {ir::element::f32, flat}, nullptr, {}});
  split_functions(b, {c, {in, w, shift}, scaled, x.where});
  b.finish(ir::reshape{}, {scaled}, x);
  return true;
}

}  // namespace

ir::network prepare(ir::network n) {
  clamp_before_maximum(n);
  builder b(n);
  for (const ir::node& x : n.nodes)
    if (!scale_as_convolution(b, x)) split_functions(b, x);
  ir::network prepared = drop_dead(std::move(b).take());
  verify(prepared, "quantize: prepare");
  return prepared;
}

}  // namespace genn::quantize
