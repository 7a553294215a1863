// SPDX-License-Identifier: BSL-1.0
#include "ir/tensor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace genn::ir {

bool is_floating(element type) {
  return type == element::f16 || type == element::bf16 || type == element::f32 ||
         type == element::f64;
}

std::size_t element_bytes(element type) {
  switch (type) {
    case element::u8:
    case element::i8:
    case element::boolean:
      return 1;
    case element::f16:
    case element::bf16:
    case element::i16:
      return 2;
    case element::f32:
    case element::i32:
      return 4;
    case element::f64:
    case element::i64:
      return 8;
  }
  return 0;
}

std::string to_string(element type) {
  switch (type) {
    case element::f16:
      return "float16";
    case element::bf16:
      return "bfloat16";
    case element::f32:
      return "float32";
    case element::f64:
      return "float64";
    case element::u8:
      return "uint8";
    case element::i8:
      return "int8";
    case element::i16:
      return "int16";
    case element::i32:
      return "int32";
    case element::i64:
      return "int64";
    case element::boolean:
      return "bool";
  }
  return "?";
}

std::string to_string(const dims& shape) { return fmt::format("[{}]", fmt::join(shape, ", ")); }

std::string to_string(const tensor_type& t) { return to_string(t.type) + to_string(t.shape); }

std::int64_t count(const dims& shape) {
  std::int64_t product = 1;
  for (const std::int64_t extent : shape) product *= extent;
  return product;
}

dims natural_pitch(const dims& shape) {
  dims pitch(shape.size(), 1);
  for (std::size_t axis = shape.size(); axis-- > 1;) pitch[axis - 1] = pitch[axis] * shape[axis];
  return pitch;
}

}  // namespace genn::ir
