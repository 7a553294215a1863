// SPDX-License-Identifier: BSL-1.0
#include "passes/complex_calls.hpp"

#include <memory>

namespace genn::passes {

namespace {

ir::dims broadcast(const ir::dims& a, const ir::dims& b) {
  ir::dims out = a.size() >= b.size() ? a : b;
  const ir::dims& shorter = a.size() >= b.size() ? b : a;
  for (std::size_t back = 1; back <= shorter.size(); ++back) {
    std::int64_t& extent = out[out.size() - back];
    if (extent == 1) extent = shorter[shorter.size() - back];
  }
  return out;
}

}  // namespace

std::int64_t complex_calls::rank(ir::value_id id) const {
  return static_cast<std::int64_t>(shape(id).size()) - (is_complex(id) ? 1 : 0);
}

const ir::argument* complex_calls::find(const std::string& name) const {
  for (const auto& [given, argument] : call_.arguments)
    if (given == name && !std::holds_alternative<ir::none>(argument)) return &argument;
  return nullptr;
}

ir::value_id complex_calls::tensor(const std::string& name) const {
  const ir::argument* const a = find(name);
  if (a != nullptr)
    if (const auto* id = std::get_if<ir::value_id>(a)) return *id;
  throw complex_limit{"argument " + name + " is not a tensor"};
}

std::int64_t complex_calls::integer(const std::string& name, std::int64_t otherwise) const {
  const ir::argument* const a = find(name);
  const auto* number = a != nullptr ? std::get_if<std::int64_t>(a) : nullptr;
  return number != nullptr ? *number : otherwise;
}

bool complex_calls::boolean(const std::string& name, bool otherwise) const {
  const ir::argument* const a = find(name);
  const auto* truth = a != nullptr ? std::get_if<bool>(a) : nullptr;
  return truth != nullptr ? *truth : otherwise;
}

ir::dims complex_calls::integers(const std::string& name) const {
  const ir::argument* const a = find(name);
  const auto* list = a != nullptr ? std::get_if<std::vector<std::int64_t>>(a) : nullptr;
  return list != nullptr ? *list : ir::dims{};
}

std::string complex_calls::text(const std::string& name) const {
  const ir::argument* const a = find(name);
  const auto* words = a != nullptr ? std::get_if<std::string>(a) : nullptr;
  return words != nullptr ? *words : std::string{};
}

ir::value_id complex_calls::emit(const std::string& target, std::vector<named> arguments,
                                 ir::dims shape) {
  program_.values.push_back(
      {program_.values[result().index].name, {ir::element::f32, std::move(shape)}, nullptr});
  const ir::value_id id{program_.values.size() - 1};
  calls_.push_back({target, std::move(arguments), {id}, call_.where});
  return id;
}

ir::value_id complex_calls::constant(ir::dims shape, std::vector<float> numbers) {
  auto tensor = std::make_shared<ir::tensor>();
  tensor->type = {ir::element::f32, std::move(shape)};
  tensor->data = std::move(numbers);
  program_.values.push_back(
      {program_.values[result().index].name + ".constant", tensor->type, tensor});
  return ir::value_id{program_.values.size() - 1};
}

void complex_calls::again(std::vector<named> arguments) {
  calls_.push_back({call_.target, std::move(arguments), call_.results, call_.where});
}

void complex_calls::finish(ir::value_id value) {
  calls_.push_back({"aten.alias.default", {{"self", value}}, {result()}, call_.where});
}

ir::value_id complex_calls::part(ir::value_id x, std::int64_t which) {
  ir::dims out = shape(x);
  if (out.empty() || out.back() != 2) throw complex_limit{"an operand is no pair of floats"};
  const auto last = static_cast<std::int64_t>(out.size()) - 1;
  out.pop_back();
  return emit("aten.select.int", {{"self", x}, {"dim", last}, {"index", which}}, std::move(out));
}

ir::value_id complex_calls::pair(ir::value_id real, ir::value_id imaginary) {
  const ir::dims both = broadcast(shape(real), shape(imaginary));
  ir::dims out = both;
  out.push_back(2);
  const auto last = static_cast<std::int64_t>(both.size());
  const auto whole = [&](ir::value_id x) {
    return shape(x) == both ? x
                            : emit("aten.expand.default",
                                   {{"self", x}, {"size", both}, {"implicit", false}}, both);
  };
  std::vector<std::optional<ir::value_id>> parts{whole(real), whole(imaginary)};
  return emit("aten.stack.default", {{"tensors", std::move(parts)}, {"dim", last}}, std::move(out));
}

ir::value_id complex_calls::with_zeros(ir::value_id real) {
  ir::dims column = shape(real);
  column.push_back(1);
  return binary("mul", reshape(real, std::move(column)), constant({2}, {1.0f, 0.0f}));
}

ir::value_id complex_calls::binary(const char* function, ir::value_id a, ir::value_id b) {
  std::vector<named> arguments{{"self", a}, {"other", b}};
  const std::string name = function;
  if (name == "add" || name == "sub") arguments.push_back({"alpha", std::int64_t{1}});
  const std::string overload = name == "atan2" ? ".default" : ".Tensor";
  return emit("aten." + name + overload, std::move(arguments), broadcast(shape(a), shape(b)));
}

ir::value_id complex_calls::unary(const char* function, ir::value_id x) {
  return emit(std::string("aten.") + function + ".default", {{"self", x}}, shape(x));
}

ir::value_id complex_calls::reshape(ir::value_id x, ir::dims to) {
  return emit("aten.reshape.default", {{"self", x}, {"shape", to}}, to);
}

ir::value_id complex_calls::permute(ir::value_id x, const ir::dims& order) {
  const ir::dims from = shape(x);
  ir::dims to;
  for (const std::int64_t axis : order) to.push_back(from.at(static_cast<std::size_t>(axis)));
  return emit("aten.permute.default", {{"self", x}, {"dims", order}}, std::move(to));
}

}  // namespace genn::passes
