// SPDX-License-Identifier: BSL-1.0
#include "readers/pt2_graph.hpp"

#include <algorithm>
#include <memory>

#include "readers/origin.hpp"
#include "readers/pt2_tensor.hpp"
#include "readers/schema.hpp"

namespace genn::readers {

namespace {

bool starts_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

std::string without_prefix(const std::string& target) {
  const std::string prefix = "torch.ops.";
  return starts_with(target, prefix) ? target.substr(prefix.size()) : target;
}

const char* remedy_for(const std::string& target) {
  if (starts_with(target, "higher_order.wrap_with_autocast") ||
      target.find("_functorch") != std::string::npos)
    return "save ep.run_decompositions({}) instead";
  if (starts_with(target, "higher_order."))
    return "control flow cannot be converted; write both branches with torch.where, or unroll "
           "loops";
  return "";
}

// wrap_with_autocast(device, type, enabled, ...): switched off, it changes no number.
bool is_disabled_autocast(const std::string& target, const json_view& inputs) {
  if (target != "higher_order.wrap_with_autocast" || inputs.size() < 3) return false;
  const json_view enabled = inputs[2]["arg"];
  return enabled.has("as_bool") && !enabled["as_bool"].boolean();
}

// The one key of a union.
std::string tag_of(const json_view& argument) {
  if (!argument.raw().is_object() || argument.raw().size() != 1)
    fail_json(argument.where(), "expected an argument with one key");
  return argument.raw().begin().key();
}

template <class T, class Read>
std::vector<T> list_of(const json_view& list, Read read) {
  std::vector<T> all;
  for (std::size_t i = 0; i < list.size(); ++i) all.push_back(read(list[i]));
  return all;
}

}  // namespace

ir::value_id graph_reader::find(const json_view& name) const {
  const auto found = names.find(name.text());
  if (found == names.end()) fail_json(name.where(), "no tensor is called " + name.text());
  if (!reads_parts_ && parts_.has(name.text()))
    throw conversion_error(exit_code::unsupported,
                           {name.where(), "how many elements a mask keeps depends on data",
                            "use torch.where, or multiply by the mask"});
  return found->second;
}

ir::argument graph_reader::read_argument(const json_view& argument) {
  const std::string tag = tag_of(argument);
  const json_view value = argument[tag.c_str()];
  const auto number = numbers_.find(masked_parts::symbol_of(argument));
  if (number != numbers_.end()) return number->second;
  const auto tensor = [&](const json_view& t) { return std::optional(find(t["name"])); };
  const auto optional_tensor = [&](const json_view& t) -> std::optional<ir::value_id> {
    if (tag_of(t) == "as_none") return std::nullopt;
    return find(t["as_tensor"]["name"]);
  };
  const auto size = [](const json_view& s) {
    if (tag_of(s) == "as_name")
      throw conversion_error(exit_code::unsupported,
                             {s.where(), "a size depends on data or is dynamic",
                              "export the program with fixed sizes"});
    return s["as_int"].integer();
  };
  using ids = std::vector<std::optional<ir::value_id>>;
  if (tag == "as_none") return ir::none{};
  if (tag == "as_tensor") return find(value["name"]);
  if (tag == "as_tensors") return list_of<std::optional<ir::value_id>>(value, tensor);
  if (tag == "as_optional_tensor") {
    const std::optional<ir::value_id> id = optional_tensor(value);
    return id ? ir::argument(*id) : ir::argument(ir::none{});
  }
  if (tag == "as_optional_tensors") return ids(list_of<ids::value_type>(value, optional_tensor));
  if (tag == "as_int") return value.integer();
  if (tag == "as_ints")
    return list_of<std::int64_t>(value, [](const json_view& v) { return v.integer(); });
  if (tag == "as_sym_int") return size(value);
  if (tag == "as_sym_ints") return list_of<std::int64_t>(value, size);
  if (tag == "as_float") return value.number();
  if (tag == "as_complex") return complex_number(value);
  if (tag == "as_floats")
    return list_of<double>(value, [](const json_view& v) { return v.number(); });
  if (tag == "as_bool") return value.boolean();
  if (tag == "as_bools")
    return list_of<bool>(value, [](const json_view& v) { return v.boolean(); });
  if (tag == "as_string") return value.text();
  if (tag == "as_scalar_type") return element_of(value);
  if (tag == "as_memory_format" || tag == "as_layout" || tag == "as_device") return ir::none{};
  throw conversion_error(exit_code::unsupported,
                         {argument.where(), "an argument of kind " + tag + " is not supported",
                          "export the program with fixed sizes and plain tensors"});
}

ir::value_id graph_reader::complex_number(const json_view& number) {
  auto pair = std::make_shared<ir::tensor>();
  pair->type = {ir::element::f32, {2}};
  pair->data = std::vector<float>{static_cast<float>(number["real"].number()),
                                  static_cast<float>(number["imag"].number())};
  program_.values.push_back({"number", pair->type, pair, true, true});
  return ir::value_id{program_.values.size() - 1};
}

ir::value_id graph_reader::define(const std::string& name, const json_view& tensor_values) {
  const json_view meta = tensor_values[name.c_str()];
  program_.values.push_back(
      {name, tensor_type_of(meta), nullptr, is_row_major(meta), is_complex(meta)});
  const ir::value_id id{program_.values.size() - 1};
  names[name] = id;
  return id;
}

std::vector<ir::value_id> graph_reader::define_results(const json_view& outputs,
                                                       const json_view& tensor_values) {
  std::vector<ir::value_id> results;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const json_view output = outputs[i];
    const std::string tag = tag_of(output);
    if (tag == "as_tensor") {
      results.push_back(define(output[tag.c_str()]["name"].text(), tensor_values));
    } else if (tag == "as_tensors") {
      const json_view list = output[tag.c_str()];
      for (std::size_t k = 0; k < list.size(); ++k)
        results.push_back(define(list[k]["name"].text(), tensor_values));
    } else if (tag != "as_none") {
      throw conversion_error(exit_code::unsupported,
                             {output.where(), "a result of kind " + tag + " depends on data",
                              "compute it outside the program, or export with fixed sizes"});
    }
  }
  return results;
}

