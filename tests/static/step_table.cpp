// SPDX-License-Identifier: BSL-1.0
// Integer layers as data: which nodes one loop runs through, and which layers fit few bits.
#include <genn/genn.hpp>

namespace {

using genn::detail::no_row;
using genn::detail::no_step;
using genn::detail::plan_table;

// An input, two layers, a view, a layer; a pool; two layers.
constexpr int numbers[] = {no_step, 5, 7, no_step, 5, no_row, 7, 5};
constexpr auto plan = plan_table(numbers);
static_assert(plan.rows == 5 && plan.kernels == 2);
static_assert(plan.first[0] == 1 && plan.first[1] == 2);
static_assert(plan.node[2] == 4 && plan.kernel[2] == 0 && plan.kernel[3] == 1);
static_assert(plan.end[1] == 3 && plan.end[2] == 0 && plan.end[4] == 0, "three rows in one loop");
static_assert(plan.before[6] == 3 && plan.end[6] == 5, "the next loop begins behind the pool");
static_assert(plan.has[4] && !plan.has[3] && !plan.has[5]);

constexpr int few[] = {no_step, 5, 5, 5, no_row};
static_assert(plan_table(few).rows == 0 && !plan_table(few).has[1], "calls are as small");

using genn::kernels::integer_layer;
template <class X>
constexpr bool fits(const integer_layer& l) {
  return genn::kernels::packed_layer<X>(l).holds(l);
}
constexpr integer_layer layer(genn::index_t width, genn::index_t before, const genn::rescaling& how,
                              std::int16_t padding = 0) {
  genn::window_sizes n;
  n.width = {width, width, 3, 1, 1, before};
  return {nullptr, nullptr, nullptr, how, 0, padding, n};
}
constexpr genn::rescaling usual{8, 128 - 3 * 256, -128, 127, 0, 0};
static_assert(fits<std::int8_t>(layer(96, 1, usual, -7)));
static_assert(!fits<std::int8_t>(layer(70000, 1, usual)), "more than 16 bits");
static_assert(!fits<std::int8_t>(layer(96, -1, usual)), "the input begins in front of the window");
static_assert(!fits<std::int8_t>(layer(96, 1, {8, 100, -128, 127, 0, 0})), "not to the nearest");
static_assert(fits<std::int8_t>(layer(96, 1, {1, 1, -128, 127, 12, 0x7fffffff >> 12})));
static_assert(!fits<std::int8_t>(layer(96, 1, {1, 1, -128, 127, 12, 1000})), "another limit");
static_assert(fits<std::int16_t>(layer(96, 1, {14, 8192, -20000, 20000, 0, 0})));
static_assert(!fits<std::int16_t>(layer(96, 1, {14, 8192, -20000, 20000, 0, 0}, 3)),
              "16 bits have no zero point");

}  // namespace
