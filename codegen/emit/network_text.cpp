// SPDX-License-Identifier: BSL-1.0
#include "emit/network_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "emit/choose_storage.hpp"
#include "emit/numbers.hpp"
#include "emit/quant_text.hpp"
#include "run/evaluate_whole.hpp"
#include "run/sizes.hpp"

namespace genn::emit {

namespace {

std::string list(const char* name, const ir::dims& values) {
  return fmt::format("genn::{}<{}>", name, fmt::join(values, ", "));
}

std::string constant_kind(packing_order order) {
  return leaves_zeros_out(order) ? std::string(name_of(order)) + "_constant" : "constant";
}

// What a dense constant names behind its shape.
std::string packing_argument(packing_order order) {
  if (order == packing_order::tap_major) return std::string(", genn::") + tap_major::name;
  if (order == packing_order::tap_quads) return std::string(", genn::") + tap_quads::name;
  if (order == packing_order::output_pairs) return std::string(", genn::") + output_pairs::name;
  return "";
}

bool all_are(const ir::dims& values, std::int64_t number) {
  return std::all_of(values.begin(), values.end(), [&](std::int64_t v) { return v == number; });
}

class writer {
 public:
  writer(const ir::network& n, machine m) : n_(n), machine_(m), producers_(ir::find_producers(n)) {
    // The header's own names are taken.
    for (const char* own : {"network", "model", "names", "numbers"}) constant_ids_.make(own);
  }

  network_text write() {
    const bool chain = is_chain();
    for (const ir::value_id input : n_.inputs)
      add_item(input, fmt::format("genn::input<{}, {}>", element(input),
                                  list("shape", n_[input].type.shape)));
    for (const ir::node& x : n_.nodes)
      for (const ir::value_id operand : operands_of(x))
        if (n_[operand].constant && places_.count(operand) == 0)
          add_item(operand, fmt::format("genn::literal<{}>", literal_name(operand)));
    for (const ir::node& x : n_.nodes) add_node(x, chain);
    text_.base = fmt::format("genn::{}<\n    {}{}>", chain ? "sequential" : "network",
                             fmt::join(items_, ",\n    "), outputs(chain));
    return std::move(text_);
  }

 private:
  // A chain of layers needs no edges.
  bool is_chain() const {
    if (n_.inputs.size() != 1 || n_.outputs.size() != 1 || n_.nodes.empty()) return false;
    ir::value_id last = n_.inputs.front();
    for (const ir::node& x : n_.nodes) {
      const std::vector<ir::value_id> operands = operands_of(x);
      if (operands.size() != 1 || operands.front() != last) return false;
      last = x.result;
    }
    return n_.outputs.front() == last;
  }

  std::string outputs(bool chain) const {
    if (chain) return "";
    std::vector<std::size_t> nodes;
    for (const ir::value_id output : n_.outputs) nodes.push_back(places_.at(output));
    return fmt::format(",\n    genn::outputs<{}>", fmt::join(nodes, ", "));
  }

  // Batch norm over the last axis is a layer of its own, with its constants inside.
  bool is_batch_norm(const ir::node& x) const {
    const auto* map = std::get_if<ir::map>(&x.what);
    if (map == nullptr || map->chain.front().name != "scale_shift") return false;
    const ir::dims& shape = n_[x.result].type.shape;
    return n_[x.operands[0]].type.shape == shape &&
           std::all_of(x.operands.begin() + 1, x.operands.end(), [&](ir::value_id id) {
             return n_[id].constant && !shape.empty() &&
                    ir::count(n_[id].type.shape) == shape.back() &&
                    n_[id].type.shape.back() == shape.back();
           });
  }

  // Layers whose constants belong to them.
  bool holds_constants(const ir::node& x) const {
    if (const auto* m = std::get_if<ir::integer_map>(&x.what))
      return std::holds_alternative<ir::lookup>(m->what) ||
             std::holds_alternative<ir::interpolated>(m->what);
    return std::holds_alternative<ir::linear>(x.what) ||
           std::holds_alternative<ir::convolution>(x.what) ||
           std::holds_alternative<ir::pool>(x.what) ||
           std::holds_alternative<ir::adaptive_avg_pool>(x.what) ||
           std::holds_alternative<ir::softmax>(x.what) ||
           std::holds_alternative<ir::standardize>(x.what) ||
           std::holds_alternative<ir::recurrent>(x.what) || is_batch_norm(x);
  }

