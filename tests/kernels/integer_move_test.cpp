// SPDX-License-Identifier: BSL-1.0
// Moves of integers: every element lands where its coordinates say.
#include "integers.hpp"

#include <numeric>

#include <genn/kernels/reference/move.hpp>

namespace {

using genn::extents;
using genn::index_t;
namespace reference = genn::kernels::reference;

extents random_shape(index_t rank, index_t most) {
  extents e{rank, {}};
  for (index_t axis = 0; axis < rank; ++axis) e.at[axis] = index_t(test::between_wide(1, most));
  return e;
}

/// Coordinates of element `at`.
extents coordinates(const extents& shape, index_t at) {
  extents c{shape.rank, {}};
  for (index_t axis = shape.rank - 1; axis >= 0; --axis) {
    c.at[axis] = at % shape.at[axis];
    at /= shape.at[axis];
  }
  return c;
}
index_t place_of(const extents& shape, const extents& c) {
  index_t at = 0;
  for (index_t axis = 0; axis < shape.rank; ++axis) at = at * shape.at[axis] + c.at[axis];
  return at;
}

template <class T>
std::vector<T> random_integers(index_t count) {
  std::vector<T> x(std::size_t(count), T{});
  test::fill(x.data(), count, std::numeric_limits<T>::max(), 9);
  return x;
}

template <class T>
void check_permute() {
  for (int trial = 0; trial < test::sets; ++trial) {
    const extents in = random_shape(1 + trial % 4, 6);
    extents order{in.rank, {}};
    std::iota(order.at, order.at + order.rank, 0);
    std::shuffle(order.at, order.at + order.rank, test::engine());
    const std::vector<T> x = random_integers<T>(in.size());
    std::vector<T> y(x.size());
    reference::permute(in, order, x.data(), y.data());
    extents out{in.rank, {}};
    for (index_t axis = 0; axis < in.rank; ++axis) out.at[axis] = in.at[order.at[axis]];
    for (index_t i = 0; i < in.size(); ++i) {
      const extents from = coordinates(in, i);
      extents to{in.rank, {}};
      for (index_t axis = 0; axis < in.rank; ++axis) to.at[axis] = from.at[order.at[axis]];
      REQUIRE(y[std::size_t(place_of(out, to))] == x[std::size_t(i)]);
    }
  }
}

template <class T>
void check_pad() {
  for (int trial = 0; trial < test::sets; ++trial) {
    const extents in = random_shape(1 + trial % 4, 5);
    extents before{in.rank, {}}, out = in;
    for (index_t axis = 0; axis < in.rank; ++axis) {
      before.at[axis] = index_t(test::between_wide(0, 3));
      out.at[axis] += before.at[axis] + index_t(test::between_wide(0, 3));
    }
    const std::vector<T> x = random_integers<T>(in.size());
    std::vector<T> y(std::size_t(out.size()));
    reference::pad(in, before, out, T{-10}, x.data(), y.data());
    for (index_t i = 0; i < out.size(); ++i) {
      extents c = coordinates(out, i);
      bool inside = true;
      for (index_t axis = 0; axis < in.rank; ++axis) {
        c.at[axis] -= before.at[axis];
        inside = inside && c.at[axis] >= 0 && c.at[axis] < in.at[axis];
      }
      REQUIRE(y[std::size_t(i)] == (inside ? x[std::size_t(place_of(in, c))] : T{-10}));
    }
  }
}

template <class T>
void check_concat() {
  for (int trial = 0; trial < test::sets; ++trial) {
    const index_t outer = index_t(test::between_wide(1, 5)),
                  inner = index_t(test::between_wide(1, 9));
    const index_t lengths[] = {index_t(test::between_wide(1, 5)),
                               index_t(test::between_wide(1, 5))};
    const index_t total = lengths[0] + lengths[1];
    const std::vector<T> a = random_integers<T>(outer * lengths[0] * inner);
    const std::vector<T> b = random_integers<T>(outer * lengths[1] * inner);
    std::vector<T> y(a.size() + b.size());
    reference::place(outer, lengths[0], total, inner, 0, a.data(), y.data());
    reference::place(outer, lengths[1], total, inner, lengths[0], b.data(), y.data());
    for (index_t i = 0; i < index_t(y.size()); ++i) {
      const extents c = coordinates({3, {outer, total, inner}}, i);
      const bool first = c.at[1] < lengths[0];
      const index_t part = c.at[1] - (first ? 0 : lengths[0]);
      const index_t from = (c.at[0] * lengths[first ? 0 : 1] + part) * inner + c.at[2];
      REQUIRE(y[std::size_t(i)] == (first ? a : b)[std::size_t(from)]);
    }
  }
}

template <class T>
void check_strided() {
  for (int trial = 0; trial < test::sets; ++trial) {
    const extents out = random_shape(1 + trial % 4, 5);
    extents pitch{out.rank, {}};
    index_t low = 0, high = 0;
    for (index_t axis = 0; axis < out.rank; ++axis) {
      pitch.at[axis] = index_t(test::between_wide(-7, 7));
      const index_t way = (out.at[axis] - 1) * pitch.at[axis];
      (way < 0 ? low : high) += way;
    }
    const std::vector<T> x = random_integers<T>(high - low + 1);
    std::vector<T> y(std::size_t(out.size()));
    reference::strided_copy(out, pitch, -low, x.data(), y.data());
    for (index_t i = 0; i < out.size(); ++i) {
      const extents c = coordinates(out, i);
      index_t from = -low;
      for (index_t axis = 0; axis < out.rank; ++axis) from += c.at[axis] * pitch.at[axis];
      REQUIRE(y[std::size_t(i)] == x[std::size_t(from)]);
    }
  }
}

}  // namespace

TEST_CASE("moves of i8") {
  check_permute<std::int8_t>();
  check_pad<std::int8_t>();
  check_concat<std::int8_t>();
  check_strided<std::int8_t>();
}
TEST_CASE("moves of i16") {
  check_permute<std::int16_t>();
  check_pad<std::int16_t>();
  check_concat<std::int16_t>();
  check_strided<std::int16_t>();
}
