// SPDX-License-Identifier: BSL-1.0
// Everything a generated header needs.
#pragma once

#if !defined(GENN_LIBRARY)  // a standalone header brings its own copy
#  define GENN_LIBRARY

// First, so that nothing stands above the message for a compiler of an older C++.
#  include <genn/config.hpp>
#  include <genn/undef.hpp>

#  include <genn/constants/bitmap.hpp>
#  include <genn/constants/blocks.hpp>
#  include <genn/constants/gaps.hpp>
// Layers come first, and a layer that others include before them: an error in it is told with the
// files that include it.
#  include <genn/layers/linear.hpp>

#  include <genn/functions/activation.hpp>
#  include <genn/functions/arithmetic.hpp>
#  include <genn/functions/bits.hpp>
#  include <genn/functions/compare.hpp>
#  include <genn/functions/division.hpp>
#  include <genn/functions/elementary.hpp>
#  include <genn/functions/hyperbolic.hpp>
#  include <genn/functions/integer.hpp>
#  include <genn/functions/piecewise.hpp>
#  include <genn/functions/polynomials.hpp>
#  include <genn/functions/smooth.hpp>
#  include <genn/functions/special.hpp>
#  include <genn/functions/trigonometry.hpp>
#  include <genn/functions/whole.hpp>
#  include <genn/graph/network.hpp>
#  include <genn/layers/adaptive_avg_pool1d.hpp>
#  include <genn/layers/adaptive_avg_pool2d.hpp>
#  include <genn/layers/adaptive_avg_pool3d.hpp>
#  include <genn/layers/argmax.hpp>
#  include <genn/layers/avg_pool1d.hpp>
#  include <genn/layers/avg_pool2d.hpp>
#  include <genn/layers/avg_pool3d.hpp>
#  include <genn/layers/batch_norm.hpp>
#  include <genn/layers/concat.hpp>
#  include <genn/layers/conv1d.hpp>
#  include <genn/layers/conv2d.hpp>
#  include <genn/layers/conv3d.hpp>
#  include <genn/layers/copy.hpp>
#  include <genn/layers/cumulative.hpp>
#  include <genn/layers/gather.hpp>
#  include <genn/layers/gru.hpp>
#  include <genn/layers/input.hpp>
#  include <genn/layers/lstm.hpp>
#  include <genn/layers/lu.hpp>
#  include <genn/layers/map.hpp>
#  include <genn/layers/matmul.hpp>
#  include <genn/layers/max_pool1d.hpp>
#  include <genn/layers/max_pool2d.hpp>
#  include <genn/layers/max_pool3d.hpp>
#  include <genn/layers/pad.hpp>
#  include <genn/layers/permute.hpp>
#  include <genn/layers/recurrent.hpp>
#  include <genn/layers/reduce.hpp>
#  include <genn/layers/reshape.hpp>
#  include <genn/layers/rnn.hpp>
#  include <genn/layers/scatter.hpp>
#  include <genn/layers/softmax.hpp>
#  include <genn/layers/solve_triangular.hpp>
#  include <genn/layers/sort.hpp>
#  include <genn/layers/standardize.hpp>
#  include <genn/layers/strided.hpp>
#  include <genn/model/budget.hpp>
#  include <genn/model/model.hpp>
#  include <genn/model/stateful.hpp>

#  include <genn/c/run_float.hpp>

#endif  // GENN_LIBRARY
