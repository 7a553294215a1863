// SPDX-License-Identifier: BSL-1.0
#include "operators/lowering.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "operators/misfit.hpp"
#include "operators/table.hpp"
#include "readers/origin.hpp"
#include "run/evaluate.hpp"

namespace genn::operators {

namespace {

void require_elements(const ir::dims& shape) {
  if (ir::count(shape) == 0)
    throw limit{"a tensor without elements is not supported", "leave it out"};
  if (shape.size() > static_cast<std::size_t>(max_rank))
    throw limit{"tensors of more than " + std::to_string(max_rank) + " axes are not supported",
                "use fewer"};
}

bool undoes(const ir::dims& second, const ir::dims& first) {
  for (std::size_t axis = 0; axis < second.size(); ++axis)
    if (first[static_cast<std::size_t>(second[axis])] != static_cast<std::int64_t>(axis))
      return false;
  return true;
}

bool names(const ir::argument& a, ir::value_id id) {
  if (const auto* one = std::get_if<ir::value_id>(&a)) return *one == id;
  if (const auto* some = std::get_if<std::vector<std::optional<ir::value_id>>>(&a))
    return std::find(some->begin(), some->end(), std::optional(id)) != some->end();
  return false;
}

}  // namespace

bool lowering::is_given(const std::string& name) const {
  return std::any_of(call_.arguments.begin(), call_.arguments.end(),
                     [&](const auto& given) { return given.first == name; });
}

ir::element lowering::type_of(const std::string& name) const {
  const auto* id = std::get_if<ir::value_id>(&argument(name));
  if (id == nullptr) throw limit{"argument " + name + " is not a tensor", "pass a tensor"};
  return program_.values[id->index].type.type;
}

bool lowering::is_read(std::size_t result) const {
  if (result >= call_.results.size()) return false;
  const ir::value_id id = call_.results[result];
  for (const ir::call& other : program_.calls)
    for (const auto& [name, argument] : other.arguments)
      if (names(argument, id)) return true;
  for (const ir::program_output& output : program_.outputs)
    if (const auto* returned = std::get_if<ir::value_id>(&output.what))
      if (*returned == id) return true;
  return false;
}

bool lowering::feeds_rounding() const {
  const std::set<std::string> rounding{
      "floor",     "ceil", "trunc", "fix", "round", "frac", "sign", "floor_divide",
      "remainder", "fmod", "eq",    "ne",  "lt",    "le",   "gt",   "ge"};
  std::set<ir::value_id> reached(call_.results.begin(), call_.results.end());
  for (const ir::call& other : program_.calls) {  // each behind those that it reads
    const bool reads =
        std::any_of(other.arguments.begin(), other.arguments.end(), [&](const auto& given) {
          return std::any_of(reached.begin(), reached.end(),
                             [&](ir::value_id id) { return names(given.second, id); });
        });
    if (!reads || other.results.empty()) continue;
    const ir::element type = program_.values[other.results.front().index].type.type;
    if (!ir::is_floating(type) || rounding.count(base_name(other.target)) != 0) return true;
    const row* r = find_row(other.target);
    const std::string family = r == nullptr ? "" : r->family;
    if (family == "map" || family == "move" || family == "identity")
      reached.insert(other.results.begin(), other.results.end());
  }
  return false;
}

bool lowering::has(const std::string& name) const {
  for (const auto& [given, argument] : call_.arguments)
    if (given == name) return !std::holds_alternative<ir::none>(argument);
  return false;
}

const ir::argument& lowering::argument(const std::string& name) const {
  for (const auto& [given, argument] : call_.arguments)
    if (given == name) return argument;
  throw limit{"argument " + name + " is missing", "save the program again"};
}

ir::value_id lowering::tensor(const std::string& name) const {
  const auto* id = std::get_if<ir::value_id>(&argument(name));
  if (id == nullptr) throw limit{"argument " + name + " is not a tensor", "pass a tensor"};
  return values_.at(*id);
}

std::vector<std::optional<ir::value_id>> lowering::optional_tensors(const std::string& name) const {
  const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument(name));
  if (ids == nullptr) throw limit{"argument " + name + " is not a list of tensors", ""};
  std::vector<std::optional<ir::value_id>> all;
  for (const auto& id : *ids) all.push_back(id ? std::optional(values_.at(*id)) : std::nullopt);
  return all;
}

