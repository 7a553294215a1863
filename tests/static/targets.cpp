// SPDX-License-Identifier: BSL-1.0
// What weights are packed for: which order each target's kernels read.
#include <string_view>

#include <genn/kernels/targets.hpp>

using genn::form;
using genn::packing_order;

namespace {

constexpr genn::window_sizes convolution() {
  genn::window_sizes n;
  n.height = n.width = {8, 8, 3, 1, 1, 1};
  n.channels = n.features = 16;
  return n;
}
constexpr packing_order order_for(std::string_view name, form f) {
  for (const genn::target& t : genn::targets)
    if (t.name == name) return genn::select_convolution(convolution(), f, t.kind).packing;
  return packing_order::gaps;
}

constexpr packing_order order_of_vector(std::string_view name, form f, genn::index_t outputs) {
  for (const genn::target& t : genn::targets)
    if (t.name == name) return genn::select_contract({1, 64, outputs}, f, t.kind).packing;
  return packing_order::gaps;
}

constexpr genn::index_t sums_of_vector(std::string_view name) {
  for (const genn::target& t : genn::targets)
    if (t.name == name) return genn::select_contract({1, 64, 256}, form::f32, t.kind).vectors;
  return 0;
}

}  // namespace

// Enough sums at a time to hide the latency of a multiply-add.
static_assert(sums_of_vector("avx2") == 8 && sums_of_vector("avx512") == 8);

static_assert(order_for("portable", form::i8) == packing_order::row_major);
static_assert(order_for("armv6m", form::i8) == packing_order::row_major);
static_assert(order_for("armv7em", form::i16) == packing_order::row_major);
static_assert(order_for("armv81m", form::i8) == packing_order::row_major);
static_assert(order_for("neon", form::i8) == packing_order::row_major);
static_assert(order_for("avx2", form::i8) == packing_order::tap_quads);
static_assert(order_for("avx2", form::i16) == packing_order::tap_quads);
static_assert(order_for("avx512", form::i8) == packing_order::tap_quads);
static_assert(order_of_vector("portable", form::i8, 64) == packing_order::row_major);
static_assert(order_of_vector("armv81m", form::i8, 64) == packing_order::row_major);
static_assert(order_of_vector("armv7em", form::i8, 64) == packing_order::output_pairs);
static_assert(order_of_vector("armv7em", form::i8, 4) == packing_order::row_major);
static_assert(order_of_vector("armv7em", form::i16, 64) == packing_order::row_major);
static_assert(order_for("portable", form::f32) == packing_order::tap_major);
static_assert(order_for("avx512", form::f32) == packing_order::tap_major);
