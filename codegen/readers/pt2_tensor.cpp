// SPDX-License-Identifier: BSL-1.0
#include "readers/pt2_tensor.hpp"

#include <fmt/format.h>

#include "readers/element_bytes.hpp"

namespace genn::readers {

namespace {

using ir::element;

// No tensor on a small machine comes near: larger numbers mean a damaged archive.
constexpr std::int64_t most_elements = std::int64_t{1} << 31;
constexpr std::int64_t complex_of_floats = 10, complex_of_doubles = 11;
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 32;

std::int64_t fixed_size(const json_view& size, const std::string& what) {
  if (size.has("as_expr"))
    throw conversion_error(exit_code::unsupported,
                           {size.where(), what + " is dynamic",
                            "export the program with fixed sizes (no dynamic_shapes)"});
  const std::int64_t value = size["as_int"].integer();
  if (value < 0 || value > most_elements) fail_json(size.where(), what + " is out of range");
  return value;
}

ir::dims fixed_sizes(const json_view& list, const std::string& what) {
  ir::dims sizes;
  if (list.size() > 16) fail_json(list.where(), "too many axes");
  for (std::size_t i = 0; i < list.size(); ++i) sizes.push_back(fixed_size(list[i], what));
  return sizes;
}

}  // namespace

element element_of(const json_view& code) {
  switch (code.integer()) {
    case 1:
      return element::u8;
    case 2:
      return element::i8;
    case 3:
      return element::i16;
    case 4:
      return element::i32;
    case 5:
      return element::i64;
    case 6:
      return element::f16;
    case 7:
      return element::f32;
    case 8:
      return element::f64;
    case complex_of_floats:
      return element::f32;
    case complex_of_doubles:
      return element::f64;
    case 12:
      return element::boolean;
    case 13:
      return element::bf16;
    default:
      throw conversion_error(exit_code::unsupported,
                             {code.where(),
                              fmt::format("element type {} is not supported (short complex, "
                                          "float8 or unsigned wider than 8 bits)",
                                          code.integer()),
                              "use float32 or one of the integer types"});
  }
}

ir::tensor_type tensor_type_of(const json_view& meta) {
  ir::tensor_type type{element_of(meta["dtype"]), fixed_sizes(meta["sizes"], "size")};
  if (meta.has("layout") && meta["layout"].integer() != 7)
    throw conversion_error(exit_code::unsupported,
                           {meta.where(), "sparse tensors are not supported",
                            "store a dense tensor with zeros (to_dense())"});
  std::int64_t elements = 1;
  for (const std::int64_t extent : type.shape) {
    elements *= extent;
    if (elements > most_elements) fail_json(meta.where(), "the tensor is too large");
  }
  if (is_complex(meta)) type.shape.push_back(2);
  return type;
}

bool is_complex(const json_view& meta) {
  const std::int64_t code = meta["dtype"].integer();
  return code == complex_of_floats || code == complex_of_doubles;
}

bool is_row_major(const json_view& meta) {
  if (!meta.has("strides")) return true;
  const ir::dims sizes = fixed_sizes(meta["sizes"], "size");
  const ir::dims strides = fixed_sizes(meta["strides"], "stride");
  if (strides.size() != sizes.size()) return false;  // nor will the call fit
  std::int64_t dense = 1;
  for (std::size_t axis = sizes.size(); axis-- > 0;) {
    if (sizes[axis] != 1 && strides[axis] != dense) return false;
    dense *= sizes[axis];
  }
  return true;
}

ir::tensor read_tensor(const archive& from, const std::string& folder, const json_view& entry) {
  if (entry.has("use_pickle") && entry["use_pickle"].boolean())
    throw conversion_error(exit_code::unsupported,
                           {entry.where(), "the tensor is a pickled subclass",
                            "quantize with PT2E instead of quantize_()"});
  const json_view meta = entry["tensor_meta"];
  const ir::tensor_type type = tensor_type_of(meta);
  ir::dims strides = fixed_sizes(meta["strides"], "stride");
  std::int64_t offset = fixed_size(meta["storage_offset"], "storage offset");
  if (is_complex(meta)) {
    for (std::int64_t& stride : strides) stride *= 2;
    strides.push_back(1);
    offset *= 2;
  }
  if (strides.size() != type.shape.size())
    fail_json(meta.where(), "strides and sizes differ in number");

  const std::string name = folder + entry["path_name"].text();
  const std::string bytes = from.read(name, most_bytes);
  const std::int64_t elements = ir::count(type.shape);
  const std::size_t width = ir::element_bytes(type.type);
  std::int64_t last = offset;
  for (std::size_t axis = 0; axis < strides.size(); ++axis) {
    const std::int64_t extent = type.shape[axis];
    if (extent > 1 && strides[axis] > most_elements / (extent - 1))
      fail_json(meta.where(), "the strides are out of range");
    last += extent > 0 ? (extent - 1) * strides[axis] : 0;
  }
  if (elements > 0 && static_cast<std::uint64_t>(last) >= bytes.size() / width)
    throw conversion_error(
        exit_code::input,
        {entry.where(),
         fmt::format("archive damaged: {} has {} bytes, too few for the tensor in it", name,
                     bytes.size()),
         "save or copy the program again"});

  return tensor_from_bytes(type, strides, offset, bytes.data());
}

}  // namespace genn::readers
