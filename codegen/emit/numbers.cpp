// SPDX-License-Identifier: BSL-1.0
#include "emit/numbers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace genn::emit {

namespace {

std::uint32_t bits_of(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

// Short lines for people; long ones where nobody reads, for pieces of literals cost compile time.
std::size_t numbers_in_line(std::size_t count) { return count <= 4096 ? 8 : 512; }

}  // namespace

std::string float_text(float x) {
  if (std::isnan(x)) return "genn::math::not_a_number";
  if (std::isinf(x)) return x < 0 ? "-genn::math::infinity" : "genn::math::infinity";
  std::string text = fmt::format("{}", x);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text + "f";
}

std::string constant_member(const std::vector<float>& numbers, weights_as form) {
  const std::size_t in_line = numbers_in_line(numbers.size());
  const bool as_literals = form == weights_as::literals;
  std::string text = as_literals ? "  alignas(16) static constexpr char32_t bits[] ="
                                 : "  alignas(16) static constexpr float values[] = {";
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool first = i % in_line == 0,
               last = i % in_line == in_line - 1 || i + 1 == numbers.size();
    if (as_literals)
      fmt::format_to(out, "{}\\x{:x}{}", first ? "\n      U\"" : "", bits_of(numbers[i]),
                     last ? "\"" : "");
    else
      fmt::format_to(out, "{}{},", first ? "\n      " : " ", float_text(numbers[i]));
  }
  return text + (as_literals ? ";\n" : "};\n");
}

}  // namespace genn::emit
