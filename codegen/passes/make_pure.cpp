// SPDX-License-Identifier: BSL-1.0
#include "passes/make_pure.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "operators/schema.hpp"
#include "readers/origin.hpp"

namespace genn::passes {

namespace {

/// Sets of values that share memory, and the members that an in-place write has made stale.
class alias_sets {
 public:
  explicit alias_sets(std::size_t values) : set_of_(values), stale_(values, false) {
    for (std::size_t i = 0; i < values; ++i) set_of_[i] = i;
  }
  void join(ir::value_id a, ir::value_id b) {
    const std::size_t from = set_of_[b.index], to = set_of_[a.index];
    std::replace(set_of_.begin(), set_of_.end(), from, to);
  }
  bool share(ir::value_id a, ir::value_id b) const { return set_of_[a.index] == set_of_[b.index]; }
  /// Everything in the set of `written` is out of date but `result`.
  void write(ir::value_id written, ir::value_id result) {
    for (std::size_t i = 0; i < set_of_.size(); ++i)
      if (set_of_[i] == set_of_[written.index]) stale_[i] = true;
    join(written, result);
    stale_[result.index] = false;
  }
  bool stale(ir::value_id id) const { return stale_[id.index]; }

 private:
  std::vector<std::size_t> set_of_;
  std::vector<bool> stale_;
};

const ir::argument* find_argument(const ir::call& call, const std::string& name) {
  for (const auto& [given, argument] : call.arguments)
    if (given == name) return &argument;
  return nullptr;
}

template <class Visit>
void for_each_operand(const ir::call& call, Visit visit) {
  for (const auto& [name, argument] : call.arguments) {
    if (const auto* id = std::get_if<ir::value_id>(&argument)) visit(name, *id);
    if (const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
      for (const auto& id : *ids)
        if (id) visit(name, *id);
  }
}

// In-place operators that do not read what they overwrite.
bool overwrites_all(const std::string& target) {
  return target == "aten.copy_.default" || target == "aten.fill_.Scalar" ||
         target == "aten.fill_.Tensor" || target == "aten.zero_.default";
}

// "aten.relu_.default" -> "aten.relu.default"
std::string pure_name(const std::string& target) {
  const std::size_t dot = target.rfind('.');
  if (dot == std::string::npos || dot == 0 || target[dot - 1] != '_') return target;
  return target.substr(0, dot - 1) + target.substr(dot);
}

}  // namespace

ir::program make_pure(ir::program p) {
  alias_sets aliases(p.values.size());
  std::map<std::size_t, std::string> buffers;    // stored tensors
  std::map<std::size_t, ir::value_id> contents;  // and what is in them, as a whole
  std::set<ir::value_id> wholes;                 // names of whole buffers, out of date or not
  for (std::size_t i = 0; i < p.values.size(); ++i)
    if (p.values[i].constant) {
      wholes.insert(ir::value_id{i});
      buffers[i] = p.values[i].name;
      contents.emplace(i, ir::value_id{i});
    }

  for (ir::call& call : p.calls) {
    const operators::schema* schema = operators::find_schema(call.target);
    const std::vector<std::string> writes =
        schema != nullptr ? schema->writes : std::vector<std::string>{};
    for_each_operand(call, [&](const std::string& name, ir::value_id id) {
      const bool overwritten = name == "self" && overwrites_all(call.target);
      if (aliases.stale(id) && !overwritten)
        p.unsupported.push_back({readers::describe(call.where, call.target),
                                 "reads " + p.values[id.index].name +
                                     ", whose memory was overwritten in place under another name",
                                 "save ep.run_decompositions({}) instead"});
    });
    // Statistics that only training updates are no writes.
    const bool inference_norm =
        call.target.find("batch_norm") != std::string::npos && writes.size() > 1;
    if (!inference_norm)
      for (const std::string& name : writes) {
        const ir::argument* argument = find_argument(call, name);
        const auto* id = argument != nullptr ? std::get_if<ir::value_id>(argument) : nullptr;
        if (id == nullptr || call.results.empty()) continue;
        for (const auto& [stored, path] : buffers) {
          if (!aliases.share(ir::value_id{stored}, *id)) continue;
          const bool whole = wholes.count(*id) != 0 && overwrites_all(call.target);
          if (contents.at(stored) == *id || whole) {
            contents.at(stored) = call.results.front();
            wholes.insert(call.results.front());
          } else {
            p.unsupported.push_back({readers::describe(call.where, call.target),
                                     "it writes to a part of buffer " + path,
                                     "save ep.run_decompositions({}) instead"});
          }
        }
        for (const ir::value_id input : p.inputs)
          if (aliases.share(input, *id))
            p.unsupported.push_back(
                {readers::describe(call.where, call.target),
                 "the program writes to its input " + p.values[input.index].name,
                 "use the form that returns a new tensor (no inplace=True)"});
        aliases.write(*id, call.results.front());
      }
    if (!writes.empty()) call.target = pure_name(call.target);
    if (schema != nullptr && !schema->view_of.empty()) {
      const ir::argument* argument = find_argument(call, schema->view_of);
      if (const auto* id = argument != nullptr ? std::get_if<ir::value_id>(argument) : nullptr)
        for (const ir::value_id result : call.results) aliases.join(*id, result);
    }
  }
  for (const ir::program_output& output : p.outputs)
    if (const auto* id = std::get_if<ir::value_id>(&output.what))
      if (aliases.stale(*id))
        p.unsupported.push_back({"output " + p.values[id->index].name,
                                 "its memory was overwritten in place under another name",
                                 "save ep.run_decompositions({}) instead"});
  for (const auto& [stored, value] : contents)
    if (value.index != stored)
      p.writes.push_back({buffers.at(stored), ir::value_id{stored}, value});
  return p;
}

}  // namespace genn::passes
