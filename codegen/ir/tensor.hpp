// SPDX-License-Identifier: BSL-1.0
// Types and values of tensors, as plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace genn::ir {

/// Element types that PyTorch programs carry.
enum class element { f16, bf16, f32, f64, u8, i8, i16, i32, i64, boolean };

using dims = std::vector<std::int64_t>;

/// A static shape, outermost axis first, and the type of its elements. 0-d: empty `shape`.
struct tensor_type {
  element type = element::f32;
  dims shape;

  friend bool operator==(const tensor_type& a, const tensor_type& b) {
    return a.type == b.type && a.shape == b.shape;
  }
  friend bool operator!=(const tensor_type& a, const tensor_type& b) { return !(a == b); }
};

/// Floating element types are held as float (programs in other precisions compute in float), all
/// others as integers.
using number_list = std::variant<std::vector<float>, std::vector<std::int64_t>>;

/// A tensor with its numbers, dense and row-major in the order of `type.shape`.
struct tensor {
  tensor_type type;
  number_list data;

  const std::vector<float>& floats() const { return std::get<std::vector<float>>(data); }
  std::vector<float>& floats() { return std::get<std::vector<float>>(data); }
  const std::vector<std::int64_t>& integers() const {
    return std::get<std::vector<std::int64_t>>(data);
  }
  std::vector<std::int64_t>& integers() { return std::get<std::vector<std::int64_t>>(data); }
};

bool is_floating(element type);
std::size_t element_bytes(element type);      ///< bytes of one element in a PyTorch archive
std::string to_string(element type);          ///< PyTorch's name: "float32", "int64", "bool" ...
std::string to_string(const dims& shape);     ///< "[1, 28, 28]"
std::string to_string(const tensor_type& t);  ///< "float32[1, 28, 28]"

/// Number of elements: the product of the extents, 1 for 0-d.
std::int64_t count(const dims& shape);

/// How far apart the elements of each axis lie where the last one is dense.
dims natural_pitch(const dims& shape);

}  // namespace genn::ir
