// SPDX-License-Identifier: BSL-1.0
#include "readers/pt2.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "readers/archive.hpp"
#include "readers/pt2_graph.hpp"
#include "readers/pt2_tensor.hpp"

namespace genn::readers {

namespace {

constexpr std::uint64_t most_json_bytes = std::uint64_t{1} << 28;

json parse(const archive& from, const std::string& entry) {
  const std::string text = from.read(entry, most_json_bytes);
  try {
    return json::parse(text);
  } catch (const json::exception& error) {
    throw conversion_error(exit_code::input, {entry, std::string("broken JSON: ") + error.what(),
                                              "save or copy the program again"});
  }
}

void check_version(const json_view& document) {
  const json_view version = document["schema_version"];
  const std::int64_t major = version["major"].integer(), minor = version["minor"].integer();
  if (major == 8 && minor >= 14) return;
  const std::string torch =
      document.has("torch_version") ? document["torch_version"].text() : "an unknown version";
  throw conversion_error(
      exit_code::input,
      {version.where(),
       fmt::format("schema {}.{} of torch {} is not supported", major, minor, torch),
       "save the program with torch.export.save of torch 2.9 - 2.13"});
}

/// The stored tensors of an archive, each under its fully qualified name.
class tensor_index {
 public:
  explicit tensor_index(const archive& from) : archive_(from) {
    add("data/weights/", "model_weights_config.json");
    add("data/constants/", "model_constants_config.json");
  }

  std::shared_ptr<const ir::tensor> read(const std::string& name, const std::string& where) {
    const auto found = entries_.find(name);
    if (found == entries_.end()) fail_json(where, "the archive holds no tensor called " + name);
    if (!found->second.tensor)
      found->second.tensor = std::make_shared<const ir::tensor>(
          read_tensor(archive_, found->second.folder, found->second.entry));
    return found->second.tensor;
  }

 private:
  struct stored {
    std::string folder;
    json_view entry;
    std::shared_ptr<const ir::tensor> tensor;
  };

  void add(const std::string& folder, const std::string& index) {
    if (!archive_.has(folder + index)) return;
    documents_.push_back(std::make_unique<json>(parse(archive_, folder + index)));
    const json_view config = json_view(*documents_.back(), folder + index)["config"];
    if (!config.raw().is_object()) fail_json(config.where(), "expected an object");
    for (const auto& [name, entry] : config.raw().items())
      entries_.emplace(name, stored{folder, {entry, folder + index + ": " + name}, nullptr});
  }

  const archive& archive_;
  std::vector<std::unique_ptr<json>> documents_;
  std::map<std::string, stored> entries_;
};

/// Binds the program's inputs, parameters, buffers and constants to names.
class signature_reader {
 public:
  signature_reader(ir::program& program, graph_reader& graph, tensor_index& tensors,
                   const json_view& tensor_values)
      : program_(program), graph_(graph), tensors_(tensors), tensor_values_(tensor_values) {}

  void read_inputs(const json_view& specs) {
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const json_view spec = specs[i];
      if (spec.has("parameter"))
        add_stored(spec["parameter"], "parameter_name");
      else if (spec.has("buffer"))
        add_stored(spec["buffer"], "buffer_name");
      else if (spec.has("tensor_constant"))
        add_stored(spec["tensor_constant"], "tensor_constant_name");
      else if (spec.has("user_input"))
        add_input(spec["user_input"]["arg"]);
      else if (!spec.has("constant_input"))
        throw conversion_error(exit_code::unsupported, {spec.where(), "an input of an unknown kind",
                                                        "pass tensors, numbers, strings or None"});
    }
  }

  void read_outputs(const json_view& specs) {
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const json_view spec = specs[i];
      if (spec.has("user_output"))
        add_output(spec["user_output"]["arg"]);
      else if (spec.has("buffer_mutation"))
        add_write(spec["buffer_mutation"]);
      else
        throw conversion_error(exit_code::unsupported,
                               {spec.where(), "the program writes to one of its inputs",
                                "return the new value as an output instead (no inplace=True)"});
    }
  }

