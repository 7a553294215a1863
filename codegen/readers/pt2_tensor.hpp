// SPDX-License-Identifier: BSL-1.0
// Tensors of a .pt2 archive: their types in JSON, their numbers in blobs.
#pragma once

#include "ir/tensor.hpp"
#include "readers/archive.hpp"
#include "readers/json.hpp"

namespace genn::readers {

/// Element type of a code of the archive. Throws conversion_error for complex, float8 and unknown.
ir::element element_of(const json_view& code);

/// Element type and shape of a TensorMeta. Throws conversion_error if a size is dynamic, negative
/// or absurd.
ir::tensor_type tensor_type_of(const json_view& meta);

/// Whether the elements of a TensorMeta lie in memory in the order of its axes, without gaps.
bool is_row_major(const json_view& meta);

/// True for tensors of complex numbers; their type has a last axis of two floats.
bool is_complex(const json_view& meta);

/// The tensor that an index entry describes: a strided view of a whole storage. `folder` is
/// "data/weights/" or "data/constants/".
ir::tensor read_tensor(const archive& from, const std::string& folder, const json_view& entry);

}  // namespace genn::readers
