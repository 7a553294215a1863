// SPDX-License-Identifier: BSL-1.0
#include "emit/sparse_weight.hpp"

#include <algorithm>
#include <numeric>

#include "emit/numbers.hpp"
#include "run/channels_last.hpp"

namespace genn::emit {

namespace {

using integers = std::vector<std::int64_t>;

// Gaps and counts of elements of `step` taps.
template <class Number>
struct by_distance {
  std::vector<Number> values;
  integers gaps, counts;

  void add_row(const Number* row, std::int64_t taps, std::int64_t step) {
    std::int64_t last = 0, count = 0;
    for (std::int64_t first = 0; first < taps; first += step) {
      const std::int64_t end = std::min(first + step, taps);
      if (std::all_of(row + first, row + end, [](Number w) { return w == 0; })) continue;
      add_gap(first / step - last);
      last = first / step;
      ++count;
      values.insert(values.end(), row + first, row + end);
      values.resize(values.size() + static_cast<std::size_t>(first + step - end));
    }
    counts.push_back(count);
  }
  void add_gap(std::int64_t distance) {
    for (; distance >= escape; distance -= escape) gaps.push_back(escape);
    gaps.push_back(distance);
  }
};

// Bits of 8 taps, the lowest one the first.
template <class Number>
std::int64_t bits_of(const Number* row, std::int64_t taps) {
  std::int64_t bits = 0;
  for (std::int64_t tap = 0; tap < std::min<std::int64_t>(taps, 8); ++tap)
    if (row[tap] != 0) bits |= std::int64_t{1} << tap;
  return bits;
}

// The narrowest of the library's integers that holds all counts.
ir::element type_of_counts(const integers& counts) {
  const std::int64_t largest = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
  return largest <= 255 ? ir::element::u8 : largest <= 32767 ? ir::element::i16 : ir::element::i32;
}

template <class Number>
sparse_weight store(const std::vector<Number>& numbers, std::int64_t rows, ir::element type,
                    packing_order storage) {
  sparse_weight w;
  w.kept = static_cast<std::int64_t>(numbers.size()) -
           std::count(numbers.begin(), numbers.end(), Number{0});
  const std::int64_t taps = static_cast<std::int64_t>(numbers.size()) / rows;
  if (storage == packing_order::bitmap) {
    std::vector<Number> kept;
    std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(kept),
                 [](Number x) { return x != 0; });
    integers bits;
    for (std::int64_t row = 0; row < rows; ++row)
      for (std::int64_t tap = 0; tap < taps; tap += 8)
        bits.push_back(bits_of(numbers.data() + row * taps + tap, taps - tap));
    w.parts = {{"kept", type, std::move(kept)}, {"bitmap", ir::element::u8, std::move(bits)}};
    return w;
  }
  by_distance<Number> parts;
  for (std::int64_t row = 0; row < rows; ++row)
    parts.add_row(numbers.data() + row * taps, taps,
                  storage == packing_order::blocks ? block_taps : 1);
  const ir::element counts = type_of_counts(parts.counts);
  w.parts = {{"kept", type, std::move(parts.values)},
             {"gaps", ir::element::u8, std::move(parts.gaps)},
             {"counts", counts, std::move(parts.counts)}};
  return w;
}

}  // namespace

std::int64_t sparse_weight::part::count() const {
  return std::visit([](const auto& list) { return static_cast<std::int64_t>(list.size()); },
                    numbers);
}

sparse_weight leave_zeros_out(const ir::tensor& weight, packing_order storage) {
  return std::visit(
      [&](const auto& numbers) {
        return store(run::channels_last(numbers, weight.type.shape), weight.type.shape.front(),
                     weight.type.type, storage);
      },
      weight.data);
}

std::int64_t stored_bytes(const sparse_weight& weight) {
  return std::accumulate(weight.parts.begin(), weight.parts.end(), std::int64_t{0},
                         [](std::int64_t bytes, const sparse_weight::part& p) {
                           return bytes + constant_bytes(p.type, p.count(), part_alignment);
                         });
}

std::int64_t stored_bytes(const ir::tensor& constant, const std::optional<packing_order>& sparse) {
  if (sparse) return stored_bytes(leave_zeros_out(constant, *sparse));
  return constant_bytes(constant.type.type, ir::count(constant.type.shape), constant_alignment);
}

}  // namespace genn::emit
