// SPDX-License-Identifier: BSL-1.0
#include <memory>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

bool has_batch_of_one(const ir::dims& shape) { return shape.size() > 1 && shape.front() == 1; }

ir::dims without_batch(const ir::dims& shape) {
  return has_batch_of_one(shape) ? ir::dims(shape.begin() + 1, shape.end()) : shape;
}

// Layers whose operands have all the axes that the layer asks for.
bool has_fixed_rank(const ir::node& x) {
  return std::holds_alternative<ir::reduce>(x.what) || std::holds_alternative<ir::matmul>(x.what) ||
         std::holds_alternative<ir::recurrent>(x.what) ||
         std::holds_alternative<ir::gather>(x.what) ||
         std::holds_alternative<ir::scatter>(x.what) ||
         std::holds_alternative<ir::arg_reduce>(x.what) ||
         std::holds_alternative<ir::cumulative>(x.what) ||
         std::holds_alternative<ir::sort>(x.what) || std::holds_alternative<ir::lu>(x.what) ||
         std::holds_alternative<ir::solve_triangular>(x.what);
}

// A layer that names the first axis, where all its operands and its result lose theirs.
bool names_first_axis(const ir::node& x) {
  if (const auto* p = std::get_if<ir::permute>(&x.what)) return p->order.front() != 0;
  if (const auto* s = std::get_if<ir::softmax>(&x.what)) return s->axis == 0;
  if (const auto* c = std::get_if<ir::concat>(&x.what)) return c->axis == 0;
  if (const auto* p = std::get_if<ir::pad>(&x.what)) return p->before[0] + p->after[0] != 0;
  return has_fixed_rank(x);
}

void shift_axes(ir::layer& what) {
  if (auto* p = std::get_if<ir::permute>(&what)) {
    p->order.erase(p->order.begin());
    for (std::int64_t& axis : p->order) --axis;
  } else if (auto* s = std::get_if<ir::softmax>(&what)) {
    --s->axis;
  } else if (auto* c = std::get_if<ir::concat>(&what)) {
    --c->axis;
  } else if (auto* d = std::get_if<ir::pad>(&what)) {
    d->before.erase(d->before.begin());
    d->after.erase(d->after.begin());
  }
}

/// Rebuilds a network with every leading extent of 1 dropped; layers that name that axis are put
/// between reshapes, which cost nothing.
class batch_dropper {
 public:
  explicit batch_dropper(ir::network n) : old_(std::move(n)) {}

  ir::network drop() {
    out_.values = old_.values;
    for (ir::value& v : out_.values)
      if (!v.constant) v.type.shape = without_batch(v.type.shape);
    out_.inputs = old_.inputs;
    out_.outputs = old_.outputs;
    for (const ir::node& x : old_.nodes) add(x);
    return std::move(out_);
  }

 private:
  void add(ir::node x) {
    if (auto* walk = std::get_if<ir::strided>(&x.what)) {  // over memory: only its result has axes
      if (has_batch_of_one(old_[x.result].type.shape)) walk->pitch.erase(walk->pitch.begin());
      out_.nodes.push_back(std::move(x));
      return;
    }
    const bool all = every_shape(x, has_batch_of_one);
    const bool none = !any_shape(x, has_batch_of_one);
    const bool positional = std::holds_alternative<ir::permute>(x.what) ||
                            std::holds_alternative<ir::softmax>(x.what) ||
                            std::holds_alternative<ir::concat>(x.what) ||
                            std::holds_alternative<ir::pad>(x.what) || has_fixed_rank(x);
    if (!positional || none) {
      if (std::holds_alternative<ir::map>(x.what)) drop_from_constants(x);
      out_.nodes.push_back(std::move(x));
    } else if (all && !names_first_axis(x)) {
      shift_axes(x.what);
      drop_from_constants(x);
      out_.nodes.push_back(std::move(x));
    } else {
      add_between_reshapes(std::move(x));
    }
  }

  void add_between_reshapes(ir::node x) {
    for (ir::value_id& operand : x.operands)
      if (!old_[operand].constant && has_batch_of_one(old_[operand].type.shape)) {
        const ir::value_id whole = out_.add(old_[operand]);
        out_.nodes.push_back({ir::reshape{}, {operand}, whole, {}});
        operand = whole;
      }
    if (!has_batch_of_one(old_[x.result].type.shape)) {
      out_.nodes.push_back(std::move(x));
      return;
    }
    const ir::value_id whole = out_.add(old_[x.result]), result = x.result;
    x.result = whole;
    out_.nodes.push_back(std::move(x));
    out_.nodes.push_back({ir::reshape{}, {whole}, result, {}});
  }

  // Constants lose the leading one only where their layer's other operands do.
  void drop_from_constants(ir::node& x) {
    for (ir::value_id& operand : x.operands) {
      const ir::value& v = old_[operand];
      if (!v.constant || !has_batch_of_one(v.type.shape)) continue;
      auto tensor = std::make_shared<ir::tensor>(*v.constant);
      tensor->type.shape = without_batch(tensor->type.shape);
      operand = out_.add({v.name, tensor->type, tensor});
    }
  }

  template <class Predicate>
  bool every_shape(const ir::node& x, Predicate holds) const {
    bool every = holds(old_[x.result].type.shape);
    for (const ir::value_id operand : x.operands) every = every && holds(old_[operand].type.shape);
    return every;
  }
  template <class Predicate>
  bool any_shape(const ir::node& x, Predicate holds) const {
    bool any = holds(old_[x.result].type.shape);
    for (const ir::value_id operand : x.operands) any = any || holds(old_[operand].type.shape);
    return any;
  }

  ir::network old_, out_;
};

}  // namespace

ir::network drop_batch(ir::network n) { return batch_dropper(std::move(n)).drop(); }

}  // namespace genn::passes
