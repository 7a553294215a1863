// SPDX-License-Identifier: BSL-1.0
// Special values, as C's libm and PyTorch have them: in constant expressions and at run time.
#include <genn/math/atan.hpp>
#include <genn/math/ceil.hpp>
#include <genn/math/cos.hpp>
#include <genn/math/erf.hpp>
#include <genn/math/erfc.hpp>
#include <genn/math/exp.hpp>
#include <genn/math/expm1.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/floor.hpp>
#include <genn/math/fmod.hpp>
#include <genn/math/log.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/pow.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/rsqrt.hpp>
#include <genn/math/sigmoid.hpp>
#include <genn/math/sin.hpp>
#include <genn/math/sqrt.hpp>
#include <genn/math/tanh.hpp>
#include <genn/math/trunc.hpp>

#include <catch2/catch.hpp>

#include "floats.hpp"

namespace math = genn::math;
using test::inf;
using test::largest;
using test::NaN;
using test::smallest;

namespace {

struct row {
  float x, y;
};

/// Sign of zeros included.
constexpr bool agree(float a, float b) {
  if (a != a || b != b) return a != a && b != b;
  return math::bits_from_float(a) == math::bits_from_float(b);
}

template <class F, std::size_t N>
constexpr bool holds(F f, const row (&table)[N]) {
  for (const row& r : table)
    if (!agree(f(r.x), r.y)) return false;
  return true;
}

constexpr row exp_table[] = {{NaN, NaN},      {inf, inf},       {-inf, 0.0f},
                             {0.0f, 1.0f},    {-0.0f, 1.0f},    {88.72284f, inf},
                             {largest, inf},  {-largest, 0.0f}, {-103.97f, smallest},
                             {-104.0f, 0.0f}, {smallest, 1.0f}, {-smallest, 1.0f}};
constexpr row expm1_table[] = {{NaN, NaN},           {inf, inf},
                               {-inf, -1.0f},        {0.0f, 0.0f},
                               {-0.0f, -0.0f},       {88.72284f, inf},
                               {-20.0f, -1.0f},      {-largest, -1.0f},
                               {smallest, smallest}, {-smallest, -smallest}};
constexpr row log_table[] = {{NaN, NaN},          {inf, inf},    {-inf, NaN},
                             {0.0f, -inf},        {-0.0f, -inf}, {-smallest, NaN},
                             {-1.0f, NaN},        {1.0f, 0.0f},  {smallest, -103.27893f},
                             {largest, 88.72284f}};
constexpr row log1p_table[] = {{NaN, NaN},          {inf, inf},           {-inf, NaN},
                               {-1.0f, -inf},       {-1.0000001f, NaN},   {0.0f, 0.0f},
                               {-0.0f, -0.0f},      {smallest, smallest}, {-smallest, -smallest},
                               {largest, 88.72284f}};
constexpr row tanh_table[] = {{NaN, NaN},        {inf, 1.0f},          {-inf, -1.0f},
                              {0.0f, 0.0f},      {-0.0f, -0.0f},       {largest, 1.0f},
                              {-largest, -1.0f}, {smallest, smallest}, {-smallest, -smallest}};
constexpr row sigmoid_table[] = {{NaN, NaN},       {inf, 1.0f},         {-inf, 0.0f},
                                 {0.0f, 0.5f},     {-0.0f, 0.5f},       {largest, 1.0f},
                                 {-largest, 0.0f}, {-103.97f, smallest}};
constexpr row erf_table[] = {{NaN, NaN},        {inf, 1.0f},         {-inf, -1.0f},
                             {0.0f, 0.0f},      {-0.0f, -0.0f},      {largest, 1.0f},
                             {-largest, -1.0f}, {smallest, smallest}};
constexpr row erfc_table[] = {{NaN, NaN},    {inf, 0.0f},     {-inf, 2.0f},    {0.0f, 1.0f},
                              {-0.0f, 1.0f}, {largest, 0.0f}, {-largest, 2.0f}};
constexpr row sqrt_table[] = {{NaN, NaN},
                              {inf, inf},
                              {-inf, NaN},
                              {0.0f, 0.0f},
                              {-0.0f, -0.0f},
                              {-smallest, NaN},
                              {4.0f, 2.0f},
                              {2.25f, 1.5f},
                              {smallest, 3.74339207e-23f},
                              {largest, 1.8446743e19f}};
constexpr row rsqrt_table[] = {{NaN, NaN},    {inf, 0.0f},      {-inf, NaN},  {0.0f, inf},
                               {-0.0f, -inf}, {-smallest, NaN}, {4.0f, 0.5f}, {0.25f, 2.0f}};
constexpr row sin_table[] = {{NaN, NaN},
                             {inf, NaN},
                             {-inf, NaN},
                             {0.0f, 0.0f},
                             {-0.0f, -0.0f},
                             {smallest, smallest},
                             {largest, -0.521876514f}};
constexpr row cos_table[] = {{NaN, NaN},
                             {inf, NaN},
                             {-inf, NaN},
                             {0.0f, 1.0f},
                             {-0.0f, 1.0f},
                             {smallest, 1.0f},
                             {largest, 0.853021026f}};
constexpr row floor_table[] = {{NaN, NaN},     {inf, inf},         {-inf, -inf},
                               {0.0f, 0.0f},   {-0.0f, -0.0f},     {0.5f, 0.0f},
                               {-0.5f, -1.0f}, {-smallest, -1.0f}, {1.0f, 1.0f},
                               {-1.5f, -2.0f}, {largest, largest}};
constexpr row ceil_table[] = {{NaN, NaN},     {inf, inf},     {-inf, -inf},      {0.0f, 0.0f},
                              {-0.0f, -0.0f}, {0.5f, 1.0f},   {-0.5f, -0.0f},    {smallest, 1.0f},
                              {1.0f, 1.0f},   {-1.5f, -1.0f}, {largest, largest}};
constexpr row trunc_table[] = {{NaN, NaN},     {inf, inf},   {-inf, -inf},   {-0.0f, -0.0f},
                               {-0.5f, -0.0f}, {0.9f, 0.0f}, {-1.5f, -1.0f}, {1.5f, 1.0f}};
constexpr row round_table[] = {{NaN, NaN},     {inf, inf},          {-inf, -inf},
                               {-0.0f, -0.0f}, {-0.5f, -0.0f},      {0.5f, 0.0f},
                               {1.5f, 2.0f},   {2.5f, 2.0f},        {-2.5f, -2.0f},
                               {-1.5f, -2.0f}, {0.50000006f, 1.0f}, {8388607.5f, 8388608.0f}};
constexpr row fabs_table[] = {{NaN, NaN}, {-inf, inf}, {-0.0f, 0.0f}, {-1.5f, 1.5f}};

static_assert(holds(math::exp, exp_table));
static_assert(holds(math::expm1, expm1_table));
static_assert(holds(math::log, log_table));
static_assert(holds(math::log1p, log1p_table));
static_assert(holds(math::tanh, tanh_table));
static_assert(holds(math::sigmoid, sigmoid_table));
static_assert(holds(math::erf, erf_table));
static_assert(holds(math::erfc, erfc_table));
static_assert(holds(math::sqrt, sqrt_table));
static_assert(holds(math::rsqrt, rsqrt_table));
static_assert(holds(math::sin, sin_table));
static_assert(holds(math::cos, cos_table));
static_assert(holds(math::floor, floor_table));
static_assert(holds(math::ceil, ceil_table));
static_assert(holds(math::trunc, trunc_table));
static_assert(holds(math::round_half_even, round_table));
static_assert(holds(math::fabs, fabs_table));

struct pow_row {
  float x, y, power;
};
constexpr pow_row pow_table[] = {{NaN, 0.0f, 1.0f},
                                 {1.0f, NaN, 1.0f},
                                 {NaN, 1.0f, NaN},
                                 {2.0f, NaN, NaN},
                                 {0.0f, 0.0f, 1.0f},
                                 {-0.0f, 3.0f, -0.0f},
                                 {-0.0f, 2.0f, 0.0f},
                                 {-0.0f, -3.0f, -inf},
                                 {0.0f, -0.5f, inf},
                                 {-0.0f, -2.0f, inf},
                                 {-1.0f, inf, 1.0f},
                                 {-1.0f, -inf, 1.0f},
                                 {0.5f, inf, 0.0f},
                                 {0.5f, -inf, inf},
                                 {2.0f, inf, inf},
                                 {2.0f, -inf, 0.0f},
                                 {inf, 2.0f, inf},
                                 {inf, -2.0f, 0.0f},
                                 {-inf, 3.0f, -inf},
                                 {-inf, 2.0f, inf},
                                 {-inf, -3.0f, -0.0f},
                                 {-inf, -2.0f, 0.0f},
                                 {-2.0f, 0.5f, NaN},
                                 {-2.0f, 3.0f, -8.0f},
                                 {-2.0f, -2.0f, 0.25f},
                                 {2.0f, 128.0f, inf},
                                 {2.0f, -149.0f, smallest},
                                 {-2.0f, 129.0f, -inf},
                                 {2.0f, -151.0f, 0.0f},
                                 {-2.0f, -151.0f, -0.0f},
                                 {-1.0f, 16777215.0f, -1.0f},
                                 {-1.0f, 16777216.0f, 1.0f}};

constexpr row atan_table[] = {{NaN, NaN},           {inf, 1.57079633f},    {-inf, -1.57079633f},
                              {0.0f, 0.0f},         {-0.0f, -0.0f},        {1.0f, 0.785398163f},
                              {smallest, smallest}, {largest, 1.57079633f}};
static_assert(holds(math::atan, atan_table));

constexpr pow_row fmod_table[] = {
    {5.5f, 2.0f, 1.5f},   {-5.5f, 2.0f, -1.5f},      {5.5f, -2.0f, 1.5f}, {1.0f, 0.0f, NaN},
    {inf, 1.0f, NaN},     {1.0f, inf, 1.0f},         {NaN, 1.0f, NaN},    {1.0f, NaN, NaN},
    {-4.0f, 2.0f, -0.0f}, {largest, smallest, 0.0f}, {-0.0f, 1.0f, -0.0f}};
constexpr bool fmod_holds() {
  for (const pow_row& r : fmod_table)
    if (!agree(math::fmod(r.x, r.y), r.power)) return false;
  return true;
}
static_assert(fmod_holds());

template <std::size_t N>
constexpr bool pow_holds(const pow_row (&table)[N]) {
  for (const pow_row& r : table)
    if (!agree(math::pow(r.x, r.y), r.power)) return false;
  return true;
}
static_assert(pow_holds(pow_table));

static_assert(math::bits_from_float(-0.0f) == 0x80000000u);
static_assert(agree(math::float_from_bits(0x80000000u), -0.0f));
static_assert(math::float_from_bits(1u) == smallest &&
              math::bits_from_float(-largest) == 0xff7fffffu);
static_assert(math::is_inf(-inf) && !math::is_inf(largest) && math::is_nan(NaN));

template <class F, std::size_t N>
void check(F f, const row (&table)[N]) {
  for (const row& r : table) {
    const volatile float x = r.x;  // no constant propagation
    const float y = f(x);
    INFO(r.x << " gives " << y << ", not " << r.y);
    REQUIRE(test::same(y, r.y));
  }
}

}  // namespace

TEST_CASE("special values at run time") {
  check(math::exp, exp_table);
  check(math::expm1, expm1_table);
  check(math::log, log_table);
  check(math::log1p, log1p_table);
  check(math::tanh, tanh_table);
  check(math::sigmoid, sigmoid_table);
  check(math::erf, erf_table);
  check(math::erfc, erfc_table);
  check(math::sqrt, sqrt_table);
  check(math::rsqrt, rsqrt_table);
  check(math::sin, sin_table);
  check(math::cos, cos_table);
  check(math::floor, floor_table);
  check(math::ceil, ceil_table);
  check(math::trunc, trunc_table);
  check(math::round_half_even, round_table);
  check(math::fabs, fabs_table);
  check(math::atan, atan_table);
  for (const pow_row& r : fmod_table) {
    const volatile float x = r.x, y = r.y;
    INFO("fmod(" << r.x << ", " << r.y << ")");
    REQUIRE(test::same(math::fmod(x, y), r.power));
  }
  for (const pow_row& r : pow_table) {
    const volatile float x = r.x, y = r.y;
    const float power = math::pow(x, y);
    INFO("pow(" << r.x << ", " << r.y << ") gives " << power << ", not " << r.power);
    REQUIRE(test::same(power, r.power));
  }
}
