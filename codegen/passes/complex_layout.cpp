// SPDX-License-Identifier: BSL-1.0
// What moves complex numbers leaves their pairs together: the same call, its axes counted from the
// front and its shapes with the axis of the pairs.
#include <algorithm>

#include "passes/complex_calls.hpp"

namespace genn::passes {

namespace {

// A created tensor is a constant.
constexpr std::int64_t most_numbers = std::int64_t{1} << 24;

std::int64_t rank_of_operand(complex_calls& c) {
  for (const auto& [name, argument] : c.call().arguments) {
    if (const auto* id = std::get_if<ir::value_id>(&argument)) return c.rank(*id);
    if (const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
      if (!ids->empty() && ids->front()) return c.rank(*ids->front());
  }
  throw complex_limit{"an operand is missing"};
}

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void move(complex_calls& c, std::int64_t rank) {
  const auto from_front = [&](std::int64_t axis) { return axis < 0 ? axis + rank : axis; };
  std::vector<complex_calls::named> arguments = c.call().arguments;
  for (auto& [name, argument] : arguments) {
    if (is_one_of(name, {"dim", "dim0", "dim1", "start_dim", "end_dim", "dims", "source",
                         "destination"})) {
      if (auto* axis = std::get_if<std::int64_t>(&argument)) *axis = from_front(*axis);
      if (auto* axes = std::get_if<std::vector<std::int64_t>>(&argument))
        for (std::int64_t& axis : *axes) axis = from_front(axis);
    } else if (is_one_of(name, {"size", "shape"})) {
      if (auto* sizes = std::get_if<std::vector<std::int64_t>>(&argument)) sizes->push_back(2);
    } else if (name == "repeats") {
      if (auto* times = std::get_if<std::vector<std::int64_t>>(&argument)) times->push_back(1);
    }
  }
  c.again(std::move(arguments));
}

void lower_move(complex_calls& c) { move(c, rank_of_operand(c)); }
void lower_new_axis(complex_calls& c) { move(c, rank_of_operand(c) + 1); }

// Without axes it moves elements as they lie in memory.
void lower_roll(complex_calls& c) {
  if (c.integers("dims").empty()) throw complex_limit{"a roll needs axes"};
  lower_move(c);
}

// The middle of each axis comes to its front, or back to the middle.
template <bool Forward>
void lower_shift(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  const std::int64_t rank = c.rank(x);
  ir::dims axes = c.integers("dim"), shifts;
  if (axes.empty())
    for (std::int64_t axis = 0; axis < rank; ++axis) axes.push_back(axis);
  for (std::int64_t& axis : axes) {
    if (axis < 0) axis += rank;
    const std::int64_t extent = c.shape(x).at(static_cast<std::size_t>(axis));
    shifts.push_back(Forward ? extent / 2 : (extent + 1) / 2);
  }
  c.finish(
      c.emit("aten.roll.default", {{"self", x}, {"shifts", shifts}, {"dims", axes}}, c.shape(x)));
}

void lower_permute(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  const std::int64_t rank = c.rank(x);
  ir::dims order = c.integers("dims");
  for (std::int64_t& axis : order) axis = axis < 0 ? axis + rank : axis;
  order.push_back(rank);
  c.finish(c.permute(x, order));
}

// Zeros and other real numbers everywhere.
void lower_created(complex_calls& c) {
  const ir::argument* const value = c.find("fill_value");
  const ir::dims shape = c.shape(c.result());
  double real = c.call().target.find("ones") != std::string::npos ? 1.0 : 0.0;
  if (value != nullptr) {
    if (const auto* x = std::get_if<double>(value)) real = *x;
    if (const auto* x = std::get_if<std::int64_t>(value)) real = static_cast<double>(*x);
  }
  if (ir::count(shape) > most_numbers) throw complex_limit{"the tensor is too large"};
  std::vector<float> numbers(static_cast<std::size_t>(ir::count(shape)), 0.0f);
  for (std::size_t i = 0; i < numbers.size(); i += 2) numbers[i] = static_cast<float>(real);
  c.finish(c.constant(shape, std::move(numbers)));
}

// The last axis comes first in the list.
void lower_pad(complex_calls& c) {
  std::vector<complex_calls::named> arguments = c.call().arguments;
  for (auto& [name, argument] : arguments)
    if (auto* pad = std::get_if<std::vector<std::int64_t>>(&argument); pad && name == "pad")
      pad->insert(pad->begin(), {0, 0});
  c.again(std::move(arguments));
}

// The last two axes change places.
void lower_matrix_transpose(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  ir::dims order;
  for (std::int64_t axis = 0; axis <= c.rank(x); ++axis) order.push_back(axis);
  if (order.size() < 3) throw complex_limit{"the tensor is no matrix"};
  std::swap(order[order.size() - 2], order[order.size() - 3]);
  c.finish(c.permute(x, order));
}

// Sums and means; without axes, over all of them.
void lower_reduction(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  const std::int64_t rank = c.rank(x);
  ir::dims axes = c.integers("dim");
  for (std::int64_t& axis : axes) axis = axis < 0 ? axis + rank : axis;
  if (axes.empty())
    for (std::int64_t axis = 0; axis < rank; ++axis) axes.push_back(axis);
  const bool adds = c.call().target.rfind("aten.sum", 0) == 0;
  c.finish(c.emit(
      adds ? "aten.sum.dim_IntList" : "aten.mean.dim",
      {{"self", x}, {"dim", axes}, {"keepdim", c.boolean("keepdim", false)}, {"dtype", ir::none{}}},
      c.shape(c.result())));
}

}  // namespace

complex_rows complex_layout() {
  complex_rows rows{{"aten.roll.default", lower_roll},
                    {"aten.fft_fftshift.default", lower_shift<true>},
                    {"aten.fft_ifftshift.default", lower_shift<false>},
                    {"aten.permute.default", lower_permute},
                    {"aten.constant_pad_nd.default", lower_pad},
                    {"aten.t.default", lower_matrix_transpose},
                    {"aten.mT.default", lower_matrix_transpose},
                    {"aten.unsqueeze.default", lower_new_axis},
                    {"aten.stack.default", lower_new_axis}};
  for (const char* const creates :
       {"aten.zeros.default", "aten.zeros_like.default", "aten.new_zeros.default",
        "aten.empty.memory_format", "aten.empty_like.default", "aten.ones.default",
        "aten.full.default"})
    rows.push_back({creates, lower_created});
  for (const char* const reduces :
       {"aten.sum.dim_IntList", "aten.sum.default", "aten.mean.dim", "aten.mean.default"})
    rows.push_back({reduces, lower_reduction});
  for (const char* const moves : {"aten.view.default",
                                  "aten.reshape.default",
                                  "aten._unsafe_view.default",
                                  "aten.expand.default",
                                  "aten.transpose.int",
                                  "aten.squeeze.dim",
                                  "aten.squeeze.dims",
                                  "aten.select.int",
                                  "aten.slice.Tensor",
                                  "aten.flatten.using_ints",
                                  "aten.unflatten.int",
                                  "aten.cat.default",
                                  "aten.clone.default",
                                  "aten.contiguous.default",
                                  "aten.alias.default",
                                  "aten.detach.default",
                                  "aten.lift_fresh_copy.default",
                                  "aten.flip.default",
                                  "aten.split.Tensor",
                                  "aten.split_with_sizes.default",
                                  "aten.chunk.default",
                                  "aten.unbind.int",
                                  "aten.index_select.default",
                                  "aten.movedim.int",
                                  "aten.movedim.intlist",
                                  "aten.repeat.default",
                                  "aten.narrow.default",
                                  "aten.slice_scatter.default",
                                  "aten.select_scatter.default"})
    rows.push_back({moves, lower_move});
  return rows;
}

}  // namespace genn::passes
