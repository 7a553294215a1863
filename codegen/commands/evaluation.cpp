// SPDX-License-Identifier: BSL-1.0
#include "commands/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

namespace genn::commands {

namespace {

struct column {
  const char* title;
  std::function<std::string(const form_evaluation&)> text;  ///< empty: nothing to show
};

std::string percent(std::optional<double> share) {
  return share ? fmt::format("{:.2f} %", 100.0 * *share) : "";
}
std::string number(std::optional<double> x) { return x ? fmt::format("{:.4g}", *x) : ""; }

std::string name_of(const form_evaluation& f) { return f.sparse ? f.form + " sparse" : f.form; }

const column columns[] = {
    {"form", name_of},
    {"accuracy", [](const form_evaluation& f) { return percent(f.accuracy); }},
    {"error (RMS)", [](const form_evaluation& f) { return number(f.root_mean_square_error); }},
    {"as f32", [](const form_evaluation& f) { return percent(f.agreement); }},
    {"furthest", [](const form_evaluation& f) { return number(f.largest_difference); }},
    {"constants", [](const form_evaluation& f) { return fmt::format("{}", f.constant_bytes); }},
    {"RAM", [](const form_evaluation& f) { return fmt::format("{}", f.arena_bytes); }},
    {"MACs", [](const form_evaluation& f) { return fmt::format("{}", f.macs); }},
    {"worst layer",
     [](const form_evaluation& f) {
       return f.worst ? fmt::format("{} {}", f.worst->name, percent(f.worst->difference)) : "";
     }},
};

}  // namespace

std::string to_table(const evaluation& e) {
  std::vector<std::string> lines(e.forms.size() + 1);
  for (const column& c : columns) {
    std::vector<std::string> cells{c.title};
    for (const form_evaluation& f : e.forms) cells.push_back(c.text(f));
    if (std::all_of(cells.begin() + 1, cells.end(), [](const auto& s) { return s.empty(); }))
      continue;
    std::size_t width = 0;
    for (const std::string& cell : cells) width = std::max(width, cell.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
      lines[i] += lines[i].empty() ? fmt::format("{:<{}}", cells[i], width)
                                   : fmt::format("  {:>{}}", cells[i], width);
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  text += fmt::format("\n{} samples; constants and RAM in bytes\n", e.samples);
  for (const form_evaluation& f : e.forms)
    for (const std::string& remark : f.remarks) text += fmt::format("{}: {}\n", name_of(f), remark);
  return text;
}

std::string to_json(const evaluation& e) {
  nlohmann::ordered_json all{{"samples", e.samples}, {"forms", nlohmann::ordered_json::array()}};
  for (const form_evaluation& f : e.forms) {
    nlohmann::ordered_json form{{"form", f.form}, {"sparse", f.sparse}};
    const auto put = [&](const char* name, std::optional<double> x) {
      if (x) form[name] = *x;
    };
    put("accuracy", f.accuracy);
    put("root_mean_square_error", f.root_mean_square_error);
    put("agreement", f.agreement);
    put("largest_difference", f.largest_difference);
    form["constant_bytes"] = f.constant_bytes;
    form["arena_bytes"] = f.arena_bytes;
    form["macs"] = f.macs;
    if (f.worst)
      form["worst_layer"] = {{"name", f.worst->name}, {"difference", f.worst->difference}};
    if (!f.remarks.empty()) form["remarks"] = f.remarks;
    all["forms"].push_back(std::move(form));
  }
  return all.dump(2) + "\n";
}

}  // namespace genn::commands
