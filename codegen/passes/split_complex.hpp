// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/program.hpp"

namespace genn::passes {

/// Complex numbers become pairs of floats, a last axis of two; what computes with them becomes
/// calls on floats: products by parts, Fourier transforms of fixed length as products with a
/// matrix. What is left of them is added to `unsupported`.
ir::program split_complex(ir::program p);

}  // namespace genn::passes