  // The operands that are edges.
  std::vector<ir::value_id> operands_of(const ir::node& x) const {
    if (!holds_constants(x)) return x.operands;
    const auto* r = std::get_if<ir::recurrent>(&x.what);
    const std::size_t edges = r != nullptr ? r->first_weight() : 1;
    return {x.operands.begin(), x.operands.begin() + static_cast<std::ptrdiff_t>(edges)};
  }

  const ir::node* producer(ir::value_id id) const {
    const int i = producers_[id.index];
    return i < 0 ? nullptr : &n_.nodes[static_cast<std::size_t>(i)];
  }

  // Layers whose result has the element type of their first operand.
  bool keeps_element(const ir::node& x) const {
    const auto* p = std::get_if<ir::pool>(&x.what);
    if (p != nullptr)
      return p->what == ir::pool::kind::maximum &&
             n_[x.result].quant == n_[x.operands.front()].quant;
    return std::holds_alternative<ir::permute>(x.what) ||
           std::holds_alternative<ir::reshape>(x.what) ||
           std::holds_alternative<ir::concat>(x.what) || std::holds_alternative<ir::pad>(x.what) ||
           std::holds_alternative<ir::strided>(x.what) || names_rows(x) ||
           std::holds_alternative<ir::copy>(x.what);
  }

  // "genn::f32", or "genn::i8<conv1_q>" with the type that says how its integers are meant.
  std::string element(ir::value_id id) {
    const ir::value& v = n_[id];
    if (v.type.type == ir::element::boolean) return "genn::uint8";
    if (v.type.type == ir::element::i64) return "genn::int64";
    if (!v.quant) return ir::is_floating(v.type.type) ? "genn::f32" : "genn::int32";
    return fmt::format("genn::{}<{}>", v.type.type == ir::element::i8 ? "i8" : "i16",
                       quant_name(id));
  }

  std::string quant_name(ir::value_id id) {
    const ir::node* x = producer(id);
    if (x != nullptr && keeps_element(*x)) return quant_name(x->operands.front());
    const auto known = quants_.find(id);
    if (known != quants_.end()) return known->second;
    const std::string& module = x == nullptr ? n_[id].name : x->where.module;
    const std::string name = module.empty() ? n_[id].name : module;
    const std::string type = constant_ids_.make(name + "_q");
    quants_[id] = type;
    std::vector<std::string> members = quant_members(n_, id, x);
    add_constants_of_arithmetic(x, members);
    text_.quants.push_back({type, name, std::move(members)});
    return type;
  }

  // Multipliers and tables, which the kernels read through the type of the result.
  void add_constants_of_arithmetic(const ir::node* x, std::vector<std::string>& members) {
    if (x == nullptr || !n_[x->result].quant) return;
    const bool weights = std::holds_alternative<ir::linear>(x->what) ||
                         std::holds_alternative<ir::convolution>(x->what);
    const bool softmax = std::holds_alternative<ir::softmax>(x->what);
    const std::size_t at = weights ? 3 : 1;
    if (std::holds_alternative<ir::integer_map>(x->what) ||
        std::holds_alternative<ir::standardize>(x->what) ||
        std::holds_alternative<ir::recurrent>(x->what) ||
        std::holds_alternative<ir::matmul>(x->what) || x->operands.size() <= at ||
        !n_[x->operands[at]].constant)
      return;
    members.push_back(fmt::format("using {} = {};", softmax ? "table" : "multiplier",
                                  plain_name(x->operands[at])));
    if (softmax && x->operands.size() > 2)
      members.push_back(fmt::format("using log_table = {};", plain_name(x->operands[2])));
  }

  std::string to(const ir::node& x) {
    return ir::is_floating(n_[x.result].type.type)
               ? ""
               : fmt::format(", genn::to<{}>", element(x.result));
  }

  void add_item(ir::value_id id, std::string text) {
    places_[id] = items_.size();
    items_.push_back(std::move(text));
  }

  void add_node(const ir::node& x, bool chain) {
    std::string type = layer_type(x);
    const bool view = std::holds_alternative<ir::reshape>(x.what);
    if (!view && !x.where.module.empty())
      type = fmt::format("genn::named<names::{}, {}>", add_name(x), type);
    if (!chain) {
      std::vector<std::size_t> from;
      for (const ir::value_id operand : operands_of(x)) from.push_back(places_.at(operand));
      type = fmt::format("genn::node<{}, genn::from<{}>>", type, fmt::join(from, ", "));
    }
    add_item(x.result, chain ? type : fmt::format("/* {} */ {}", items_.size(), type));
  }

