// SPDX-License-Identifier: BSL-1.0
// Weights in the order tap_quads, which the units read: as they are packed, or put into it.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/dots/integers.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// Puts quads [first, first + quads) of `outputs` rows side by side: as many as tap_quads has rows.
template <class Packing, class W>
GENN_NOINLINE void put_into_quads(const matrix_sizes& m, const W* w, index_t group, index_t row,
                                  index_t outputs, index_t first, index_t quads, W* to) {
  const index_t pitch = 4 * outputs;
  for (index_t o = 0; o < outputs; ++o, to += 4) {
    W* at = to;
    for (index_t q = first; q < first + quads; ++q, at += pitch) {
      const index_t left = m.taps - 4 * q;
      for (index_t k = 0; k < 4; ++k)
        at[k] = k < left ? w[Packing::at(m, group, row + o, 4 * q + k)] : W{};
    }
  }
}

/// Weights as they are packed.
template <class Packing, class W>
class quads_of;

template <class W>
class quads_of<tap_quads, W> {
 public:
  quads_of(const matrix_sizes& m, const W* w) : m_(m), w_(w) {}

  /// Calls visit(weights, pitch, quad, quads): from `quad` on, of outputs from o on.
  template <index_t, class Visit>
  GENN_ALWAYS_INLINE void visit(index_t group, index_t o, const Visit& visit) const {
    visit(w_ + tap_quads::at(m_, group, o, 0), 4 * m_.rows, index_t{0}, quads_in(m_.taps));
  }

 private:
  matrix_sizes m_;
  const W* w_;
};

/// Others are put into order: once, where that fits a buffer, else some of them for each patch.
template <class Packing, class W>
class quads_of {
 public:
  quads_of(const matrix_sizes& m, const W* w)
      : m_(m), w_(w), kept_(tap_quads::stored(m) <= capacity) {
    if (!kept_) return;
    for (index_t group = 0; group < m.groups; ++group)
      put_into_quads<Packing>(m, w, group, 0, m.rows, 0, quads_in(m.taps),
                              buffer_ + tap_quads::at(m, group, 0, 0));
  }

  template <index_t Lanes, class Visit>
  GENN_ALWAYS_INLINE void visit(index_t group, index_t o, const Visit& visit) const {
    const index_t quads = quads_in(m_.taps);
    if (kept_)
      return visit(buffer_ + tap_quads::at(m_, group, o, 0), 4 * m_.rows, index_t{0}, quads);
    constexpr index_t most = capacity / (4 * Lanes);
    for (index_t quad = 0; quad < quads; quad += most) {
      const index_t some = quads - quad < most ? quads - quad : most;
      put_into_quads<Packing>(m_, w_, group, o, Lanes, quad, some, buffer_);
      visit(static_cast<const W*>(buffer_), 4 * Lanes, quad, some);
    }
  }

 private:
  static constexpr index_t capacity = 8192 / sizeof(W);
  matrix_sizes m_;
  const W* w_;
  bool kept_;
  alignas(64) mutable W buffer_[capacity];
};

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
