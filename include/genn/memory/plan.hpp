// SPDX-License-Identifier: BSL-1.0
// Places blocks of memory so that those alive at one time do not overlap, but where a kernel allows
// it. Knows sizes and lifetimes only; the same function plans in the compiler and the generator.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

inline constexpr index_t block_alignment = 16;

constexpr index_t round_up(index_t bytes, index_t alignment) {
  return (bytes + alignment - 1) / alignment * alignment;
}

/// `bytes` of memory, a positive multiple of block_alignment, in use from step `first` to step
/// `last`. Its overlaps, as an output, stand together in the list of all.
struct block {
  index_t bytes = 0;
  index_t first = 0, last = 0;
  index_t first_overlap = 0, overlap_count = 0;
};

/// A kernel's permission: the block that has it may begin `lag` bytes, or more, in front of block
/// `input`, which dies in the step that writes it.
struct overlap {
  index_t input = 0, lag = 0;
};

/// What the planner is asked: `count` blocks, in the order of their first steps, and their
/// permissions.
struct memory_demand {
  const block* blocks = nullptr;
  index_t count = 0;
  const overlap* overlaps = nullptr;
};

constexpr bool live_together(const block& a, const block& b) {
  return a.first <= b.last && b.first <= a.last;
}

/// Least distance from the output's first byte to the input's, in whole alignments; -1: none.
constexpr index_t allowed_lag(const memory_demand& d, index_t input, index_t output) {
  const block& out = d.blocks[output];
  for (index_t i = out.first_overlap; i < out.first_overlap + out.overlap_count; ++i)
    if (d.overlaps[i].input == input) return round_up(d.overlaps[i].lag, block_alignment);
  return -1;
}

/// True if blocks a and b may lie at these offsets.
constexpr bool agree(const memory_demand& d, index_t a, index_t at_a, index_t b, index_t at_b) {
  const block &x = d.blocks[a], &y = d.blocks[b];
  if (!live_together(x, y)) return true;
  if (at_a + x.bytes <= at_b || at_b + y.bytes <= at_a) return true;
  const index_t a_dies = allowed_lag(d, a, b), b_dies = allowed_lag(d, b, a);
  return (a_dies >= 0 && at_b + a_dies <= at_a) || (b_dies >= 0 && at_a + b_dies <= at_b);
}

/// The proof behind every plan: no two live blocks overlap in a way that a kernel forbids.
constexpr bool is_sound(const memory_demand& d, const index_t* offset) {
  for (index_t a = 0; a < d.count; ++a)
    for (index_t b = a + 1; b < d.count && d.blocks[b].first <= d.blocks[a].last; ++b)
      if (!agree(d, a, offset[a], b, offset[b])) return false;
  return true;
}

/// Bytes of two live blocks together, overlapped as far as a permission allows.
constexpr index_t joint_bytes(const block& input, const block& output, index_t lag) {
  const index_t beside = input.bytes + output.bytes;
  const index_t laid_over = lag + input.bytes > output.bytes ? lag + input.bytes : output.bytes;
  return laid_over < beside ? laid_over : beside;
}

namespace detail {

/// Keeps those of a list of blocks that are alive when a block is born; returns their number.
constexpr index_t keep_alive(const memory_demand& d, index_t* list, index_t count,
                             const block& born) {
  index_t kept = 0;
  for (index_t i = 0; i < count; ++i)
    if (d.blocks[list[i]].last >= born.first) list[kept++] = list[i];
  return kept;
}

/// What a block saves by lying over one of its inputs.
constexpr index_t largest_gain(const memory_demand& d, const block& out) {
  index_t most = 0;
  for (index_t o = out.first_overlap; o < out.first_overlap + out.overlap_count; ++o) {
    const block& input = d.blocks[d.overlaps[o].input];
    const index_t gain = input.bytes + out.bytes -
                         joint_bytes(input, out, round_up(d.overlaps[o].lag, block_alignment));
    if (gain > most) most = gain;
  }
  return most;
}

}  // namespace detail

/// No plan needs less: over the steps, the largest sum of live bytes, less the permitted overlap.
/// `alive` is space for as many numbers as there are blocks.
constexpr index_t lower_bound(const memory_demand& d, index_t* alive) {
  index_t bound = 0, count = 0, saved = 0;
  for (index_t b = 0; b < d.count; ++b) {
    const block& born = d.blocks[b];  // the sum grows only where a block is born
    if (b == 0 || d.blocks[b - 1].first != born.first) saved = 0;
    saved += detail::largest_gain(d, born);
    count = detail::keep_alive(d, alive, count, born);
    alive[count++] = b;
    index_t live = 0;
    for (index_t i = 0; i < count; ++i) live += d.blocks[alive[i]].bytes;
    if (live - saved > bound) bound = live - saved;
  }
  return bound;
}

/// How blocks are placed; the first way that meets the lower bound is as good as any. From both
/// ends: in order of time, each at one end of an arena of the lower bound, where there is room.
/// Over inputs: the same, but in the place of an input where a kernel allows it.
enum class placing { from_both_ends, over_inputs, by_time, by_size, by_duration };
inline constexpr placing all_placings[] = {placing::from_both_ends, placing::over_inputs,
                                           placing::by_time, placing::by_size,
                                           placing::by_duration};