void graph_reader::define_whole(const json_view& node, const json_view& tensor_values,
                                const ir::dims& shape) {
  const std::string name = node["outputs"][std::size_t{0}]["as_tensor"]["name"].text();
  const ir::element type = element_of(tensor_values[name.c_str()]["dtype"]);
  program_.values.push_back({name, {type, shape}, nullptr});
  names[name] = ir::value_id{program_.values.size() - 1};
  program_.calls.back().results = {names[name]};
}

// A copy: what it was taken from may change before it is put back.
bool graph_reader::read_part(const json_view& node, const json_view& tensor_values) {
  const std::string mask = masked_parts::mask_of(node, tensor_values);
  const auto known = names.find(mask);
  if (known == names.end() ||
      program_.values[known->second.index].type.type != ir::element::boolean)
    return false;
  const ir::value_id whole = find(node["inputs"][std::size_t{0}]["arg"]["as_tensor"]["name"]);
  const ir::dims shape = program_.values[whole.index].type.shape;
  program_.calls.push_back({"aten.clone.default", {{"self", whole}}, {}, origin_of(node)});
  parts_.add(node["outputs"][std::size_t{0}]["as_tensor"]["name"].text(), mask, shape);
  define_whole(node, tensor_values, shape);
  return true;
}

// A copy: the tensor may change before the number is used.
bool graph_reader::read_number(const json_view& node) {
  const json_view outputs = node["outputs"];
  const std::string target = without_prefix(node["target"].text());
  if ((target != "aten.item.default" && target != "aten._local_scalar_dense.default") ||
      outputs.size() != 1)
    return false;
  const std::string name = masked_parts::symbol_of(outputs[std::size_t{0}]);
  if (name.empty()) return false;
  const ir::value_id from = find(node["inputs"][std::size_t{0}]["arg"]["as_tensor"]["name"]);
  ir::tensor_type type = program_.values[from.index].type;
  const auto computed = [&](const char* by, ir::argument shape, ir::value_id operand) {
    program_.values.push_back({name, type, nullptr});
    const ir::value_id id{program_.values.size() - 1};
    program_.calls.push_back({by, {{"self", operand}}, {id}, origin_of(node)});
    if (!std::holds_alternative<ir::none>(shape))
      program_.calls.back().arguments.emplace_back("shape", std::move(shape));
    return id;
  };
  const ir::value_id copy = computed("aten.clone.default", ir::none{}, from);
  type.shape = {};
  numbers_.emplace(name, computed("aten.reshape.default", ir::dims{}, copy));
  parts_.add_number(name);
  return true;
}

