// SPDX-License-Identifier: BSL-1.0
// Sizes of layer, group, instance and RMS norm.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// `rows` of `length` numbers, each of which has its own mean and variance. Number i of all belongs
/// to channel (i / inner) % channels, which says what its result is multiplied by.
struct standardize_sizes {
  index_t rows = 0, length = 0, channels = 1, inner = 1;

  /// Rows hold whole channels, and the last row ends with the last channel.
  constexpr bool fit() const {
    if (length <= 0 || channels <= 0 || inner <= 0 || length % inner != 0) return false;
    return rows * length / inner % channels == 0;
  }
};

/// Rows of `length` numbers, `channels` of them in all; without any, all numbers share one.
constexpr standardize_sizes rows_of(index_t count, index_t length, index_t channels,
                                    index_t inner) {
  if (length <= 0) return {};
  return {count / length, length, channels > 0 ? channels : 1, channels > 0 ? inner : length};
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>
