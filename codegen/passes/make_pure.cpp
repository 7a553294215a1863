// SPDX-License-Identifier: BSL-1.0
#include "passes/make_pure.hpp"

#include <algorithm>
#include <set>

#include "passes/views.hpp"
#include "readers/origin.hpp"
#include "readers/schema.hpp"

namespace genn::passes {

namespace {

constexpr char remedy[] = "save ep.run_decompositions({}) instead";

/// Elements that values are names of: a memory of its own, or a view of another one. `version`
/// counts the writes to the memory at the root, as far as `latest` knows of them.
struct region {
  ir::value_id latest;
  std::size_t version = 0;
  std::size_t root;
  std::size_t whole = 0;  // of a view
  ir::call how{};
  std::size_t number = 0;  // which result of `how`
  sharing link = sharing::none;
};

// In-place operators that do not read what they overwrite.
bool overwrites_all(const std::string& target) {
  return target == "aten.copy_.default" || target == "aten.fill_.Scalar" ||
         target == "aten.fill_.Tensor" || target == "aten.zero_.default";
}

// "aten.relu_.default" -> "aten.relu.default"; a few pure forms have overloads of other names.
std::string pure_name(const std::string& target) {
  constexpr std::pair<const char*, const char*> others[] = {
      {"aten.pow_.Tensor", "aten.pow.Tensor_Tensor"},
      {"aten.float_power_.Tensor", "aten.float_power.Tensor_Tensor"},
      {"aten.floor_divide_.Tensor", "aten.floor_divide.default"},
      {"aten.ldexp_.default", "aten.ldexp.Tensor"}};
  for (const auto& [in_place, pure] : others)
    if (target == in_place) return pure;
  const std::size_t dot = target.rfind('.');
  if (dot == std::string::npos || dot == 0 || target[dot - 1] != '_') return target;
  return target.substr(0, dot - 1) + target.substr(dot);
}

// The call without its underscore; dropout says "input" where dropout_ says "self".
void make_pure_call(ir::call& call) {
  call.target = pure_name(call.target);
  const readers::schema* pure = readers::find_schema(call.target);
  if (pure == nullptr || pure->arguments.empty() || pure->arguments.front().name != "input") return;
  for (auto& [name, argument] : call.arguments)
    if (name == "self") name = "input";
}

// In-place operators that change no element, only how the tensor is seen.
bool only_looks(const std::string& target) {
  const std::string names[] = {"aten.detach_.",    "aten.squeeze_.",  "aten.unsqueeze_.",
                               "aten.transpose_.", "aten.swapaxes_.", "aten.swapdims_.",
                               "aten.t_."};
  return std::any_of(std::begin(names), std::end(names),
                     [&](const std::string& name) { return target.rfind(name, 0) == 0; });
}

// What a call overwrites. Statistics that only training updates are no writes.
std::vector<std::string> writes_of(const ir::call& call) {
  const readers::schema* schema = readers::find_schema(call.target);
  if (schema == nullptr) return {};
  if (call.target.find("batch_norm") != std::string::npos && schema->writes.size() > 1) return {};
  return schema->writes;
}

class purifier {
 public:
  explicit purifier(ir::program p) : program_(std::move(p)) {
    for (std::size_t i = 0; i < program_.values.size(); ++i) {
      region_of_.push_back(i);
      regions_.push_back({ir::value_id{i}, 0, i});
    }
    for (const ir::value_id input : program_.inputs) is_input_.insert(input.index);
  }

  ir::program run() {
    std::vector<ir::call> calls;
    calls.swap(program_.calls);
    for (ir::call& call : calls) take(std::move(call));
    for (ir::program_output& output : program_.outputs)
      if (auto* id = std::get_if<ir::value_id>(&output.what))
        read(*id, "output " + program_.values[id->index].name, "its memory");
    for (std::size_t i = 0; i < region_of_.size(); ++i)
      if (program_.values[i].constant && regions_[i].version > 0) write_buffer(i);
    return std::move(program_);
  }

