// SPDX-License-Identifier: BSL-1.0
// Discrete Fourier transforms of fixed length as matrices of real numbers, row-major
// [numbers in, numbers out]; a complex number is a pair of neighbours.
#pragma once

#include <cstdint>
#include <vector>

namespace genn::passes {

/// `in` real numbers to `bins` complex ones, of a transform of length `in`.
std::vector<float> real_transform(std::int64_t in, std::int64_t bins, double scale);

/// `length` complex numbers to as many.
std::vector<float> complex_transform(std::int64_t length, bool forward, double scale);

/// `bins` complex numbers, half of a spectrum, to `length` real ones.
std::vector<float> inverse_real_transform(std::int64_t bins, std::int64_t length, double scale);

}  // namespace genn::passes
