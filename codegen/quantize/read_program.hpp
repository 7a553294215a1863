// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "quantize/build.hpp"

namespace genn::quantize {

/// A quantized program in the terms of build().
struct program_in_integers {
  ir::network network;  ///< without ir::fake_quantize; ir::quantize stands behind float layers
  forms of_layers;
  quantizations scales;
};

program_in_integers read_program(const ir::network& n);

}  // namespace genn::quantize
