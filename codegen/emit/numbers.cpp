// SPDX-License-Identifier: BSL-1.0
#include "emit/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace genn::emit {

namespace {

// How constants of one element type are written.
struct spelling {
  ir::element type;
  const char* name;     // of the library's element
  const char* literal;  // type of the array behind a literal
  const char* prefix;   // of the literal
  const char* plain;    // type of a list of numbers
  std::uint32_t mask;   // bits of one element
};
constexpr spelling spellings[] = {
    {ir::element::f32, "f32", "char32_t", "U", "float", 0xffffffffu},
    {ir::element::i32, "int32", "char32_t", "U", "std::int32_t", 0xffffffffu},
    {ir::element::i64, "int64", "", "", "std::int64_t", 0},  // lists only
    {ir::element::i16, "int16", "char16_t", "u", "std::int16_t", 0xffffu},
    {ir::element::i8, "int8", "signed char", "", "std::int8_t", 0xffu},
    {ir::element::u8, "uint8", "unsigned char", "", "std::uint8_t", 0xffu},
};

const spelling& spelling_of(ir::element type) {
  for (const spelling& s : spellings)
    if (s.type == type) return s;
  throw std::logic_error("constants of " + to_string(type));
}

std::uint32_t bits_of(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}
std::uint32_t bits_of(std::int64_t x) { return static_cast<std::uint32_t>(x); }

std::string text_of(float x) { return float_text(x); }
// No literal of C++ has the sign of the lowest number.
std::string text_of(std::int64_t x) {
  return x == std::numeric_limits<std::int64_t>::min() ? fmt::format("{} - 1", x + 1)
                                                       : fmt::format("{}", x);
}

// A list can be read and has no terminator, which with its padding is up to 16 bytes of flash; so
// few numbers cost no compile time.
bool is_short(ir::element type, std::int64_t count) {
  return count <= 64 || type == ir::element::i64;
}

// Short lines for people; long ones where nobody reads, for pieces of literals cost compile time.
std::size_t numbers_in_line(std::size_t count) { return count <= 4096 ? 8 : 512; }

template <class Number>
std::string lines(const spelling& s, const std::vector<Number>& numbers, weights_as form) {
  // An array has an element at least.
  if (numbers.empty()) return form == weights_as::literals ? fmt::format(" {}\"\"", s.prefix) : "0";
  const std::size_t in_line = numbers_in_line(numbers.size());
  std::string text;
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool first = i % in_line == 0,
               last = i % in_line == in_line - 1 || i + 1 == numbers.size();
    if (form == weights_as::literals)
      fmt::format_to(out, "{}\\x{:x}{}", first ? fmt::format("\n      {}\"", s.prefix) : "",
                     bits_of(numbers[i]) & s.mask, last ? "\"" : "");
    else
      fmt::format_to(out, "{}{}{}", first ? "\n      " : " ", text_of(numbers[i]),
                     i + 1 == numbers.size() ? "" : ",");
  }
  return text;
}

}  // namespace

std::string float_text(float x) {
  if (std::isnan(x)) return "genn::math::not_a_number";
  if (std::isinf(x)) return x < 0 ? "-genn::math::infinity" : "genn::math::infinity";
  std::string text = fmt::format("{}", x);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text + "f";
}

std::string element_name(ir::element type) { return spelling_of(type).name; }

std::string constant_member(ir::element type, const ir::number_list& numbers, weights_as form,
                            const char* alignment) {
  const spelling& s = spelling_of(type);
  const std::size_t count = std::visit([](const auto& values) { return values.size(); }, numbers);
  if (is_short(type, static_cast<std::int64_t>(count))) form = weights_as::numbers;
  const std::string list =
      std::visit([&](const auto& values) { return lines(s, values, form); }, numbers);
  if (form == weights_as::literals)
    return fmt::format("  alignas({}) static constexpr {} bits[] ={};\n", alignment, s.literal,
                       list);
  return fmt::format("  alignas({}) static constexpr {} values[] = {{{}}};\n", alignment, s.plain,
                     list);
}

std::int64_t constant_bytes(ir::element type, std::int64_t count, std::int64_t alignment,
                            weights_as form) {
  // All floating types are stored as float.
  const auto each =
      static_cast<std::int64_t>(ir::is_floating(type) ? sizeof(float) : ir::element_bytes(type));
  const bool terminated = form == weights_as::literals && !is_short(type, count);
  const std::int64_t elements = std::max<std::int64_t>(count + (terminated ? 1 : 0), 1);
  return (elements * each + alignment - 1) / alignment * alignment;
}

}  // namespace genn::emit