std::vector<std::optional<ir::element>> lowering::types_of(const std::string& name) const {
  const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument(name));
  if (ids == nullptr) throw limit{"argument " + name + " is not a list of tensors", ""};
  std::vector<std::optional<ir::element>> all;
  for (const auto& id : *ids)
    all.push_back(id ? std::optional(program_.values[id->index].type.type) : std::nullopt);
  return all;
}

std::vector<ir::value_id> lowering::tensors(const std::string& name) const {
  const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument(name));
  if (ids == nullptr) throw limit{"argument " + name + " is not a list of tensors", ""};
  std::vector<ir::value_id> all;
  for (const auto& id : *ids) {
    if (!id) throw limit{"argument " + name + " holds None", "pass tensors only"};
    all.push_back(values_.at(*id));
  }
  return all;
}

bool lowering::is_number(const std::string& name) const {
  const ir::argument& a = argument(name);
  return std::holds_alternative<double>(a) || std::holds_alternative<std::int64_t>(a) ||
         std::holds_alternative<bool>(a);
}

double lowering::number(const std::string& name) const {
  const ir::argument& a = argument(name);
  if (const auto* d = std::get_if<double>(&a)) return *d;
  if (const auto* i = std::get_if<std::int64_t>(&a)) return static_cast<double>(*i);
  if (const auto* b = std::get_if<bool>(&a)) return *b ? 1 : 0;
  throw limit{"argument " + name + " is not a number", "pass a number"};
}

std::int64_t lowering::integer(const std::string& name) const {
  const ir::argument& a = argument(name);
  if (const auto* i = std::get_if<std::int64_t>(&a)) return *i;
  throw limit{"argument " + name + " is not an integer", "pass an integer"};
}

bool lowering::boolean(const std::string& name) const {
  if (const auto* b = std::get_if<bool>(&argument(name))) return *b;
  throw limit{"argument " + name + " is not True or False", ""};
}

std::string lowering::text(const std::string& name) const {
  if (const auto* s = std::get_if<std::string>(&argument(name))) return *s;
  throw limit{"argument " + name + " is not a string", ""};
}

ir::dims lowering::integers(const std::string& name) const {
  const ir::argument& a = argument(name);
  if (const auto* list = std::get_if<ir::dims>(&a)) return *list;
  if (const auto* i = std::get_if<std::int64_t>(&a)) return {*i};
  throw limit{"argument " + name + " is not a list of integers", ""};
}

std::vector<double> lowering::numbers(const std::string& name) const {
  if (const auto* list = std::get_if<std::vector<double>>(&argument(name))) return *list;
  const ir::dims whole = integers(name);
  return {whole.begin(), whole.end()};
}

ir::dims lowering::per_axis(const std::string& name, std::size_t axes) const {
  ir::dims list = integers(name);
  if (list.size() == 1) list.resize(axes, list.front());
  if (list.size() != axes)
    throw limit{"argument " + name + " has another number of axes than the operator", ""};
  return list;
}

std::int64_t lowering::axis(const std::string& name, std::size_t rank) const {
  const std::int64_t given = integer(name), axes = static_cast<std::int64_t>(rank);
  const std::int64_t from_start = given < 0 ? given + axes : given;
  if (from_start < 0 || from_start >= axes) throw limit{"argument " + name + " is no axis", ""};
  return from_start;
}

void lowering::require(bool condition, const char* otherwise) {
  if (!condition) throw limit{otherwise, "save the program again"};
}

std::size_t lowering::axis_of(std::int64_t given, std::size_t rank) {
  const std::int64_t from_start = given < 0 ? given + static_cast<std::int64_t>(rank) : given;
  require(from_start >= 0 && from_start < static_cast<std::int64_t>(rank), "an axis is none");
  return static_cast<std::size_t>(from_start);
}

