// SPDX-License-Identifier: BSL-1.0
#include "readers/masked_parts.hpp"

#include <algorithm>

namespace genn::readers {

namespace {

constexpr char prefix[] = "torch.ops.aten.";

std::string target_of(const json_view& node) {
  const std::string target = node["target"].text();
  return target.rfind(prefix, 0) == 0 ? target.substr(sizeof prefix - 1) : target;
}

bool is_one_of(const std::string& target, std::initializer_list<const char*> names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return target.compare(0, name.size(), name) == 0 &&
           (target.size() == name.size() || target[name.size()] == '.');
  });
}

bool computes_elements(const std::string& target) {
  return is_one_of(target,
                   {"add",   "sub",       "mul",       "div",        "neg",    "abs",     "exp",
                    "log",   "sqrt",      "rsqrt",     "pow",        "relu",   "sigmoid", "tanh",
                    "clamp", "clamp_min", "clamp_max", "reciprocal", "square", "add_",    "sub_",
                    "mul_",  "div_",      "maximum",   "minimum",    "clone"});
}

// The only tensor of a list, or nothing.
std::string only_tensor(const json_view& argument) {
  for (const char* tag : {"as_tensors", "as_optional_tensors"}) {
    if (!argument.has(tag) || argument[tag].size() != 1) continue;
    const json_view one = argument[tag][std::size_t{0}];
    if (one.has("name")) return one["name"].text();
    if (one.has("as_tensor")) return one["as_tensor"]["name"].text();
  }
  return "";
}

std::optional<json_view> argument_called(const json_view& node, const std::string& name) {
  const json_view inputs = node["inputs"];
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i]["name"].text() == name) return inputs[i]["arg"];
  return std::nullopt;
}

bool has_fixed_size(const json_view& meta) {
  const json_view sizes = meta["sizes"];
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (!sizes[i].has("as_int")) return false;
  return true;
}

}  // namespace

std::string masked_parts::symbol_of(const json_view& argument) {
  for (const char* tag : {"as_sym_int", "as_sym_bool", "as_sym_float"})
    if (argument.has(tag) && argument[tag].has("as_name")) return argument[tag]["as_name"].text();
  return "";
}

std::string masked_parts::mask_of(const json_view& node, const json_view& tensor_values) {
  if (target_of(node) != "index.Tensor") return "";
  const auto indices = argument_called(node, "indices");
  const json_view outputs = node["outputs"];
  if (!indices || outputs.size() != 1 || !outputs[std::size_t{0}].has("as_tensor")) return "";
  const std::string mask = only_tensor(*indices),
                    name = outputs[std::size_t{0}]["as_tensor"]["name"].text();
  return has_fixed_size(tensor_values[name.c_str()]) ? "" : mask;
}

void masked_parts::note(const json_view& node) {
  const std::string target = target_of(node);
  const json_view outputs = node["outputs"];
  if (target.find("_.") != std::string::npos) return computed_.clear();
  if (outputs.size() != 1 || !outputs[std::size_t{0}].has("as_tensor")) return;
  const std::string name = outputs[std::size_t{0}]["as_tensor"]["name"].text();
  const auto [first, added] = computed_.emplace(target + node["inputs"].raw().dump(), name);
  if (!added) alike_[name] = first->second;
}

std::string masked_parts::first_alike(const std::string& mask) const {
  const auto found = alike_.find(mask);
  return found == alike_.end() ? mask : found->second;
}

void masked_parts::add(const std::string& name, const std::string& mask, ir::dims whole) {
  parts_[name] = {first_alike(mask), std::move(whole)};
}

const masked_parts::part* masked_parts::find(const json_view& argument) const {
  if (!argument.has("as_tensor")) return nullptr;
  const auto found = parts_.find(argument["as_tensor"]["name"].text());
  return found == parts_.end() ? nullptr : &found->second;
}

bool masked_parts::takes_size(const json_view& node) {
  const std::string target = target_of(node);
  const bool asks = is_one_of(target, {"sym_size", "sym_numel"});
  if (!asks && target.rfind("_operator.", 0) != 0 &&
      !is_one_of(target, {"_assert_scalar", "sym_constrain_range", "sym_constrain_range_for_size"}))
    return false;
  const json_view inputs = node["inputs"];
  bool known = false;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const json_view argument = inputs[i]["arg"];
    known |= asks ? find(argument) != nullptr : sizes_.count(symbol_of(argument)) != 0;
  }
  if (!known) return false;
  const json_view outputs = node["outputs"];
  for (std::size_t i = 0; i < outputs.size(); ++i) sizes_.insert(symbol_of(outputs[i]));
  return true;
}

std::optional<ir::dims> masked_parts::whole_shape(const json_view& node) {
  if (!computes_elements(target_of(node))) return std::nullopt;
  const json_view inputs = node["inputs"], outputs = node["outputs"];
  const part* shared = nullptr;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i]["arg"].has("as_tensor")) continue;
    const part* const p = find(inputs[i]["arg"]);
    if (p == nullptr ||
        (shared != nullptr && (shared->mask != p->mask || shared->whole != p->whole)))
      return std::nullopt;
    shared = p;
  }
  if (shared == nullptr || outputs.size() != 1 || !outputs[std::size_t{0}].has("as_tensor"))
    return std::nullopt;
  const part result = *shared;
  parts_[outputs[std::size_t{0}]["as_tensor"]["name"].text()] = result;
  return result.whole;
}

bool masked_parts::puts_back(const json_view& node) const {
  if (!is_one_of(target_of(node), {"index_put", "index_put_"})) return false;
  const auto indices = argument_called(node, "indices"), values = argument_called(node, "values");
  const part* const p = values ? find(*values) : nullptr;
  return p != nullptr && indices && first_alike(only_tensor(*indices)) == p->mask;
}

}  // namespace genn::readers