  // Layers of one module share its name.
  std::string add_name(const ir::node& x) {
    const auto known = names_.find(x.where.module);
    if (known != names_.end()) return known->second;
    const std::string id = name_ids_.make(x.where.module);
    text_.names.push_back({id, x.where.module});
    names_[x.where.module] = id;
    return id;
  }

  std::string add_constant(const std::string& name, const std::string& type,
                           const packed_weight& packed) {
    const std::string id = constant_ids_.make(name);
    const std::string packing = packing_argument(packed.order);
    text_.constants.push_back({id, name,
                               fmt::format("genn::{}<{}, {}{}>", constant_kind(packed.order), type,
                                           list("shape", packed.shape), packing),
                               packed});
    return id;
  }

  // One text for a constant that several layers share.
  std::string weight_name(ir::value_id id, const packed_weight& packed) {
    const auto key = std::make_tuple(id, packed.shape, packed.order);
    const auto known = weights_.find(key);
    if (known != weights_.end()) return known->second;
    const std::string type = n_[id].quant ? element(id) : "genn::" + element_name(n_[id].type.type);
    return weights_[key] = add_constant(n_[id].name, type, packed);
  }
  std::string as_shape(ir::value_id id, ir::dims shape) {
    return weight_name(
        id,
        {std::move(shape), packing_order::row_major, n_[id].type.type, n_[id].constant->data, {}});
  }
  std::string literal_name(ir::value_id id) { return as_shape(id, n_[id].type.shape); }
  std::string plain_name(ir::value_id id) { return as_shape(id, {ir::count(n_[id].type.shape)}); }

  std::string function_type(const ir::function& f) {
    if (f.parameters.empty()) return "genn::" + f.name;
    std::vector<std::string> parameters;
    for (const float value : f.parameters) {
      const std::string id = number_ids_.make(fmt::format("{}_{}", f.name, "value"));
      text_.numbers.push_back({id, value});
      parameters.push_back("numbers::" + id);
    }
    return fmt::format("genn::{}<{}>", f.name, fmt::join(parameters, ", "));
  }
  std::string chain_type(const std::vector<ir::function>& chain) {
    std::string type = function_type(chain.front());
    for (std::size_t i = 1; i < chain.size(); ++i)
      type = fmt::format("genn::compose<{}, {}>", type, function_type(chain[i]));
    return type;
  }
  std::string then(const std::vector<ir::function>& chain) {
    return chain.empty() ? "" : fmt::format(", genn::then<{}>", chain_type(chain));
  }

  static std::string padding(const ir::dims& before, const ir::dims& after) {
    if (all_are(before, 0) && all_are(after, 0)) return "";
    if (before == after) return ", " + list("padding", before);
    ir::dims sides;
    for (std::size_t i = 0; i < before.size(); ++i) {
      sides.push_back(before[i]);
      sides.push_back(after[i]);
    }
    return ", " + list("padding_sides", sides);
  }

  std::string layer_type(const ir::node& x) {
    return std::visit([&](const auto& what) { return type_of(x, what); }, x.what);
  }

  std::string bias_name(const ir::node& x) {
    return x.operands.size() > 2 ? plain_name(x.operands[2]) : "genn::no_bias";
  }

  std::string type_of(const ir::node& x, const ir::linear& l) {
    const ir::value& weight = n_[x.operands[1]];
    const std::int64_t features = weight.type.shape.front();
    const packed_weight packed = pack_linear(
        *weight.constant, ir::count(n_[x.result].type.shape) / features, machine_, l.sparse);
    const std::string w = weight_name(x.operands[1], packed);
    return fmt::format("genn::linear<{}, {}, {}{}{}>", features, w, bias_name(x), then(l.then),
                       to(x));
  }

  std::string type_of(const ir::node& x, const ir::convolution& c) {
    const ir::value& weight = n_[x.operands[1]];
    const ir::dims kernel = run::kernel_of(n_, x);
    const window_sizes sizes =
        run::sizes_of(c, kernel, n_[x.operands[0]].type.shape, n_[x.result].type.shape);
    const std::string w =
        weight_name(x.operands[1], pack_convolution(*weight.constant, sizes, machine_, c.sparse));
    return fmt::format("genn::conv{}d<{}, {}, {}, {}{}{}{}{}{}{}{}>", kernel.size(), sizes.features,
                       list("kernel", kernel), w, bias_name(x),
                       all_are(c.stride, 1) ? "" : ", " + list("stride", c.stride),
                       padding(c.before, c.after),
                       all_are(c.dilation, 1) ? "" : ", " + list("dilation", c.dilation),
                       c.groups == 1 ? "" : ", " + list("groups", {c.groups}), then(c.then), to(x),
                       c.by_rows ? ", genn::by_rows" : "");
  }

