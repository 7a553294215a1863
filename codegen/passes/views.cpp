// SPDX-License-Identifier: BSL-1.0
#include "passes/views.hpp"

#include <set>

#include "readers/schema.hpp"

namespace genn::passes {

namespace {

using names = std::set<std::string>;

// Return their operand itself outside of training, though no schema says so.
const names identities = {"aten.dropout.default", "aten.alpha_dropout.default",
                          "aten.feature_dropout.default", "aten.feature_alpha_dropout.default"};
// The same numbers in the same order.
const names regroupings = {
    "aten.view.default",         "aten.view_as.default",    "aten.reshape.default",
    "aten.reshape_as.default",   "aten.flatten.using_ints", "aten.unflatten.int",
    "aten.ravel.default",        "aten.squeeze.default",    "aten.squeeze.dim",
    "aten.squeeze.dims",         "aten.unsqueeze.default",  "aten.contiguous.default",
    "aten.alias.default",        "aten.detach.default",     "aten.positive.default",
    "aten.resolve_conj.default", "aten.resolve_neg.default"};
// Regroupings that copy where the order in memory does not fit.
const names copies_maybe = {"aten.reshape.default", "aten.reshape_as.default",
                            "aten.flatten.using_ints", "aten.ravel.default",
                            "aten.contiguous.default"};
// Two axes change places: their own inverse.
const names exchanges = {"aten.transpose.int",    "aten.t.default",       "aten.mT.default",
                         "aten.matrix_H.default", "aten.adjoint.default", "aten.numpy_T.default",
                         "aten.swapaxes.default", "aten.swapdims.default"};
// Several results that lie one after the other along an axis.
const names splits = {"aten.chunk.default",
                      "aten.split.Tensor",
                      "aten.split.default",
                      "aten.split.sizes",
                      "aten.split_with_sizes.default",
                      "aten.tensor_split.sections",
                      "aten.tensor_split.indices"};

bool is_cast(const std::string& target) {
  return target.rfind("aten.to.", 0) == 0 || target == "aten.type_as.default";
}

template <class T>
const T* value_of(const ir::call& call, const char* name) {
  const ir::argument* argument = find_argument(call, name);
  return argument != nullptr ? std::get_if<T>(argument) : nullptr;
}

const ir::dims& shape_of(const ir::program& p, ir::value_id id) {
  return p.values[id.index].type.shape;
}

// Copies are row-major, and what is not cannot be seen as if it were.
sharing sharing_of_maybe_copy(const ir::program& p, const ir::call& call, ir::value_id operand) {
  const ir::program_value& from = p.values[operand.index];
  const ir::program_value& to = p.values[call.results.front().index];
  const bool* copies = value_of<bool>(call, "copy");
  if (from.type.type != to.type.type || (copies != nullptr && *copies)) return sharing::none;
  if (call.target != "aten.contiguous.default")
    return from.row_major || !to.row_major ? sharing::view : sharing::none;
  if (from.row_major != to.row_major) return sharing::none;
  return from.row_major ? sharing::view : sharing::unclear;
}

// The call with `part` as its operand: what exchanges two axes exchanges them back.
ir::call with_operand(ir::call call, ir::value_id part) {
  for (auto& [name, argument] : call.arguments)
    if (name == "self") argument = part;
  return call;
}

ir::call call_of(const ir::call& view, std::string target,
                 std::vector<std::pair<std::string, ir::argument>> arguments) {
  return {std::move(target), std::move(arguments), {}, view.where};
}

ir::call slice_scatter(const ir::call& view, ir::value_id whole, ir::value_id part,
                       ir::argument axis, ir::argument begin, ir::argument end, ir::argument step) {
  return call_of(view, "aten.slice_scatter.default",
                 {{"self", whole},
                  {"src", part},
                  {"dim", std::move(axis)},
                  {"start", std::move(begin)},
                  {"end", std::move(end)},
                  {"step", std::move(step)}});
}

ir::call select_scatter(const ir::call& view, ir::value_id whole, ir::value_id part,
                        ir::argument axis, ir::argument index) {
  return call_of(
      view, "aten.select_scatter.default",
      {{"self", whole}, {"src", part}, {"dim", std::move(axis)}, {"index", std::move(index)}});
}

std::optional<ir::call> put_back_split(const ir::program& p, const ir::call& view,
                                       std::size_t number, ir::value_id whole, ir::value_id part) {
  const auto* axis = value_of<std::int64_t>(view, "dim");
  const std::size_t rank = shape_of(p, whole).size();
  if (axis == nullptr) return std::nullopt;
  const std::int64_t from_front = *axis < 0 ? *axis + static_cast<std::int64_t>(rank) : *axis;
  if (from_front < 0 || from_front >= static_cast<std::int64_t>(rank)) return std::nullopt;
  std::int64_t begin = 0, length = 0;
  for (std::size_t i = 0; i <= number; ++i) {
    const ir::dims& shape = shape_of(p, view.results[i]);
    if (shape.size() != rank) return std::nullopt;
    begin += length;
    length = shape[static_cast<std::size_t>(from_front)];
  }
  return slice_scatter(view, whole, part, *axis, begin, begin + length, std::int64_t{1});
}

std::optional<ir::call> put_back_permute(const ir::call& view, ir::value_id part) {
  const auto* order = value_of<std::vector<std::int64_t>>(view, "dims");
  if (order == nullptr) return std::nullopt;
  const auto rank = static_cast<std::int64_t>(order->size());
  std::vector<std::int64_t> inverse(order->size(), 0);
  for (std::size_t i = 0; i < order->size(); ++i) {
    const std::int64_t axis = (*order)[i] < 0 ? (*order)[i] + rank : (*order)[i];
    if (axis < 0 || axis >= rank) return std::nullopt;
    inverse[static_cast<std::size_t>(axis)] = static_cast<std::int64_t>(i);
  }
  return call_of(view, "aten.permute.default", {{"self", part}, {"dims", inverse}});
}

ir::argument argument_or(const ir::call& call, const char* name, ir::argument otherwise) {
  const ir::argument* given = find_argument(call, name);
  return given != nullptr ? *given : otherwise;
}

}  // namespace

const ir::argument* find_argument(const ir::call& call, const std::string& name) {
  for (const auto& [given, argument] : call.arguments)
    if (given == name) return &argument;
  return nullptr;
}

view_of sharing_of(const ir::program& p, const ir::call& call) {
  if (call.results.empty()) return {};
  if (identities.count(call.target) != 0) {
    const auto* operand = value_of<ir::value_id>(call, "input");
    return operand != nullptr ? view_of{sharing::view, *operand} : view_of{};
  }
  const readers::schema* schema = readers::find_schema(call.target);
  const bool cast = is_cast(call.target);
  // A constant in the code of a program is made anew in each call.
  if (call.target == "aten.lift_fresh.default") return {};
  if (schema == nullptr || (schema->view_of.empty() && !cast)) return {};
  const auto* operand = value_of<ir::value_id>(call, "self");
  if (operand == nullptr) return {};
  if (cast || copies_maybe.count(call.target) != 0)
    return {sharing_of_maybe_copy(p, call, *operand), *operand};
  return {sharing::view, *operand};
}

std::optional<ir::call> put_back(const ir::program& p, const ir::call& view, std::size_t number,
                                 ir::value_id whole, ir::value_id part) {
  const std::string& target = view.target;
  if (regroupings.count(target) != 0 || identities.count(target) != 0 || is_cast(target))
    return call_of(view, "aten.reshape.default", {{"self", part}, {"shape", shape_of(p, whole)}});
  if (exchanges.count(target) != 0) return with_operand(view, part);
  if (splits.count(target) != 0) return put_back_split(p, view, number, whole, part);
  if (target == "aten.permute.default") return put_back_permute(view, part);
  const ir::argument axis = argument_or(view, "dim", std::int64_t{0});
  if (target == "aten.slice.Tensor")
    return slice_scatter(view, whole, part, axis, argument_or(view, "start", ir::none{}),
                         argument_or(view, "end", ir::none{}),
                         argument_or(view, "step", std::int64_t{1}));
  if (target == "aten.select.int")
    return select_scatter(view, whole, part, axis, argument_or(view, "index", std::int64_t{0}));
  if (target == "aten.unbind.int")
    return select_scatter(view, whole, part, axis, static_cast<std::int64_t>(number));
  if (target == "aten.diagonal.default")
    return call_of(view, "aten.diagonal_scatter.default",
                   {{"self", whole},
                    {"src", part},
                    {"offset", argument_or(view, "offset", std::int64_t{0})},
                    {"dim1", argument_or(view, "dim1", std::int64_t{0})},
                    {"dim2", argument_or(view, "dim2", std::int64_t{1})}});
  if (target == "aten.narrow.default") {
    const auto* begin = value_of<std::int64_t>(view, "start");
    const auto* length = value_of<std::int64_t>(view, "length");
    if (begin == nullptr || length == nullptr || *begin < 0) return std::nullopt;
    return slice_scatter(view, whole, part, axis, *begin, *begin + *length, std::int64_t{1});
  }
  return std::nullopt;
}

}  // namespace genn::passes
