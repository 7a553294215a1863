// SPDX-License-Identifier: BSL-1.0
// PyTorch's integers beyond what floats hold: functions, and layers that compute with them.
#include <genn/genn.hpp>

using namespace genn;

namespace whole_numbers {

using int_t = std::int32_t;
using long_t = std::int64_t;

template <class Function>
constexpr long_t of(long_t a, long_t b) {
  return whole<Function, int64>{}(a, b);
}
template <class Function>
constexpr int_t short_of(int_t a, int_t b) {
  return whole<Function, int32>{}(a, b);
}

// Divisions: towards zero, and down.
static_assert(of<trunc_divide>(-7, 2) == -3 && of<fmod>(-7, 2) == -1);
static_assert(of<floor_divide>(-7, 2) == -4 && of<remainder>(-7, 2) == 1);
static_assert(of<floor_divide>(7, -2) == -4 && of<remainder>(7, -2) == -1);
static_assert(of<floor_divide>(-8, 2) == -4 && of<remainder>(-8, 2) == 0);
// By nothing, and where the quotient is no integer of as many bits.
static_assert(of<floor_divide>(5, 0) == 0 && of<remainder>(5, 0) == 0);
static_assert(short_of<trunc_divide>(-2147483647 - 1, -1) == -2147483647 - 1);
static_assert(short_of<fmod>(-2147483647 - 1, -1) == 0);

// Sums, products and powers wrap around.
static_assert(short_of<add>(2147483647, 1) == -2147483647 - 1);
static_assert(short_of<mul>(65537, 65537) == 131073 && of<mul>(65537, 65537) == 4295098369);
static_assert(of<pow>(3, 39) == 4052555153018976267 && short_of<pow>(3, 21) == 1870418611);
static_assert(of<pow>(-1, -3) == -1 && of<pow>(1, -3) == 1 && of<pow>(2, -1) == 0);
static_assert(whole<abs, int32>{}(int_t{-2147483647 - 1}) == -2147483647 - 1);

// Shifts by all places.
static_assert(of<left_shift>(1, 40) == 1099511627776 && of<left_shift>(1, 64) == 0);
static_assert(of<right_shift>(-5, 1) == -3 && of<right_shift>(-5, 64) == -1);
static_assert(short_of<right_shift>(-5, 31) == -1 && short_of<left_shift>(3, -1) == 0);

// Operands of other widths and floats; results that floats hold.
static_assert(whole<add, int64>{}(int_t{2147483647}, 1.0f) == 2147483648);
static_assert(whole<lt, f32>{}(int_t{16777216}, int_t{16777217}) == 1.0f);
static_assert(whole<identity, f32>{}(long_t{16777217}) == 16777216.0f);
static_assert(whole<where, int32>{}(1.0f, int_t{16777217}, int_t{3}) == 16777217);

template <class Network, class X, class Y, index_t N, index_t M>
constexpr bool gives(const X (&x)[N], const Y (&expected)[M]) {
  typed_storage<Network> memory{};
  Y y[M] = {};
  model<Network>::run_in(memory, x, y);
  for (index_t i = 0; i < M; ++i)
    if (y[i] != expected[i]) return false;
  return true;
}

constexpr int_t large[] = {2147483647, 16777217, 1, 2147483646, 16777216, -5};
using input_of_two = input<int32, shape<2, 3>>;

struct summed : sequential<input_of_two, reduce<whole<add, int64>, 0>> {};
constexpr long_t sums[] = {4294967293, 33554433, -4};
static_assert(gives<summed>(large, sums));

struct running : sequential<input_of_two, cumulative<whole<add, int64>>> {};
constexpr long_t running_sums[] = {2147483647, 16777217, 1, 4294967293, 33554433, -4};
static_assert(gives<running>(large, running_sums));

struct first_of : sequential<input_of_two, argmin> {};
constexpr float places[] = {1.0f, 1.0f, 1.0f};
static_assert(gives<first_of>(large, places));

struct moved : sequential<input_of_two, permute<1, 0>, pad<padding_sides<0, 0, 1, 0>>> {};
constexpr int_t turned[] = {0, 2147483647, 2147483646, 0, 16777217, 16777216, 0, 1, -5};
static_assert(gives<moved>(large, turned));

struct squared
    : network<input_of_two, node<permute<1, 0>, from<0>>, node<reshape<shape<1, 2, 3>>, from<0>>,
              node<reshape<shape<1, 3, 2>>, from<1>>, node<matmul<to<int64>>, from<2, 3>>,
              outputs<4>> {};
constexpr long_t products[] = {4611967489142685699, 4611967486978424829, 4611967486978424829,
                               4611967484814163997};
static_assert(gives<squared>(large, products));

}  // namespace whole_numbers