  std::string type_of(const ir::node& x, const ir::pool& p) {
    const bool average = p.what == ir::pool::kind::average;
    std::string divisor;
    if (average && p.divisor == pool_divisor::data) divisor = ", genn::exclude_padding<>";
    if (average && p.divisor == pool_divisor::fixed_number)
      divisor = ", " + list("divisor", {p.number});
    return fmt::format(
        "genn::{}_pool{}d<{}{}{}{}{}{}{}{}>", average ? "avg" : "max", p.kernel.size(),
        list("kernel", p.kernel), p.stride == p.kernel ? "" : ", " + list("stride", p.stride),
        padding(p.before, p.after),
        all_are(p.dilation, 1) ? "" : ", " + list("dilation", p.dilation),
        p.ceil ? ", genn::ceil_mode<>" : "", divisor, then(p.then), keeps_element(x) ? "" : to(x));
  }

  std::string type_of(const ir::node& x, const ir::adaptive_avg_pool& p) {
    return fmt::format("genn::adaptive_avg_pool{}d<{}{}{}>", p.out.size(), list("shape", p.out),
                       then(p.then), to(x));
  }

  std::string type_of(const ir::node& x, const ir::map& m) {
    if (!is_batch_norm(x)) return chain_type(m.chain);
    const std::vector<ir::function> after(m.chain.begin() + 1, m.chain.end());
    const std::string scale = plain_name(x.operands[1]);
    return fmt::format("genn::batch_norm<{}, {}{}>", scale, plain_name(x.operands[2]), then(after));
  }

  std::string type_of(const ir::node& x, const ir::softmax& s) {
    return fmt::format("genn::{}<{}{}>", s.logarithm ? "log_softmax" : "softmax", s.axis, to(x));
  }
  std::string whole(const ir::node& x, const std::string& function) {
    return fmt::format("genn::whole<genn::{}, {}>", function, element(x.result));
  }
  // A function of two numbers that joins elements of a tensor.
  std::string joining(const ir::node& x, const std::string& function) {
    return run::computes_whole_numbers(n_, x) ? whole(x, function) : "genn::" + function;
  }
  std::string type_of(const ir::node& x, const ir::integer_map& m) {
    const std::string kind = kind_of(x.what);
    if (const auto* w = std::get_if<ir::whole>(&m.what)) return whole(x, w->function);
    if (std::holds_alternative<ir::from_integer>(m.what)) return "genn::from_integer";
    if (std::holds_alternative<ir::dequantize>(m.what))
      return fmt::format("genn::{}<{}>", kind, element(x.operands.front()));
    if (holds_constants(x))
      return fmt::format("genn::{}<{}, {}>", kind, element(x.result), plain_name(x.operands[1]));
    return fmt::format("genn::{}<{}>", kind, element(x.result));
  }
  std::string type_of(const ir::node&, const ir::permute& p) { return list("permute", p.order); }
  std::string type_of(const ir::node& x, const ir::reshape&) {
    const ir::dims& shape = n_[x.result].type.shape;
    return shape.size() == 1 ? "genn::flatten"
                             : fmt::format("genn::reshape<{}>", list("shape", shape));
  }
  std::string type_of(const ir::node&, const ir::concat& c) {
    return fmt::format("genn::concat<{}>", c.axis);
  }
  std::string type_of(const ir::node&, const ir::pad& p) {
    ir::dims sides;
    for (std::size_t i = 0; i < p.before.size(); ++i) {
      sides.push_back(p.before[i]);
      sides.push_back(p.after[i]);
    }
    if (p.value == 0.0f) return fmt::format("genn::pad<{}>", list("padding_sides", sides));
    const std::string id = number_ids_.make("pad_value");
    text_.numbers.push_back({id, p.value});
    return fmt::format("genn::pad<{}, numbers::{}>", list("padding_sides", sides), id);
  }
  std::string type_of(const ir::node& x, const ir::strided& s) {
    return fmt::format("genn::strided<{}, {}, {}>", list("shape", n_[x.result].type.shape),
                       s.offset, list("pitch", s.pitch));
  }
  std::string type_of(const ir::node& x, const ir::reduce& r) {
    return fmt::format("genn::reduce<{}, 0>", joining(x, r.function));
  }
  std::string type_of(const ir::node& x, const ir::standardize& s) {
    const std::string id = number_ids_.make("eps");
    text_.numbers.push_back({id, s.eps});
    std::string channels;
    if (x.operands.size() > 1)
      channels = fmt::format(", genn::per_channel<{}, {}{}>", plain_name(x.operands[1]),
                             bias_name(x), s.inner == 1 ? "" : fmt::format(", {}", s.inner));
    return fmt::format("genn::{}standardize<numbers::{}{}{}>", s.center ? "" : "rms_", id, channels,
                       to(x));
  }
  std::string type_of(const ir::node& x, const ir::matmul& m) {
    const std::string options = then(m.integer ? std::vector<ir::function>{} : m.then) + to(x);
    return fmt::format("genn::matmul<{}>", options.empty() ? "" : options.substr(2));
  }
  std::string type_of(const ir::node&, const ir::gather&) { return "genn::gather"; }
  // A linear layer of one vector inside a layer.
  std::string part(ir::value_id weight, const std::string& bias, const std::string& to) {
    const ir::tensor& w = *n_[weight].constant;
    return fmt::format("genn::linear<{}, {}, {}{}>", w.type.shape.front(),
                       weight_name(weight, pack_linear(w, 1, machine_, std::nullopt)), bias, to);
  }

