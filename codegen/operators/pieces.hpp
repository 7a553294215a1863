// SPDX-License-Identifier: BSL-1.0
// What several rows are made of.
#pragma once

#include "operators/lowering.hpp"

namespace genn::operators {

/// Elements between neighbours along each axis of a dense tensor.
using ir::natural_pitch;

/// 0, 1, 2, ...
ir::dims natural_order(std::size_t rank);

/// The shape of an element-wise result.
ir::dims broadcast(const ir::dims& a, const ir::dims& b);

/// A function of two tensors that broadcast, or of a tensor and a number.
ir::value_id join(lowering& l, const char* function, ir::value_id a, ir::value_id b);
ir::value_id join(lowering& l, const char* function, ir::value_id a, double b);
/// A function of one tensor.
ir::value_id map(lowering& l, ir::function f, ir::value_id x);
ir::value_id choose(lowering& l, ir::value_id condition, ir::value_id a, ir::value_id b);
/// The argument of this name, a tensor or a number.
ir::value_id tensor_or_number(lowering& l, const char* name);
ir::value_id scaled(lowering& l, ir::value_id x, double factor);

/// Elements begin, begin + step, ... of one axis, `length` of them.
ir::value_id slice(lowering& l, ir::value_id x, std::int64_t axis, std::int64_t begin,
                   std::int64_t length, std::int64_t step = 1);

/// Axes of extent 1 repeat, and new ones stand in front.
ir::value_id expand(lowering& l, ir::value_id x, const ir::dims& shape);

/// x as [extent of the axis, everything else], and back with another extent.
ir::value_id front(lowering& l, ir::value_id x, std::size_t axis);
ir::value_id back(lowering& l, ir::value_id rows, const ir::dims& shape, std::size_t axis);

/// x with the axes `reduced` (sorted) as the rows of [reduced, kept].
ir::value_id as_columns(lowering& l, ir::value_id x, const ir::dims& reduced);

/// Sums, means, products, extremes of [reduced, kept]; [kept].
ir::value_id mean_of_columns(lowering& l, ir::value_id columns);
ir::value_id reduce_columns(lowering& l, const char* function, ir::value_id columns);

/// Sum over the last axis, which goes.
ir::value_id sum_of_last(lowering& l, ir::value_id x);

/// The axes that an operator reduces, counted from 0 and sorted; all of them where none are named.
ir::dims reduced_axes(lowering& l, std::size_t rank);

/// sum(|x|^p)^(1/p) of columns; [kept].
ir::value_id norm_of_columns(lowering& l, ir::value_id columns, double p);

/// A tensor without axes as one of a single element.
ir::value_id with_axes(lowering& l, ir::value_id id);

/// The product of two tensors of matrices or vectors, as torch.matmul.
ir::value_id product(lowering& l, ir::value_id a, ir::value_id b);

/// Rows of an axis by their numbers, which are one axis.
ir::value_id take(lowering& l, ir::value_id x, std::size_t axis, ir::value_id index);
/// Elements of x as memory by their numbers; the result has the shape of the index.
ir::value_id take_flat(lowering& l, ir::value_id x, ir::value_id index);
/// x[places[k, i], i] of rows [length, inner].
ir::value_id pick(lowering& l, ir::value_id rows, ir::value_id places);
/// The function that rounds to a floating-point type shorter than float, or nullptr.
const char* rounding_of(ir::element to);
/// A constant of numbers known here.
ir::value_id index_constant(lowering& l, ir::dims shape, const ir::dims& numbers);
/// Numbers below zero count from the end of an axis of this extent.
ir::value_id from_start(lowering& l, ir::value_id index, std::int64_t extent);

}  // namespace genn::operators
