// SPDX-License-Identifier: BSL-1.0
#include "emit/sparse_weight.hpp"

#include <algorithm>
#include <numeric>

#include "emit/numbers.hpp"
#include "run/channels_last.hpp"

namespace genn::emit {

namespace {

using integers = std::vector<std::int64_t>;

// Gaps and counts of elements of `step` taps. With stones, a kept zero stands in a gap that one
// byte does not hold.
template <class Number>
struct by_distance {
  bool stones = false;
  std::vector<Number> values = {};
  integers gaps = {}, counts = {};

  bool has_escapes() const { return std::count(gaps.begin(), gaps.end(), escape) > 0; }
  void add_row(const Number* row, std::int64_t taps, std::int64_t step) {
    std::int64_t last = 0, count = 0;
    for (std::int64_t first = 0; first < taps; first += step) {
      const std::int64_t end = std::min(first + step, taps);
      if (std::all_of(row + first, row + end, [](Number w) { return w == 0; })) continue;
      std::int64_t distance = first / step - last;
      for (; stones && distance >= escape; distance -= escape - 1) {
        gaps.push_back(escape - 1);
        values.push_back(0);
        ++count;
      }
      add_gap(distance);
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

// Where few gaps of integers are long, stones: then no kernel has to look for escapes.
template <class Number>
by_distance<Number> without_escapes(by_distance<Number> with, const std::vector<Number>& numbers,
                                    std::int64_t rows, std::int64_t taps) {
  constexpr std::size_t weights_a_stone = 64;
  by_distance<Number> stones{true};
  for (std::int64_t row = 0; row < rows; ++row)
    stones.add_row(numbers.data() + row * taps, taps, 1);
  const bool few =
      (stones.values.size() - with.values.size()) * weights_a_stone <= with.values.size();
  const bool fits = type_of_counts(stones.counts) == type_of_counts(with.counts);
  return few && fits ? stones : with;
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
  if (storage == packing_order::gaps && type != ir::element::f32 && parts.has_escapes())
    parts = without_escapes(std::move(parts), numbers, rows, taps);
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
