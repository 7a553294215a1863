// SPDX-License-Identifier: BSL-1.0
#include "readers/schema.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "embedded.hpp"

namespace genn::readers {

namespace {

using nlohmann::json;

ir::argument to_argument(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    if (!value.empty() && value.front().is_boolean()) return value.get<std::vector<bool>>();
    if (!value.empty() && value.front().is_number_float()) return value.get<std::vector<double>>();
    return value.get<std::vector<std::int64_t>>();
  }
  return ir::none{};
}

std::map<std::string, schema> read_table() {
  const std::string text =
      embedded::join(embedded::aten_operators_pieces, embedded::aten_operators_piece_count);
  std::map<std::string, schema> table;
  const json document = json::parse(text);
  for (const auto& [target, entry] : document.items()) {
    schema s;
    for (const json& argument : entry.at("args")) {
      schema_argument a{argument.at("name"), argument.at("type"), std::nullopt};
      if (argument.contains("default")) a.default_value = to_argument(argument["default"]);
      s.arguments.push_back(std::move(a));
    }
    if (entry.contains("writes")) s.writes = entry["writes"].get<std::vector<std::string>>();
    if (entry.contains("view_of") && entry["view_of"].is_string())
      s.view_of = entry["view_of"].get<std::string>();
    table.emplace(target, std::move(s));
  }
  return table;
}

}  // namespace

const schema* find_schema(const std::string& target) {
  static const std::map<std::string, schema> table = read_table();
  const auto found = table.find(target);
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace genn::readers