const ir::tensor_type& lowering::result_type(std::size_t i) const {
  require(i < call_.results.size(), "a result is missing");
  return program_.values[call_.results.at(i).index].type;
}

std::string lowering::module_name(const std::string& name) const {
  return call_.where.module.empty() ? name : call_.where.module + "." + name;
}

ir::value_id lowering::add(ir::layer what, std::vector<ir::value_id> operands,
                           ir::dims result_shape) {
  for (ir::value_id& operand : operands) {
    require_elements(shape(operand));
    if (!ir::is_large(network_[operand])) operand = as_floats(operand);
  }
  require_elements(result_shape);
  const std::string why = misfit(network_, what, operands, result_shape);
  if (!why.empty())
    throw conversion_error(exit_code::input, {readers::describe(call_.where, call_.target), why,
                                              "save the program again"});
  const std::string name =
      call_.results.empty() ? call_.target : program_.values[call_.results.front().index].name;
  ir::value computed{name, {ir::element::f32, std::move(result_shape)}, {}};
  computed.exact = is_exact(what, operands);
  if (is_whole(what, operands)) computed.whole = result_type().type;
  const ir::value_id result = network_.add(std::move(computed));
  network_.nodes.push_back({std::move(what), std::move(operands), result, call_.where});
  return result;
}

ir::value_id lowering::add_constant(const std::string& name, ir::dims shape,
                                    std::vector<float> values) {
  auto numbers = std::make_shared<ir::tensor>();
  numbers->type = {ir::element::f32, std::move(shape)};
  numbers->data = std::move(values);
  return network_.add({name, numbers->type, numbers});
}

ir::value_id lowering::add_integers(const std::string& name, ir::dims shape,
                                    std::vector<std::int64_t> values) {
  auto numbers = std::make_shared<ir::tensor>();
  numbers->type = {ir::element::i64, std::move(shape)};
  numbers->data = std::move(values);
  return network_.add({name, numbers->type, numbers});
}

ir::value_id lowering::as_floats(ir::value_id id) {
  const ir::value v = network_[id];
  if (ir::is_floating(v.type.type)) return id;
  if (!v.constant)
    throw limit{"tensors of " + ir::to_string(v.type.type) + " are not supported",
                "convert the tensor to float32 first"};
  const std::vector<std::int64_t>& integers = v.constant->integers();
  return add_constant(v.name, v.type.shape, std::vector<float>(integers.begin(), integers.end()));
}

ir::value_id lowering::literal(const std::string& name) {
  const auto* whole = std::get_if<std::int64_t>(&argument(name));
  if (whole == nullptr || (*whole <= ir::most_exact && *whole >= -ir::most_exact))
    return number(number(name));
  // Beside tensors of 32 bits it has as many.
  const bool is_short = !call_.results.empty() && result_type().type == ir::element::i32;
  return add_integers(module_name("number"), {},
                      {is_short ? static_cast<std::int32_t>(*whole) : *whole});
}

ir::value_id lowering::number(double value) {
  return add_constant(module_name("number"), {}, {static_cast<float>(value)});
}

// What a call makes of integers alone on its way to integers or booleans.
bool lowering::is_whole(const ir::layer& what, const std::vector<ir::value_id>& operands) const {
  if (call_.results.empty() || !gives_integers()) return false;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool numbers_rows = i == 1 && (std::holds_alternative<ir::gather>(what) ||
                                         std::holds_alternative<ir::scatter>(what));
    if (!numbers_rows && !network_[operands[i]].whole && !is_constant(operands[i])) return false;
  }
  return true;
}

// Results of PyTorch's integers, and what only picks, moves and maps such.
bool lowering::is_exact(const ir::layer& what, const std::vector<ir::value_id>& operands) const {
  if (!call_.results.empty() && gives_integers()) return true;
  if (!std::holds_alternative<ir::map>(what) && !std::holds_alternative<ir::integer_map>(what) &&
      !std::holds_alternative<ir::permute>(what) && !std::holds_alternative<ir::reshape>(what) &&
      !std::holds_alternative<ir::concat>(what) && !std::holds_alternative<ir::pad>(what) &&
      !std::holds_alternative<ir::strided>(what))
    return false;
  return std::all_of(operands.begin(), operands.end(),
                     [&](ir::value_id id) { return network_[id].exact || network_[id].constant; });
}