 private:
  void add_stored(const json_view& spec, const char* key) {
    const std::string name = spec["arg"]["name"].text(), path = spec[key].text();
    stored_[path] = define(name, path);
    program_.values[stored_[path].index].constant = nullptr;
    pending_.push_back({stored_[path], path, spec.where()});
  }

  void add_input(const json_view& argument) {
    if (!argument.has("as_tensor")) return;  // a number or a string, fixed by the export
    const std::string name = argument["as_tensor"]["name"].text();
    program_.inputs.push_back(define(name, name));
  }

  void add_output(const json_view& argument) {
    ir::program_output output{ir::literal_output(ir::none{})};
    if (argument.has("as_tensor"))
      output.what = graph_.find(argument["as_tensor"]["name"]);
    else if (argument.has("as_int"))
      output.what = ir::literal_output(argument["as_int"].integer());
    else if (argument.has("as_float"))
      output.what = ir::literal_output(argument["as_float"].number());
    else if (argument.has("as_bool"))
      output.what = ir::literal_output(argument["as_bool"].boolean());
    else if (argument.has("as_string"))
      output.what = ir::literal_output(argument["as_string"].text());
    program_.outputs.push_back(std::move(output));
  }

  void add_write(const json_view& spec) {
    const std::string buffer = spec["buffer_name"].text();
    const auto found = stored_.find(buffer);
    if (found == stored_.end()) fail_json(spec.where(), "no buffer is called " + buffer);
    program_.writes.push_back({buffer, found->second, graph_.find(spec["arg"]["name"])});
  }

  ir::value_id define(const std::string& name, const std::string& path) {
    const json_view meta = tensor_values_[name.c_str()];
    program_.values.push_back(
        {path, tensor_type_of(meta), nullptr, is_row_major(meta), is_complex(meta)});
    const ir::value_id id{program_.values.size() - 1};
    graph_.names[name] = id;
    return id;
  }

 public:
  /// Reads the numbers of the stored tensors that calls and outputs name.
  void read_numbers() {
    std::vector<bool> used(program_.values.size(), false);
    const auto use = [&](ir::value_id id) { used[id.index] = true; };
    for (const ir::call& call : program_.calls)
      for (const auto& [name, argument] : call.arguments) {
        if (const auto* id = std::get_if<ir::value_id>(&argument)) use(*id);
        if (const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
          for (const auto& id : *ids)
            if (id) use(*id);
      }
    for (const ir::program_output& output : program_.outputs)
      if (const auto* id = std::get_if<ir::value_id>(&output.what)) use(*id);
    for (const ir::buffer_write& write : program_.writes) use(write.initial);
    for (const pending& p : pending_) {
      if (!used[p.id.index]) continue;
      ir::program_value& value = program_.values[p.id.index];
      value.constant = tensors_.read(p.path, p.where);
      if (value.constant->type != value.type)
        fail_json(p.where, "the stored " + to_string(value.constant->type) +
                               " differs from the graph's " + to_string(value.type));
    }
  }

 private:
  struct pending {
    ir::value_id id;
    std::string path, where;
  };
  ir::program& program_;
  graph_reader& graph_;
  tensor_index& tensors_;
  json_view tensor_values_;
  std::map<std::string, ir::value_id> stored_;
  std::vector<pending> pending_;
};

}  // namespace

ir::program read_program(const std::filesystem::path& path) {
  const std::unique_ptr<archive> from = open_archive(path);
  const std::string entry = "models/model.json";
  const json text = parse(*from, entry);
  const json_view document(text, entry);
  check_version(document);

  ir::program program;
  if (document.has("torch_version")) program.torch_version = document["torch_version"].text();
  const json_view module = document["graph_module"];
  const json_view graph = module["graph"];
  graph_reader reader(program);
  tensor_index tensors(*from);
  signature_reader signature(program, reader, tensors, graph["tensor_values"]);
  signature.read_inputs(module["signature"]["input_specs"]);
  reader.read(graph);
  signature.read_outputs(module["signature"]["output_specs"]);
  signature.read_numbers();
  return program;
}

}  // namespace genn::readers
