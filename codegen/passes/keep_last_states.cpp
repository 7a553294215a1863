// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "passes/passes.hpp"
#include "run/sizes.hpp"

namespace genn::passes {

namespace {

/// Nodes that read parts of a tensor, reshaped or not.
struct readers {
  std::vector<ir::node*> parts;
  bool others = false;
};

void find_readers(ir::network& n, ir::value_id tensor, readers& found) {
  found.others |= std::count(n.outputs.begin(), n.outputs.end(), tensor) > 0;
  for (ir::node& x : n.nodes) {
    if (std::count(x.operands.begin(), x.operands.end(), tensor) == 0) continue;
    if (std::holds_alternative<ir::strided>(x.what))
      found.parts.push_back(&x);
    else if (std::holds_alternative<ir::reshape>(x.what))
      find_readers(n, x.result, found);
    else
      found.others = true;
  }
}

struct span {
  std::int64_t first, last;
};
span span_of(const ir::strided& s, const ir::dims& shape) {
  span all{s.offset, s.offset};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    const std::int64_t reach = s.pitch[axis] * (shape[axis] - 1);
    (reach < 0 ? all.first : all.last) += reach;
  }
  return all;
}

bool is_in_order(const ir::strided& s, const ir::dims& shape) {
  std::int64_t step = 1;
  for (std::size_t axis = shape.size(); axis-- > 0; step *= shape[axis])
    if (shape[axis] > 1 && s.pitch[axis] != step) return false;
  return s.offset == 0;
}

void keep_last(ir::network& n, ir::node& x) {
  auto& r = std::get<ir::recurrent>(x.what);
  const recurrent_sizes sizes = run::sizes_of(n, x, r);
  if (sizes.time == 1) return;
  const std::int64_t block = sizes.batch * sizes.out;
  const std::int64_t begin = sizes.step_at(sizes.time - 1) * block;
  readers found;
  find_readers(n, x.result, found);
  const auto reads_last = [&](const ir::node* part) {
    const span all = span_of(std::get<ir::strided>(part->what), n[part->result].type.shape);
    return all.first >= sizes.states() || (all.first >= begin && all.last < begin + block);
  };
  if (found.others || !std::all_of(found.parts.begin(), found.parts.end(), reads_last)) return;
  r.last_only = true;
  ir::dims& shape = n[x.result].type.shape;
  if (r.gives_cells)
    shape = {block + sizes.batch * sizes.hidden};
  else
    shape.front() = 1;
  for (ir::node* part : found.parts) {
    auto& s = std::get<ir::strided>(part->what);
    s.offset -= s.offset >= sizes.states() ? sizes.states() - block : begin;
    part->operands.front() = x.result;
    const ir::dims& read = n[part->result].type.shape;
    if (is_in_order(s, read) && ir::count(read) == ir::count(shape)) part->what = ir::reshape{};
  }
}

}  // namespace

ir::network keep_last_states(ir::network n) {
  for (ir::node& x : n.nodes)
    if (std::holds_alternative<ir::recurrent>(x.what)) keep_last(n, x);
  return n;
}

}  // namespace genn::passes