/// Compilers limit the steps of a constant expression: with many blocks, only the ways that look at
/// few of them at a time are tried.
constexpr std::size_t placings_for(index_t blocks) {
  return blocks > 256 ? 3 : sizeof(all_placings) / sizeof(all_placings[0]);
}
/// And of many blocks alive at one time, no more than this are all compared with each other.
inline constexpr index_t most_compared = 16;
constexpr bool is_by_time(placing order) {
  return order != placing::by_size && order != placing::by_duration;
}

constexpr bool goes_before(const block& a, const block& b, placing order) {
  if (order == placing::by_size && a.bytes != b.bytes) return a.bytes > b.bytes;
  if (order == placing::by_duration && a.last - a.first != b.last - b.first)
    return a.last - a.first > b.last - b.first;
  return a.first < b.first;
}

namespace detail {

// Smallest growth of the arena [low, high) by a block at `at`.
struct envelope {
  index_t low = 0, high = 0;
  constexpr index_t with(index_t at, index_t bytes) const {
    const index_t l = at < low ? at : low, h = at + bytes > high ? at + bytes : high;
    return h - l;
  }
};

struct placement {
  index_t at = 0, arena = -1;
};

// Keeps `candidate` if block b fits there and the arena grows less than at `best`. `neighbours` are
// the blocks placed already that live at the same time.
constexpr void consider(const memory_demand& d, const index_t* neighbours, index_t count,
                        const index_t* offset, const envelope& arena, index_t b, index_t candidate,
                        placement& best) {
  const index_t grown = arena.with(candidate, d.blocks[b].bytes);
  if (best.arena >= 0 && (grown > best.arena || (grown == best.arena && candidate >= best.at)))
    return;
  for (index_t i = 0; i < count; ++i)
    if (!agree(d, neighbours[i], offset[neighbours[i]], b, candidate)) return;
  best = {candidate, grown};
}

/// Adds a block to a list in the order of offsets.
constexpr void insert_by_offset(index_t* list, index_t& count, const index_t* offset, index_t b) {
  index_t at = count++;
  for (; at > 0 && offset[b] < offset[list[at - 1]]; --at) list[at] = list[at - 1];
  list[at] = b;
}

/// The first place between neighbours, or behind them, that is large enough.
constexpr index_t first_gap(const memory_demand& d, const index_t* neighbours, index_t count,
                            const index_t* offset, index_t low, index_t bytes) {
  index_t at = low;
  for (index_t i = 0; i < count && at + bytes > offset[neighbours[i]]; ++i) {
    const index_t end = offset[neighbours[i]] + d.blocks[neighbours[i]].bytes;
    if (end > at) at = end;
  }
  return at;
}

}  // namespace detail

/// Fills offset[count] and returns the bytes of the arena. `space` holds 2 * count numbers.
///
/// Each block goes where the arena grows least: over its dying input, beside a block alive at the
/// same time, or at either end.
constexpr index_t plan(const memory_demand& d, placing order, index_t* offset, index_t* space) {
  index_t* const in_order = space;
  index_t* const neighbours = space + d.count;
  for (index_t i = 0; i < d.count; ++i) {
    index_t at = i;
    for (; at > 0 && goes_before(d.blocks[i], d.blocks[in_order[at - 1]], order); --at)
      in_order[at] = in_order[at - 1];
    in_order[at] = i;
  }
  detail::envelope arena{};
  const bool at_ends = order == placing::from_both_ends || order == placing::over_inputs;
  if (at_ends) arena.high = lower_bound(d, neighbours);
  index_t count = 0;  // of neighbours, in the order of their offsets
  for (index_t n = 0; n < d.count; ++n) {
    const index_t b = in_order[n], bytes = d.blocks[b].bytes;
    if (is_by_time(order)) {  // the dead meet no later block
      count = detail::keep_alive(d, neighbours, count, d.blocks[b]);
    } else {
      count = 0;
      for (index_t i = 0; i < n; ++i)
        if (live_together(d.blocks[in_order[i]], d.blocks[b]))
          detail::insert_by_offset(neighbours, count, offset, in_order[i]);
    }
    detail::placement best{};
    const auto consider = [&](index_t candidate) {
      detail::consider(d, neighbours, count, offset, arena, b, candidate, best);
    };
    const auto grows = [&] { return best.arena < 0 || best.arena > arena.high - arena.low; };
    if (order == placing::over_inputs)
      for (index_t i = 0; i < count; ++i) {
        const index_t dies = allowed_lag(d, neighbours[i], b);
        if (dies >= 0) consider(offset[neighbours[i]] - dies);
      }
    if (at_ends && grows()) {
      consider(arena.low);
      if (best.arena < 0 || best.at != arena.low) consider(arena.high - bytes);
    }
    if (grows()) {
      if (count > most_compared) {
        consider(detail::first_gap(d, neighbours, count, offset, arena.low, bytes));
      } else {
        consider(0);
        consider(arena.high);
        for (index_t i = 0; i < count; ++i) {
          const index_t other = neighbours[i];
          const index_t dies = allowed_lag(d, other, b), born = allowed_lag(d, b, other);
          if (dies >= 0) consider(offset[other] - dies);
          if (born >= 0) consider(offset[other] + born);
          consider(offset[other] + d.blocks[other].bytes);
          consider(offset[other] - bytes);
        }
      }
    }
    offset[b] = best.at;
    const index_t end = best.at + bytes;
    arena.low = best.at < arena.low ? best.at : arena.low;
    arena.high = end > arena.high ? end : arena.high;
    if (is_by_time(order)) detail::insert_by_offset(neighbours, count, offset, b);
  }
  for (index_t i = 0; i < d.count; ++i) offset[i] -= arena.low;
  return arena.high - arena.low;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>
