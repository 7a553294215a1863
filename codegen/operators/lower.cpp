// SPDX-License-Identifier: BSL-1.0
#include "operators/lower.hpp"

#include <fmt/format.h>

#include <memory>

#include "operators/integers.hpp"
#include "operators/table.hpp"
#include "readers/origin.hpp"

namespace genn::operators {

namespace {

// Only the float program is converted: float16 and float64 compute, and cross the border, as float.
ir::tensor_type computed_type(ir::tensor_type type) {
  if (ir::is_floating(type.type)) type.type = ir::element::f32;
  return type;
}

class translator {
 public:
  explicit translator(const ir::program& p) : program_(p), unsupported_(p.unsupported) {}

  ir::network translate() {
    for (const ir::value_id id : program_.inputs) add_input(id);
    for (const ir::buffer_write& write : program_.writes) add_input(write.initial);
    for (std::size_t i = 0; i < program_.values.size(); ++i)
      if (program_.values[i].constant && values_.count(ir::value_id{i}) == 0 &&
          ir::count(program_.values[i].type.shape) > 0)
        add_constant(ir::value_id{i});
    for (const ir::call& call : program_.calls) translate(call);
    for (std::size_t i = 0; i < program_.outputs.size(); ++i) add_output(i);
    for (const ir::buffer_write& write : program_.writes) {
      const auto known = values_.find(write.value);
      if (known != values_.end()) network_.outputs.push_back(in_floats(known->second));
    }
    if (!unsupported_.empty())
      throw conversion_error(exit_code::unsupported, std::move(unsupported_));
    return std::move(network_);
  }

 private:
  void add_input(ir::value_id id) {
    const ir::program_value& v = program_.values[id.index];
    ir::value input{v.name, {ir::element::f32, v.type.shape}, nullptr};
    input.exact = !ir::is_floating(v.type.type);
    if (input.exact) input.whole = v.type.type;
    values_[id] = network_.add(std::move(input));
    require_elements("input " + v.name, v.type);
    network_.inputs.push_back(values_[id]);
  }

  void require_elements(const std::string& where, const ir::tensor_type& type) {
    if (ir::count(type.shape) == 0)
      unsupported_.push_back({where, "a tensor without elements is not supported", "leave it out"});
  }

  void add_constant(ir::value_id id) {
    const ir::program_value& v = program_.values[id.index];
    auto numbers = std::make_shared<ir::tensor>(*v.constant);
    numbers->type = computed_type(numbers->type);
    values_[id] = network_.add({v.name, numbers->type, std::move(numbers)});
  }

  void translate(const ir::call& call) {
    const std::string where = readers::describe(call.where, call.target);
    const row* r = find_row(call.target);
    if (r == nullptr) {
      unsupported_.push_back({where, "operator " + call.target + " is not supported",
                              "see `genn support` for what is"});
      return;
    }
    if (any_operand(call, [&](ir::value_id id) { return is_empty(id); })) {
      unsupported_.push_back(
          {where, call.target + ": a tensor without elements is not supported", "leave it out"});
      return;
    }
    if (any_operand(call, [&](ir::value_id id) { return values_.count(id) == 0; }))
      return;  // behind something that is reported already
    if (changes_precision(call, r->family)) {
      unsupported_.push_back({where,
                              call.target + ": its result is " +
                                  ir::to_string(type_of(call.results.front())) +
                                  " where its operands are not",
                              "export the program outside of any autocast block"});
      return;
    }
    try {
      lowering l(program_, network_, values_, call);
      const bool gives_integers = !call.results.empty() && l.gives_integers();
      r->lower(l);
      if (gives_integers && may_wrap(l)) wrap(l, call.results.front());
      for (std::size_t i = 0; i < call.results.size(); ++i)
        if (values_.count(call.results[i]) == 0 && l.is_read(i))
          throw limit{fmt::format("its result {} is not supported", i), "use the others"};
    } catch (const limit& l) {
      unsupported_.push_back({where, call.target + ": " + l.what, l.remedy});
    }
  }

  void wrap(lowering& l, ir::value_id result) {
    const auto known = values_.find(result);
    if (known != values_.end()) l.finish(wrapped(l, known->second, type_of(result)));
  }

  ir::element type_of(ir::value_id id) const { return program_.values[id.index].type.type; }

  // An export inside an autocast block records the types of results but not the casts.
  bool changes_precision(const ir::call& call, const std::string& family) const {
    if (family != "contract" && family != "window") return false;
    for (const auto& [name, argument] : call.arguments)
      if (const auto* id = std::get_if<ir::value_id>(&argument))
        if (!call.results.empty() && ir::is_floating(type_of(*id)) &&
            type_of(*id) != type_of(call.results.front()))
          return true;
    return false;
  }

  bool is_empty(ir::value_id id) const {
    return ir::count(program_.values[id.index].type.shape) == 0;
  }

  template <class Predicate>
  static bool any_operand(const ir::call& call, Predicate holds) {
    for (const auto& [name, argument] : call.arguments) {
      if (const auto* id = std::get_if<ir::value_id>(&argument))
        if (holds(*id)) return true;
      if (const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
        for (const auto& id : *ids)
          if (id && holds(*id)) return true;
    }
    return false;
  }

  void add_output(std::size_t number) {
    const auto* id = std::get_if<ir::value_id>(&program_.outputs[number].what);
    const std::string where = "output " + std::to_string(number);
    if (id == nullptr) return;  // None or a plain number: the caller knows it from the export
    require_elements(where, program_.values[id->index].type);
    const auto known = values_.find(*id);
    if (known == values_.end()) return;  // reported already
    network_.outputs.push_back(in_floats(known->second));
  }

  // The program may return a constant of integers.
  ir::value_id in_floats(ir::value_id id) {
    const ir::value v = network_[id];
    if (ir::is_floating(v.type.type) || ir::is_large(v)) return id;
    auto numbers = std::make_shared<ir::tensor>();
    numbers->type = {ir::element::f32, v.type.shape};
    numbers->data =
        std::vector<float>(v.constant->integers().begin(), v.constant->integers().end());
    return network_.add({v.name, numbers->type, numbers});
  }

  const ir::program& program_;
  std::vector<diagnostic> unsupported_;
  ir::network network_;
  std::map<ir::value_id, ir::value_id> values_;
};

}  // namespace

ir::network lower(const ir::program& program) { return translator(program).translate(); }

}  // namespace genn::operators
