// SPDX-License-Identifier: BSL-1.0
// Layers of the IR as the sizes that formulas and kernels take.
#pragma once

#include <genn/kernels/matmul_scratch.hpp>
#include <genn/kernels/pooled_rows.hpp>
#include <genn/kernels/recurrent_sizes.hpp>
#include <genn/kernels/targets.hpp>
#include <genn/shape/standardize_sizes.hpp>

#include "ir/network.hpp"

namespace genn::run {

/// The one that headers are packed for: its packing serves every machine.
inline constexpr machine portable_machine = targets[0].kind;

extents to_extents(const ir::dims& shape);

/// `in` and `out` are [spatial..., channels] with or without a batch in front.
window_sizes sizes_of(const ir::convolution& c, const ir::dims& kernel, const ir::dims& in,
                      const ir::dims& out);
window_sizes sizes_of(const ir::pool& p, const ir::dims& in, const ir::dims& out);
window_sizes sizes_of(const ir::adaptive_avg_pool& p, const ir::dims& in, const ir::dims& out);

/// Of a node of the layer `r`.
recurrent_sizes sizes_of(const ir::network& n, const ir::node& x, const ir::recurrent& r);

standardize_sizes sizes_of(const ir::network& n, const ir::node& x, const ir::standardize& s);

/// Of the shapes of both operands.
matmul_sizes matmul_sizes_of(const ir::dims& a, const ir::dims& b);

/// Padding behind depth, height and width.
extents padding_after(const ir::pool& p);

/// Multiplications by weights of a node, as the library counts them.
std::uint64_t macs_of(const ir::network& n, const ir::node& x);

/// Kernel of a layer with weights; of products of integers and layers that
/// remember, their scratch memory; of others, none.
choice choice_of(const ir::network& n, const ir::node& x);

/// Kernel of a pool and the convolution that it reads by rows.
pooled_choice choice_of_pooled(const ir::network& n, const ir::node& convolution,
                               const ir::node& pool);

/// The kernel's extents of a convolution: [features, channels / groups, kernel...].
ir::dims kernel_of(const ir::network& n, const ir::node& x);

}  // namespace genn::run