void graph_reader::inline_subgraph(const json_view& node, const json_view& subgraph) {
  // Operands bind by position to the subgraph's inputs; its names are a scope of its own.
  std::vector<ir::value_id> operands;
  const json_view inputs = node["inputs"];
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i]["arg"].has("as_tensor"))
      operands.push_back(find(inputs[i]["arg"]["as_tensor"]["name"]));
  graph_reader inner(program_);
  const json_view inner_inputs = subgraph["inputs"];
  if (inner_inputs.size() != operands.size())
    fail_json(subgraph.where(), "the subgraph has another number of inputs than its call");
  for (std::size_t i = 0; i < operands.size(); ++i)
    inner.names[inner_inputs[i]["as_tensor"]["name"].text()] = operands[i];
  inner.read(subgraph);

  std::vector<json_view> results;
  const json_view outputs = node["outputs"];
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].has("as_tensors")) {
      const json_view list = outputs[i]["as_tensors"];
      for (std::size_t k = 0; k < list.size(); ++k) results.push_back(list[k]["name"]);
    } else {
      results.push_back(outputs[i]["as_tensor"]["name"]);
    }
  }
  const json_view inner_outputs = subgraph["outputs"];
  if (inner_outputs.size() != results.size())
    fail_json(subgraph.where(), "the subgraph has another number of outputs than its call");
  for (std::size_t i = 0; i < results.size(); ++i)
    names[results[i].text()] = inner.find(inner_outputs[i]["as_tensor"]["name"]);
}

void graph_reader::read_node(const json_view& node, const json_view& tensor_values) {
  const std::string target = without_prefix(node["target"].text());
  const ir::origin where = origin_of(node);
  const json_view inputs = node["inputs"];
  if (target == "higher_order.wrap_with_set_grad_enabled" || is_disabled_autocast(target, inputs)) {
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (inputs[i]["arg"].has("as_graph")) {
        inline_subgraph(node, inputs[i]["arg"]["as_graph"]["graph"]);
        return;
      }
    fail_json(node.where(), "the subgraph is missing");
  }
  parts_.note(node);
  if (parts_.takes_size(node) || read_part(node, tensor_values) || read_number(node)) return;
  ir::call call{target, {}, {}, where};
  const bool foreign =
      starts_with(target, "higher_order.") || target.find("_functorch") != std::string::npos;
  const bool puts_back = parts_.puts_back(node);
  const std::optional<ir::dims> whole = parts_.whole_shape(node);
  reads_parts_ = puts_back || whole;
  try {
    if (!foreign)
      for (std::size_t i = 0; i < inputs.size(); ++i)
        call.arguments.emplace_back(inputs[i]["name"].text(), read_argument(inputs[i]["arg"]));
    reads_parts_ = false;
    if (const schema* known = find_schema(target)) {
      for (const schema_argument& a : known->arguments) {
        const bool given = std::any_of(call.arguments.begin(), call.arguments.end(),
                                       [&](const auto& g) { return g.first == a.name; });
        if (!given && a.default_value) call.arguments.emplace_back(a.name, *a.default_value);
      }
    }
    if (puts_back) call.arguments.emplace_back("masked", true);
    if (whole) {
      program_.calls.push_back(std::move(call));
      return define_whole(node, tensor_values, *whole);
    }
    call.results = define_results(node["outputs"], tensor_values);
  } catch (const conversion_error& error) {
    reads_parts_ = false;
    if (error.code() != exit_code::unsupported) throw;
    for (diagnostic d : error.all()) {
      d.where = describe(where, target) + ": " + target;
      program_.unsupported.push_back(std::move(d));
    }
    // Give the results a shape, so that everything behind is looked at, too.
    const json_view outputs = node["outputs"];
    const auto stand_in = [&](const json_view& name) {
      program_.values.push_back({name.text(), {}, nullptr});
      names[name.text()] = ir::value_id{program_.values.size() - 1};
    };
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i].has("as_tensor")) stand_in(outputs[i]["as_tensor"]["name"]);
      if (outputs[i].has("as_tensors"))
        for (std::size_t k = 0; k < outputs[i]["as_tensors"].size(); ++k)
          stand_in(outputs[i]["as_tensors"][k]["name"]);
    }
    return;
  }
  if (foreign)
    program_.unsupported.push_back(
        {describe(where, target), "operator " + target + " is not supported", remedy_for(target)});
  program_.calls.push_back(std::move(call));
}

void graph_reader::read(const json_view& graph) {
  const json_view nodes = graph["nodes"];
  const json_view tensor_values = graph["tensor_values"];
  for (std::size_t i = 0; i < nodes.size(); ++i) read_node(nodes[i], tensor_values);
}

}  // namespace genn::readers
