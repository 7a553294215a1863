// SPDX-License-Identifier: BSL-1.0
// Functions of PyTorch's integers where they may leave what floats hold exactly, 2^24: whole<add,
// int64> is `add` in integers. Sums and products wrap around as PyTorch's do.
#pragma once

#include <genn/functions/activation.hpp>
#include <genn/functions/arithmetic.hpp>
#include <genn/functions/bits.hpp>
#include <genn/functions/compare.hpp>
#include <genn/functions/division.hpp>
#include <genn/functions/elementary.hpp>
#include <genn/number/element.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

// What the functions do to integers: T is std::int32_t or std::int64_t.
template <class T>
using modular = std::make_unsigned_t<T>;

template <class T>
constexpr T on_integers(identity, T a) {
  return a;
}
template <class T>
constexpr T on_integers(abs, T a) {
  return a < 0 ? T(modular<T>(0) - modular<T>(a)) : a;
}
template <class T>
constexpr T on_integers(sign, T a) {
  return T(a > 0 ? 1 : a < 0 ? -1 : 0);
}
template <class T>
constexpr T on_integers(add, T a, T b) {
  return T(modular<T>(a) + modular<T>(b));
}
template <class T>
constexpr T on_integers(sub, T a, T b) {
  return T(modular<T>(a) - modular<T>(b));
}
template <class T>
constexpr T on_integers(mul, T a, T b) {
  return T(modular<T>(a) * modular<T>(b));
}
template <class T>
constexpr T on_integers(second, T, T b) {
  return b;
}
template <class T>
constexpr T on_integers(minimum, T a, T b) {
  return a < b ? a : b;
}
template <class T>
constexpr T on_integers(maximum, T a, T b) {
  return a > b ? a : b;
}
template <class T>
constexpr T on_integers(eq, T a, T b) {
  return T(a == b);
}
template <class T>
constexpr T on_integers(ne, T a, T b) {
  return T(a != b);
}
template <class T>
constexpr T on_integers(lt, T a, T b) {
  return T(a < b);
}
template <class T>
constexpr T on_integers(le, T a, T b) {
  return T(a <= b);
}
template <class T>
constexpr T on_integers(gt, T a, T b) {
  return T(a > b);
}
template <class T>
constexpr T on_integers(ge, T a, T b) {
  return T(a >= b);
}
template <class T>
constexpr T on_integers(where, T condition, T a, T b) {
  return condition == 0 ? b : a;
}
template <class T>
constexpr T on_integers(bit_and, T a, T b) {
  return a & b;
}
template <class T>
constexpr T on_integers(bit_or, T a, T b) {
  return a | b;
}
template <class T>
constexpr T on_integers(bit_xor, T a, T b) {
  return a ^ b;
}
/// By as many places as there are, or more: 0.
template <class T>
constexpr T on_integers(left_shift, T a, T b) {
  return b >= 0 && b < T(8 * sizeof(T)) ? T(modular<T>(a) << b) : T(0);
}
/// By as many places as there are, or more: what is left is the sign.
template <class T>
constexpr T on_integers(right_shift, T a, T b) {
  constexpr T most = T(8 * sizeof(T) - 1);
  return T(a >> (b >= 0 && b < most ? b : most));
}
// PyTorch refuses a divisor of 0; the result here is 0. The lowest number by -1 wraps around.
template <class T>
constexpr T on_integers(trunc_divide, T a, T b) {
  return b == 0 ? T(0) : b == T(-1) ? on_integers(sub{}, T(0), a) : T(a / b);
}
template <class T>
constexpr T on_integers(fmod, T a, T b) {
  return b == 0 || b == T(-1) ? T(0) : T(a % b);
}
template <class T>
constexpr T on_integers(remainder, T a, T b) {
  const T left = on_integers(fmod{}, a, b);
  return left != 0 && (left < 0) != (b < 0) ? T(left + b) : left;
}
template <class T>
constexpr T on_integers(floor_divide, T a, T b) {
  const bool between = on_integers(fmod{}, a, b) != 0 && (a < 0) != (b < 0);
  return T(on_integers(trunc_divide{}, a, b) - (between ? 1 : 0));
}
template <class T>
constexpr T on_integers(pow, T a, T b) {
  if (b < 0) return a == 1 ? T(1) : a == T(-1) ? T(b % 2 == 0 ? 1 : -1) : T(0);
  modular<T> result = 1, factor = modular<T>(a);
  for (; b > 0; b = T(b >> 1), factor *= factor)
    if (b % 2 != 0) result *= factor;
  return T(result);
}

/// An integer, or the one that a float holds, as T; of what no integer is, 0.
template <class T, class X>
constexpr T whole_number(X x) {
  if constexpr (std::is_same_v<X, float>) {
    if (x >= -2147483648.0f && x < 2147483648.0f) return T(std::int32_t(x));
    return x >= -9223372036854775808.0f && x < 9223372036854775808.0f ? T(std::int64_t(x)) : T(0);
  } else {
    return T(x);
  }
}

}  // namespace detail

/// Function on integers, which may stand in floats where these hold them exactly. Result: int32,
/// int64, or f32 for what certainly fits it.
template <class Function, class Result>
struct whole {
  static constexpr const char* name = Function::name;
  using result = Result;
  template <class... X>
  static constexpr bool takes = ((X::form == form::plain || X::form == form::f32) && ...);
  template <class...>
  static constexpr bool proved = true;

  template <class... X>
  constexpr typename Result::type operator()(X... x) const {
    // 64 bits only where an operand or the result has as many; wrapped to 32 they say the same.
    constexpr bool is_long =
        ((sizeof(X) > sizeof(std::int32_t)) || ... || (sizeof(typename Result::type) > 4));
    using number = std::conditional_t<is_long, std::int64_t, std::int32_t>;
    return
        typename Result::type(detail::on_integers(Function{}, detail::whole_number<number>(x)...));
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
