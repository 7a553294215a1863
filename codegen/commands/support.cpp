// SPDX-License-Identifier: BSL-1.0
#include "commands/support.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string>
#include <vector>

#include "operators/table.hpp"

namespace genn::commands {

namespace {

// "aten.add.Tensor" -> {"add", "Tensor"}; other libraries keep their names.
std::pair<std::string, std::string> name_and_overload(const std::string& target) {
  const std::size_t dot = target.rfind('.');
  const std::string name = target.substr(0, dot);
  return {name.rfind("aten.", 0) == 0 ? name.substr(5) : name, target.substr(dot + 1)};
}

// "add (Scalar, Tensor)", "relu"
std::string with_overloads(const std::string& name, const std::vector<std::string>& overloads) {
  if (overloads == std::vector<std::string>{"default"}) return fmt::format("`{}`", name);
  return fmt::format("`{}` ({})", name, fmt::join(overloads, ", "));
}

}  // namespace

void support() {
  std::map<std::string, std::map<std::string, std::vector<std::string>>> families;
  std::map<std::string, std::vector<std::string>> limits;
  for (const operators::row& r : operators::table()) {
    const auto [name, overload] = name_and_overload(r.target);
    families[r.family][name].push_back(overload);
    std::vector<std::string>& limited = limits[r.limits];
    if (limited.empty() || limited.back() != "`" + name + "`") limited.push_back("`" + name + "`");
  }
  fmt::print("| family | operators |\n| --- | --- |\n");
  for (const auto& [family, operators] : families) {
    std::vector<std::string> all;
    for (const auto& [name, overloads] : operators) all.push_back(with_overloads(name, overloads));
    fmt::print("| {} | {} |\n", family, fmt::join(all, ", "));
  }
  fmt::print("\n| limit | of |\n| --- | --- |\n");
  for (const auto& [limit, names] : limits)
    if (!limit.empty()) fmt::print("| {} | {} |\n", limit, fmt::join(names, ", "));
}

}  // namespace genn::commands
