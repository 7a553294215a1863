// SPDX-License-Identifier: BSL-1.0
#include "quantize/needs_floats.hpp"

#include <algorithm>

#include "quantize/forms.hpp"
#include "quantize/functions.hpp"
#include "quantize/too_coarse.hpp"

namespace genn::quantize {

namespace {

const std::string mask = "a mask makes its range too wide for integers";
const std::string row = "it says which row is read, which may not be rounded";
const std::string divisor = "a division by it may not become one by zero";
const std::string bent = "straight lines between 256 numbers do not follow it";

/// Walks from the results to the inputs: what a layer needs, the layers before it need, too.
struct search {
  const ir::network& n;
  const run::calibration& seen;
  const std::function<form(const ir::node&)>& wanted;
  const scores& attention;
  std::vector<std::string> why;

  void need(ir::value_id id, const std::string& reason) {
    if (!n[id].constant && why[id.index].empty()) why[id.index] = reason;
  }
  void need_narrow(ir::value_id id, form f) {
    if (f == form::i8 && attention.wide[id.index]) f = form::i16;
    if (too_wide_for_softmax(seen[shown(id)], f)) need(id, mask);
  }
  // What a mask of integers leaves of scores.
  ir::value_id shown(ir::value_id id) const {
    for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x) {
      if (x->result != id) continue;
      const auto hides = attention.masks.find(id);
      if (hides != attention.masks.end()) return x->operands[hides->second.shown];
      if (!std::holds_alternative<ir::reshape>(x->what)) break;
      id = x->operands.front();
    }
    return id;
  }

  // What the layer itself asks for.
  void ask(const ir::node& x) {
    const form f = wanted(x);
    if (std::holds_alternative<ir::gather>(x.what) || std::holds_alternative<ir::scatter>(x.what))
      need(x.operands[1], row);
    if (!seen.measured() || f == form::f32) return;
    const auto* s = std::get_if<ir::softmax>(&x.what);
    if (s != nullptr && !s->logarithm) {
      need_narrow(x.operands[0], f);
      if (why[x.operands[0].index] == mask) need(x.result, mask);
    }
    const auto* m = std::get_if<ir::map>(&x.what);
    if (m == nullptr) return;
    if (m->chain.front().name == "div" && x.operands.size() == 2 &&
        too_near_zero_for_division(seen[x.operands[1]], f))
      need(x.operands[1], divisor);
    const bool table = x.operands.size() == 1 && !n[x.operands[0]].constant &&
                       !std::all_of(m->chain.begin(), m->chain.end(), is_clamp);
    if (table && f == form::i16 && leaves_its_lines(m->chain, seen[x.operands[0]], seen[x.result]))
      need(x.result, bent);
  }

  // What the layers before it have to do for the need of its result.
  void pass_on(const ir::node& x) {
    const std::string& reason = why[x.result.index];
    const bool element_wise = std::holds_alternative<ir::map>(x.what) || is_move(x);
    const bool joins =
        std::holds_alternative<ir::reduce>(x.what) || std::holds_alternative<ir::gather>(x.what);
    for (const ir::value_id id : x.operands)
      if (reason == mask && element_wise)
        need_narrow(id, wanted(x));
      else if ((reason == row || reason == divisor) && (element_wise || joins))
        need(id, reason);
  }
};

}  // namespace

std::vector<std::string> find_needs_of_floats(const ir::network& n, const run::calibration& seen,
                                              const std::function<form(const ir::node&)>& wanted,
                                              const scores& attention) {
  search s{n, seen, wanted, attention, std::vector<std::string>(n.values.size())};
  for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x) {
    s.pass_on(*x);
    s.ask(*x);
  }
  return std::move(s.why);
}

}  // namespace genn::quantize