  // What input or state, the first or second weight of a layer, adds to the gates.
  std::string gates(const ir::node& x, const ir::recurrent& r, std::size_t which) {
    const auto operand = [&](std::size_t i) { return x.operands[r.first_weight() + i]; };
    std::string to;
    if (r.integer) {
      const std::string name = x.where.module.empty() ? n_[x.result].name : x.where.module;
      const std::string type = constant_ids_.make(name + (which == 0 ? "_input_q" : "_state_q"));
      std::vector<std::string> members = quant_members_of_gates(
          which == 0 ? r.integer->of_input : r.integer->of_state, r.integer->places.gates);
      if (x.operands.size() > r.first_weight() + 4)
        members.push_back(fmt::format("using multiplier = {};", plain_name(operand(4 + which))));
      text_.quants.push_back({type, name, std::move(members)});
      to = fmt::format(", genn::to<genn::i16<{}>>", type);
    }
    return part(operand(which), plain_name(operand(2 + which)), to);
  }

  std::string type_of(const ir::node& x, const ir::recurrent& r) {
    const char* function = r.what == ir::recurrent::cell::tanh   ? "genn::tanh, "
                           : r.what == ir::recurrent::cell::relu ? "genn::relu, "
                                                                 : "";
    std::string options;
    if (r.reverse) options += ", genn::reversed";
    if (r.last_only) options += ", genn::last_state";
    if (r.gives_cells) options += ", genn::with_cells";
    if (r.projects(x.operands.size()))
      options += fmt::format(", genn::projected<{}>", part(x.operands.back(), "genn::no_bias", ""));
    const std::string of_input = gates(x, r, 0);
    return fmt::format("genn::{}<{}{}, {}{}{}>", kind_of(x.what), function, of_input,
                       gates(x, r, 1), options, to(x));
  }
  std::string type_of(const ir::node& x, const ir::scatter& s) {
    return fmt::format("genn::scatter<{}>", joining(x, s.function));
  }
  std::string type_of(const ir::node& x, const ir::arg_reduce&) {
    return "genn::" + kind_of(x.what);
  }
  std::string type_of(const ir::node& x, const ir::cumulative& c) {
    return fmt::format("genn::cumulative<{}>", joining(x, c.function));
  }
  std::string type_of(const ir::node&, const ir::sort& s) {
    return s.descending ? "genn::sort<genn::descending>" : "genn::sort<genn::ascending>";
  }
  std::string type_of(const ir::node&, const ir::lu& f) {
    return f.pivots ? "genn::lu" : "genn::lu_without_pivots";
  }
  std::string type_of(const ir::node&, const ir::solve_triangular& s) {
    return fmt::format("genn::solve_triangular<genn::{}{}>", s.unit ? "unit_" : "",
                       s.lower ? "lower" : "upper");
  }
  std::string type_of(const ir::node&, const ir::copy&) { return "genn::copy"; }

  const ir::network& n_;
  machine machine_;
  std::vector<int> producers_;
  network_text text_;
  unique_names name_ids_, number_ids_, constant_ids_;
  std::map<std::string, std::string> names_;
  std::map<std::tuple<ir::value_id, ir::dims, packing_order>, std::string> weights_;
  std::map<ir::value_id, std::string> quants_;
  std::map<ir::value_id, std::size_t> places_;
  std::vector<std::string> items_;
};

}  // namespace

network_text describe_network(const ir::network& n, machine m) { return writer(n, m).write(); }

}  // namespace genn::emit
