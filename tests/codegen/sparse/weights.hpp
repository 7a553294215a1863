// SPDX-License-Identifier: BSL-1.0
// Weights with a share of zeros.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>

#include "ir/tensor.hpp"

namespace test {

inline std::mt19937& random_engine() {
  static std::mt19937 engine{4711};
  return engine;
}

/// Exactly `kept` weights that are not zero, at random places.
inline genn::ir::tensor pruned(genn::ir::element type, const genn::ir::dims& shape,
                               std::int64_t kept) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(genn::ir::count(shape)));
  for (std::int64_t i = 0; i < kept; ++i)
    numbers[static_cast<std::size_t>(i)] = (i % 2 == 0 ? 1 : -1) * (1 + i % 127);
  std::shuffle(numbers.begin(), numbers.end(), random_engine());
  genn::ir::tensor t;
  t.type = {type, shape};
  if (type == genn::ir::element::f32)
    t.data = std::vector<float>(numbers.begin(), numbers.end());
  else
    t.data = std::move(numbers);
  return t;
}

inline constexpr genn::ir::element element_types[] = {
    genn::ir::element::f32, genn::ir::element::i16, genn::ir::element::i8};

}  // namespace test
