// SPDX-License-Identifier: BSL-1.0
// Extents, broadcasting, permutation, concatenation.
#include <genn/shape/broadcast.hpp>
#include <genn/shape/move.hpp>

using genn::broadcast;
using genn::concatenated;
using genn::extents;
using genn::no_extents;
using genn::permuted;

namespace {

constexpr extents scalar{0, {}};
constexpr extents row{1, {4}};
constexpr extents column{2, {3, 1}};
constexpr extents matrix{2, {3, 4}};
constexpr extents image{3, {2, 3, 4}};

struct two_by_three {
  static constexpr extents value{2, {2, 3}};
};
struct nothing {
  static constexpr extents value = no_extents;
};

}  // namespace

static_assert(genn::shape<2, 3, 4>::size == 24 && genn::shape<2, 3, 4>::rank == 3);
static_assert(genn::shape<>::size == 1 && genn::shape<>::rank == 0);
static_assert(genn::shape<2, 3, 4>::value == image && image != matrix && scalar != row);
static_assert(image.size() == 24 && scalar.size() == 1);
static_assert(image.span(0, 2) == 6 && image.span(1, 3) == 12 && image.span(2, 2) == 1);
static_assert(std::is_same_v<genn::shape_of<two_by_three>, genn::shape<2, 3>>);
static_assert(std::is_same_v<genn::shape_of<nothing>, genn::unknown_shape>);
static_assert(std::is_empty_v<genn::shape<7>>);

static_assert(broadcast(matrix, matrix) == matrix);
static_assert(broadcast(matrix, row) == matrix && broadcast(row, matrix) == matrix);
static_assert(broadcast(column, row) == matrix);
static_assert(broadcast(image, column) == image);
static_assert(broadcast(scalar, image) == image && broadcast(image, scalar) == image);
static_assert(broadcast(scalar, scalar) == scalar);
static_assert(!broadcast(matrix, extents{1, {3}}).valid());
static_assert(!broadcast(extents{2, {2, 4}}, matrix).valid());
static_assert(!broadcast(no_extents, row).valid() && !broadcast(row, no_extents).valid());

constexpr genn::broadcast_steps of_row = genn::steps_of(row, image);
static_assert(of_row.at[0] == 0 && of_row.at[1] == 0 && of_row.at[2] == 1);
constexpr genn::broadcast_steps of_column = genn::steps_of(column, image);
static_assert(of_column.at[0] == 0 && of_column.at[1] == 1 && of_column.at[2] == 0);

static_assert(permuted(image, {3, {2, 0, 1}}) == extents{3, {4, 2, 3}});
static_assert(permuted(image, {3, {0, 1, 2}}) == image);
static_assert(permuted(scalar, scalar) == scalar);
static_assert(!permuted(image, {2, {1, 0}}).valid());     // an axis is missing
static_assert(!permuted(image, {3, {0, 1, 1}}).valid());  // an axis twice
static_assert(!permuted(image, {3, {0, 1, 3}}).valid());
static_assert(!permuted(image, {3, {0, 1, -1}}).valid());
static_assert(genn::permutes_nothing({3, {1, 5, 1}}, {3, {2, 1, 0}}));
static_assert(genn::permutes_nothing({3, {4, 1, 5}}, {3, {1, 0, 2}}));
static_assert(!genn::permutes_nothing({3, {4, 1, 5}}, {3, {2, 1, 0}}));

static_assert(concatenated(matrix, extents{2, {5, 4}}, 0) == extents{2, {8, 4}});
static_assert(concatenated(matrix, column, 1) == extents{2, {3, 5}});
static_assert(!concatenated(matrix, column, 0).valid());
static_assert(!concatenated(matrix, row, 1).valid());
static_assert(!concatenated(matrix, matrix, 2).valid() && !concatenated(row, row, -1).valid());
static_assert(!concatenated(no_extents, matrix, 0).valid());
