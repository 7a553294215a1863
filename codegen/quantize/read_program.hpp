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

/// The last `states` inputs of the network are what the last outputs become.
program_in_integers read_program(const ir::network& n, std::size_t states);

}  // namespace genn::quantize
