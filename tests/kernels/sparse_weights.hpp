// SPDX-License-Identifier: BSL-1.0
// A dense matrix of weights and the same one in each sparse storage, made the slow and plain way.
#pragma once

#include "guarded.hpp"

#include <genn/constants/bitmap.hpp>
#include <genn/constants/blocks.hpp>
#include <genn/constants/gaps.hpp>

namespace test {

using genn::index_t;

template <class T>
struct dense_matrix {
  index_t rows, taps;
  std::vector<T> at;  // row by row
};

enum class rows_are { random, empty, full, at_the_ends };

/// Each weight is kept with the given chance; some rows are what is adverse to a storage.
template <class T>
dense_matrix<T> random_matrix(index_t rows, index_t taps, double density) {
  dense_matrix<T> m{rows, taps, std::vector<T>(std::size_t(rows * taps))};
  std::uniform_real_distribution<double> chance{0.0, 1.0};
  for (index_t row = 0; row < rows; ++row) {
    const auto kind = rows_are(std::max<index_t>(0, between(-6, 3)));
    for (index_t tap = 0; tap < taps; ++tap) {
      const bool kept = kind == rows_are::random  ? chance(random_engine()) < density
                        : kind == rows_are::empty ? false
                        : kind == rows_are::full  ? true
                                                  : tap == 0 || tap == taps - 1;
      if (!kept) continue;
      T& w = m.at[std::size_t(row * taps + tap)];
      if constexpr (std::is_floating_point_v<T>)
        w = T(chance(random_engine()) - 0.5);
      else
        w = T(between(std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    }
  }
  return m;
}

template <class T>
struct sparse_arrays {
  std::vector<T> values;
  std::vector<std::uint8_t> small;  // gaps or bits
  std::vector<std::uint16_t> counts;
};

inline bool add_gap(std::vector<std::uint8_t>& gaps, index_t distance) {
  const bool escapes = distance >= 255;
  for (; distance >= 255; distance -= 255) gaps.push_back(255);
  gaps.push_back(std::uint8_t(distance));
  return escapes;
}

/// Elements of `step` taps, each kept if one of its weights is not zero.
template <class T>
sparse_arrays<T> to_gaps(const dense_matrix<T>& m, index_t step) {
  sparse_arrays<T> s;
  for (index_t row = 0; row < m.rows; ++row) {
    index_t last = 0, count = 0;
    for (index_t first = 0; first < m.taps; first += step) {
      std::vector<T> element(std::size_t(step), T{});
      for (index_t k = 0; k < step && first + k < m.taps; ++k)
        element[std::size_t(k)] = m.at[std::size_t(row * m.taps + first + k)];
      if (std::all_of(element.begin(), element.end(), [](T w) { return w == T{}; })) continue;
      add_gap(s.small, first / step - last);
      last = first / step;
      ++count;
      s.values.insert(s.values.end(), element.begin(), element.end());
    }
    s.counts.push_back(std::uint16_t(count));
  }
  return s;
}

template <class T>
sparse_arrays<T> to_bitmap(const dense_matrix<T>& m) {
  sparse_arrays<T> s;
  for (index_t row = 0; row < m.rows; ++row)
    for (index_t first = 0; first < m.taps; first += 8) {
      std::uint8_t bits = 0;
      for (index_t k = 0; k < 8 && first + k < m.taps; ++k) {
        const T w = m.at[std::size_t(row * m.taps + first + k)];
        if (w == T{}) continue;
        bits = std::uint8_t(bits | (1u << k));
        s.values.push_back(w);
      }
      s.small.push_back(bits);
    }
  return s;
}

template <class T>
using pointer_reader = genn::reader<const T*>;

/// Calls use(rows) with the matrix in every storage.
template <class T, class Use>
void in_every_storage(const dense_matrix<T>& m, Use use) {
  using values = pointer_reader<T>;
  using bytes = pointer_reader<std::uint8_t>;
  using counts = pointer_reader<std::uint16_t>;
  const auto gaps = to_gaps(m, 1), blocks = to_gaps(m, genn::block_taps);
  const auto bitmap = to_bitmap(m);
  use(genn::gap_rows<values, bytes, counts, true>{
      {gaps.values.data()}, {gaps.small.data()}, {gaps.counts.data()}});
  if (gaps.small.size() == gaps.values.size())
    use(genn::gap_rows<values, bytes, counts, false>{
        {gaps.values.data()}, {gaps.small.data()}, {gaps.counts.data()}});
  use(genn::block_rows<values, bytes, counts, true>{
      {blocks.values.data()}, {blocks.small.data()}, {blocks.counts.data()}});
  use(genn::bitmap_rows<values, bytes>{{bitmap.values.data()}, {bitmap.small.data()}});
}

}  // namespace test
