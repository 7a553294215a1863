// SPDX-License-Identifier: BSL-1.0
#include "readers/element_bytes.hpp"

#include <cstring>
#include <genn/math/bits.hpp>

namespace genn::readers {

namespace {

using ir::element;

float from_half(std::uint16_t bits) {
  const std::uint32_t sign = std::uint32_t{bits & 0x8000u} << 16;
  const std::uint32_t exponent = (bits >> 10) & 0x1fu, fraction = bits & 0x3ffu;
  if (exponent == 31) return math::float_from_bits(sign | 0x7f800000u | fraction << 13);
  if (exponent == 0) {
    const float magnitude = static_cast<float>(fraction) * 5.9604644775390625e-8f;  // 2^-24
    return sign != 0 ? -magnitude : magnitude;
  }
  return math::float_from_bits(sign | (exponent + 112) << 23 | fraction << 13);
}

template <class T>
T load(const char* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

float float_at(element type, const char* bytes) {
  switch (type) {
    case element::f16:
      return from_half(load<std::uint16_t>(bytes));
    case element::bf16:
      return math::float_from_bits(std::uint32_t{load<std::uint16_t>(bytes)} << 16);
    case element::f64:
      return static_cast<float>(load<double>(bytes));
    default:
      return load<float>(bytes);
  }
}

std::int64_t integer_at(element type, const char* bytes) {
  switch (type) {
    case element::u8:
      return load<std::uint8_t>(bytes);
    case element::boolean:
      return load<std::uint8_t>(bytes) != 0 ? 1 : 0;
    case element::i8:
      return load<std::int8_t>(bytes);
    case element::i16:
      return load<std::int16_t>(bytes);
    case element::i32:
      return load<std::int32_t>(bytes);
    default:
      return load<std::int64_t>(bytes);
  }
}

// Offsets, in elements, of all elements of a strided tensor in row-major order.
template <class Visit>
void for_each_offset(const ir::dims& shape, const ir::dims& strides, std::int64_t offset,
                     Visit visit) {
  const std::int64_t elements = ir::count(shape);
  ir::dims index(shape.size(), 0);
  std::int64_t at = offset;
  for (std::int64_t i = 0; i < elements; ++i) {
    visit(static_cast<std::size_t>(at));
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
      at -= strides[axis] * shape[axis];
    }
  }
}

}  // namespace

ir::tensor tensor_from_bytes(const ir::tensor_type& type, const ir::dims& strides,
                             std::int64_t offset, const char* bytes) {
  ir::tensor tensor{type, {}};
  const std::size_t width = ir::element_bytes(type.type);
  const auto read_all = [&](auto values, auto read) {
    values.reserve(static_cast<std::size_t>(ir::count(type.shape)));
    for_each_offset(type.shape, strides, offset,
                    [&](std::size_t i) { values.push_back(read(type.type, bytes + i * width)); });
    tensor.data = std::move(values);
  };
  if (ir::is_floating(type.type))
    read_all(std::vector<float>{}, float_at);
  else
    read_all(std::vector<std::int64_t>{}, integer_at);
  return tensor;
}

}  // namespace genn::readers