 private:
  void take(ir::call call) {
    if (only_looks(call.target)) call.target = pure_name(call.target);
    const std::vector<std::string> writes = writes_of(call);
    const view_of shared = writes.empty() ? sharing_of(program_, call) : view_of{};
    const std::string where = readers::describe(call.where, call.target);
    std::vector<std::size_t> written;
    for (auto& [name, argument] : call.arguments) {
      const bool is_written = std::find(writes.begin(), writes.end(), name) != writes.end();
      if (auto* id = std::get_if<ir::value_id>(&argument)) {
        if (is_written) written.push_back(region_of_[id->index]);
        if (!is_written || !overwrites_all(call.target))
          read(*id, where, "reads " + program_.values[id->index].name + ", whose memory");
      }
      if (auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
        for (auto& id : *ids)
          if (id) read(*id, where, "reads " + program_.values[id->index].name + ", whose memory");
    }
    if (!writes.empty()) make_pure_call(call);
    if (shared.how != sharing::none) {
      const std::size_t whole = region_of_[shared.whole.index];
      for (std::size_t i = 0; i < call.results.size(); ++i)
        regions_[call.results[i].index] = {
            call.results[i], regions_[whole].version, regions_[whole].root, whole, call, i,
            shared.how};
    }
    if (written.empty() || call.results.empty()) {
      program_.calls.push_back(std::move(call));
    } else if (written.size() > 1) {
      program_.unsupported.push_back({where, "it writes to several tensors", remedy});
    } else {
      refuse_inputs(written.front(), call.where, where);
      const ir::value_id result = call.results.front();
      write(written.front(), std::move(call), result);
    }
  }

  // The value that holds what `id` names now.
  void read(ir::value_id& id, const std::string& where, const std::string& what) {
    const std::optional<ir::value_id> now = content_of(region_of_[id.index]);
    if (now)
      id = *now;
    else
      program_.unsupported.push_back(
          {where, what + " was overwritten in place under another name", remedy});
  }

  // Content of a region, seen anew where it was written to through another one; nothing if it
  // cannot be followed.
  std::optional<ir::value_id> content_of(std::size_t index) {
    if (regions_[index].version == regions_[regions_[index].root].version || !is_view(index)) {
      if (lost_.count(index) != 0) return std::nullopt;
      return regions_[index].latest;
    }
    if (regions_[index].link == sharing::unclear) return std::nullopt;
    const std::optional<ir::value_id> whole = content_of(regions_[index].whole);
    if (!whole) return std::nullopt;
    ir::call again = regions_[index].how;
    for (auto& [name, argument] : again.arguments)
      if (std::holds_alternative<ir::value_id>(argument) && (name == "self" || name == "input"))
        argument = *whole;
    for (ir::value_id& result : again.results) result = copy_of(result);
    regions_[index].latest = again.results[regions_[index].number];
    regions_[index].version = regions_[regions_[index].root].version;
    program_.calls.push_back(std::move(again));
    return regions_[index].latest;
  }

  // The region has this content now, and so have the regions that it shows parts of.
  void write(std::size_t index, ir::call call, ir::value_id result) {
    // What is around a part comes from before the write.
    if (is_view(index)) content_of(regions_[index].whole);
    program_.calls.push_back(std::move(call));
    const std::size_t root = regions_[index].root;
    const std::size_t before = regions_[root].version, after = before + 1;
    if (index == root) lost_.erase(root);
    ir::value_id content = result;
    region_of_[result.index] = index;
    for (std::size_t at = index;; at = regions_[at].whole) {
      regions_[at].latest = content;
      regions_[at].version = after;
      if (!is_view(at)) return;
      const region& whole = regions_[regions_[at].whole];
      std::optional<ir::call> back;
      if (regions_[at].link == sharing::view && whole.version == before &&
          lost_.count(regions_[at].whole) == 0)
        back = put_back(program_, regions_[at].how, regions_[at].number, whole.latest, content);
      if (!back) {
        lost_.insert(root);
        regions_[root].version = after;
        return;
      }
      content = copy_of(whole.latest);
      back->results = {content};
      program_.calls.push_back(std::move(*back));
    }
  }

  void refuse_inputs(std::size_t written, const ir::origin& from, const std::string& where) {
    const std::size_t root = regions_[written].root;
    // The option inplace=True of a module of PyTorch's: nobody reads the input afterwards.
    const bool of_module = from.module_type.rfind("torch.nn.modules.", 0) == 0;
    if (is_input_.count(root) != 0 && !of_module)
      program_.unsupported.push_back(
          {where, "the program writes to its input " + program_.values[root].name,
           "use the form that returns a new tensor (no inplace=True)"});
  }

  void write_buffer(std::size_t index) {
    const std::string& name = program_.values[index].name;
    if (lost_.count(index) != 0)
      program_.unsupported.push_back(
          {"buffer " + name, "a write to a part of it cannot be followed", remedy});
    else
      program_.writes.push_back({name, ir::value_id{index}, regions_[index].latest});
  }

  bool is_view(std::size_t index) const { return regions_[index].link != sharing::none; }

  ir::value_id copy_of(ir::value_id like) {
    program_.values.push_back({program_.values[like.index].name, program_.values[like.index].type,
                               nullptr, program_.values[like.index].row_major,
                               program_.values[like.index].complex});
    const ir::value_id id{program_.values.size() - 1};
    region_of_.push_back(id.index);
    regions_.push_back({id, 0, id.index});
    return id;
  }

  ir::program program_;
  std::vector<std::size_t> region_of_;  // of each value
  std::vector<region> regions_;         // one a value; names of the same elements use the first
  std::set<std::size_t> is_input_;
  std::set<std::size_t> lost_;  // roots whose content is unknown
};

}  // namespace

ir::program make_pure(ir::program p) { return purifier(std::move(p)).run(); }

}  // namespace genn::passes