bool lowering::depends_on_input(ir::value_id id) const {
  std::set<ir::value_id> seen;  // each value is asked once, however many ways lead to it
  const auto depends = [&](ir::value_id value, const auto& self) -> bool {
    if (network_[value].constant || !seen.insert(value).second) return false;
    for (const ir::node& x : network_.nodes)
      if (x.result == value)
        return std::any_of(x.operands.begin(), x.operands.end(),
                           [&](ir::value_id operand) { return self(operand, self); });
    return true;
  };
  return depends(id, depends);
}

std::optional<std::vector<float>> lowering::known(ir::value_id id) const {
  std::map<ir::value_id, ir::tensor> computed;
  const auto value = [&](ir::value_id wanted, const auto& self) -> const ir::tensor* {
    if (network_[wanted].constant) return network_[wanted].constant.get();
    const auto found = computed.find(wanted);
    if (found != computed.end()) return &found->second;
    for (const ir::node& x : network_.nodes) {
      if (x.result != wanted) continue;
      std::vector<const ir::tensor*> operands;
      for (const ir::value_id operand : x.operands) {
        operands.push_back(self(operand, self));
        // Large integers are computed with when the program runs.
        if (operands.back() == nullptr || !ir::is_floating(operands.back()->type.type))
          return nullptr;
      }
      return &(computed[wanted] = run::evaluate(network_, x, operands));
    }
    return nullptr;
  };
  const ir::tensor* t = value(id, value);
  if (t == nullptr) return std::nullopt;
  if (ir::is_floating(t->type.type)) return t->floats();
  return std::vector<float>(t->integers().begin(), t->integers().end());
}

const ir::node* lowering::turned_constant(ir::value_id id) const {
  for (const ir::node& n : network_.nodes)
    if (n.result == id && std::holds_alternative<ir::permute>(n.what) &&
        network_[n.operands.front()].constant)
      return &n;
  return nullptr;
}

bool lowering::is_constant(ir::value_id id) const {
  return network_[id].constant || turned_constant(id) != nullptr;
}

ir::value_id lowering::permute(ir::value_id x, ir::dims order) {
  ir::dims axes = order;
  std::sort(axes.begin(), axes.end());
  for (std::size_t i = 0; i < axes.size(); ++i)
    require(axes[i] == static_cast<std::int64_t>(i), "the axes are no permutation");
  require(axes.size() == shape(x).size(), "the axes are not those of the tensor");
  // A constant turned to and fro is itself, and keeps what is known of its rows.
  if (const ir::node* first = turned_constant(x))
    if (undoes(order, std::get<ir::permute>(first->what).order)) return first->operands.front();
  ir::dims permuted;
  for (const std::int64_t axis : order)
    permuted.push_back(shape(x)[static_cast<std::size_t>(axis)]);
  return add(ir::permute{std::move(order)}, {x}, std::move(permuted));
}

ir::value_id lowering::reshape(ir::value_id x, ir::dims new_shape) {
  if (ir::count(new_shape) != ir::count(shape(x)))
    throw limit{"the number of elements changes", "save the program again"};
  if (is_constant(x) && new_shape == shape(x)) return x;
  return add(ir::reshape{}, {x}, std::move(new_shape));
}

ir::value_id lowering::apply(ir::function f, std::vector<ir::value_id> operands,
                             ir::dims result_shape) {
  return add(ir::map{{std::move(f)}}, std::move(operands), std::move(result_shape));
}

void lowering::finish(ir::value_id value, std::size_t result) {
  if (result >= call_.results.size()) return;
  values_[call_.results[result]] = value;
  const ir::element type = result_type(result).type;
  if (!ir::is_floating(type) && !network_[value].constant) network_[value].whole = type;
}

}  // namespace genn::operators
