// SPDX-License-Identifier: BSL-1.0
// The passes over networks: each graph -> graph, one idea each.
#pragma once

#include "ir/network.hpp"

namespace genn::passes {

/// Evaluates layers whose operands are all constant.
ir::network fold_constants(ir::network n);

/// Moves every permute towards the outputs, through layers that do not care about the order of
/// axes, until it meets its inverse, a linear layer that can take it into its weight, or the
/// border. What moves only axes of extent 1 becomes a reshape.
ir::network sink_permutes(ir::network n);

/// Moves the rounding of a quantized program in front of padding: ir::fake_quantize(pad(x)) becomes
/// pad(ir::fake_quantize(x)).
ir::network lift_quantize(ir::network n);

/// Merges reshapes of reshapes and drops those that change nothing.
ir::network merge_reshapes(ir::network n);

/// Folds a scale and shift per channel (batch norm, or arithmetic with constants) into the weights
/// of the linear layer or convolution before it.
ir::network fold_scales(ir::network n);

/// Moves padding behind a permute, or a reshape that moves only axes of extent 1: towards a
/// convolution.
ir::network sink_padding(ir::network n);

/// Folds zero padding into the convolution behind it.
ir::network fold_padding(ir::network n);

/// Lets a layer apply the element-wise functions of one tensor that follow it.
ir::network fuse_functions(ir::network n);

/// Makes of each transposed convolution, which multiplies the zeros between its inputs, one
/// convolution of the inputs for each phase of its results, and interleaves these.
ir::network split_phases(ir::network n);

/// Drops a leading extent of 1 from every tensor: the batch.
ir::network drop_batch(ir::network n);

/// Gives an input the shape under which it is read, where all its readers agree: the same memory,
/// one layer less.
ir::network reshape_inputs(ir::network n);

/// Lets a layer that remembers keep only its last states where nobody reads the others.
ir::network keep_last_states(ir::network n);

/// Gives every output memory of its own where the program returns an input, a constant or one
/// tensor twice.
ir::network separate_outputs(ir::network n);

/// Puts the nodes in the order, of several tried, whose plan needs the smallest arena.
ir::network order_nodes(ir::network n);

/// Evens out the channels between two layers with weights, for one scale a tensor to fit all of
/// them: output channels of the first are divided by powers of two, input channels of the second
/// multiplied. Only where nothing else sees the tensors between; results keep their bits (but for
/// denormal numbers). Value ids stay. Not part of simplify.
ir::network equalize(ir::network n);

/// Sets the smallest weights of each linear layer and convolution to 0, this share (0 to 1) of
/// them; no retraining. Value ids stay. Not part of simplify.
ir::network prune(ir::network n, double share);

/// Lets a pool compute the convolution that it alone reads by rows, where that makes the arena
/// smaller. The storage of the weights must be known; value ids stay. Not part of simplify.
ir::network pool_by_rows(ir::network n);

/// The passes that every program goes through, with verify() after each.
ir::network simplify(ir::network n);

}  // namespace genn::passes
