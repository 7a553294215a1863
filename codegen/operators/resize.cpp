// SPDX-License-Identifier: BSL-1.0
// Upsampling and downsampling, one axis after the other: nearest elements by their numbers,
// weighted sums as linear layers over the axis. Coordinates are floats, as PyTorch computes them.
#include <algorithm>
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

struct axis_scale {
  std::int64_t in, out;
  float step;  ///< of the input, for one of the output
};

float given_step(lowering& l, std::size_t axis, std::int64_t in, std::int64_t out) {
  if (l.has("scale_factors")) {
    const std::vector<double> factors = l.numbers("scale_factors");
    l.require(axis < factors.size(), "an axis has no scale factor");
    return static_cast<float>(1.0 / factors[axis]);
  }
  // The core forms name each axis, from the last one on: scales_w, scales_h, scales_d.
  const char* const of_axis[] = {"scales_w", "scales_h", "scales_d"};
  const std::size_t back = l.result_type().shape.size() - 3 - axis;
  const char* const name =
      l.is_given("scales") ? "scales" : of_axis[std::min<std::size_t>(back, 2)];
  if (l.has(name)) return static_cast<float>(1.0 / l.number(name));
  return static_cast<float>(in) / static_cast<float>(out);
}

float step_of(lowering& l, std::size_t axis, std::int64_t in, std::int64_t out) {
  const float step = given_step(l, axis, in, out);
  l.require(step >= 0.0f && step <= 1e9f, "a scale factor is none");
  return step;
}

bool aligned(lowering& l) { return l.is_given("align_corners") && l.boolean("align_corners"); }

// The place in the input of element o; of aligned corners, the ends meet.
float source(const axis_scale& a, std::int64_t o, bool corners) {
  if (!corners) return (static_cast<float>(o) + 0.5f) * a.step - 0.5f;
  const float step =
      a.out > 1 ? static_cast<float>(a.in - 1) / static_cast<float>(a.out - 1) : 0.0f;
  return static_cast<float>(o) * step;
}

/// One row of weights an element of the output.
using matrix = std::vector<std::vector<float>>;

matrix zeros(const axis_scale& a) {
  return matrix(static_cast<std::size_t>(a.out),
                std::vector<float>(static_cast<std::size_t>(a.in), 0.0f));
}

matrix linear_weights(const axis_scale& a, bool corners) {
  matrix m = zeros(a);
  for (std::int64_t o = 0; o < a.out; ++o) {
    const float at = std::max(source(a, o, corners), 0.0f);
    const std::int64_t first = std::min<std::int64_t>(static_cast<std::int64_t>(at), a.in - 1);
    const std::int64_t second = std::min(first + 1, a.in - 1);
    const float share = std::clamp(at - static_cast<float>(first), 0.0f, 1.0f);
    std::vector<float>& row = m[static_cast<std::size_t>(o)];
    row[static_cast<std::size_t>(first)] += 1.0f - share;
    row[static_cast<std::size_t>(second)] += share;
  }
  return m;
}

// The cubic of Keys with slope -a at its first zero.
float cubic(float x, float a) {
  x = std::fabs(x);
  if (x < 1.0f) return ((a + 2.0f) * x - (a + 3.0f)) * x * x + 1.0f;
  if (x < 2.0f) return ((x - 5.0f) * x + 8.0f) * x * a - 4.0f * a;
  return 0.0f;
}

matrix cubic_weights(const axis_scale& a, bool corners) {
  matrix m = zeros(a);
  for (std::int64_t o = 0; o < a.out; ++o) {
    const float at = source(a, o, corners);
    const auto first = static_cast<std::int64_t>(std::floor(at));
    const float share = at - static_cast<float>(first);
    for (std::int64_t k = -1; k <= 2; ++k)
      m[static_cast<std::size_t>(o)]
       [static_cast<std::size_t>(std::clamp<std::int64_t>(first + k, 0, a.in - 1))] +=
          cubic(share - static_cast<float>(k), -0.75f);
  }
  return m;
}

// Windows grow with the step, so that no element is passed over.
template <class Filter>
matrix smooth_weights(const axis_scale& a, bool corners, float reach, Filter filter) {
  matrix m = zeros(a);
  const float step =
      corners && a.out > 1 ? static_cast<float>(a.in - 1) / static_cast<float>(a.out - 1) : a.step;
  const float width = std::max(step, 1.0f), support = reach * width;
  for (std::int64_t o = 0; o < a.out; ++o) {
    const float center = step * (static_cast<float>(o) + 0.5f);
    const auto low = std::max<std::int64_t>(static_cast<std::int64_t>(center - support + 0.5f), 0);
    const auto high =
        std::min<std::int64_t>(static_cast<std::int64_t>(center + support + 0.5f), a.in);
    std::vector<float>& row = m[static_cast<std::size_t>(o)];
    float total = 0.0f;
    for (std::int64_t i = low; i < high; ++i)
      total += row[static_cast<std::size_t>(i)] =
          filter((static_cast<float>(i) - center + 0.5f) / width);
    for (float& w : row) w = total != 0.0f ? w / total : w;
  }
  return m;
}

ir::value_id along_axis(lowering& l, ir::value_id x, std::size_t axis, const matrix& m) {
  ir::dims order = natural_order(l.shape(x).size());
  std::swap(order[axis], order.back());
  std::vector<float> weights;
  for (const std::vector<float>& row : m) weights.insert(weights.end(), row.begin(), row.end());
  const auto rows = static_cast<std::int64_t>(m.size());
  const ir::value_id weight =
      l.add_constant(l.module_name("resize"), {rows, l.shape(x)[axis]}, std::move(weights));
  const ir::value_id turned = l.permute(x, order);
  ir::dims shape = l.shape(turned);
  shape.back() = rows;
  return l.permute(l.add(ir::linear{}, {turned, weight}, shape), order);
}

// Whole factors repeat; other elements are picked by their numbers.
ir::value_id nearest(lowering& l, ir::value_id x, std::size_t axis, const axis_scale& a,
                     bool exact) {
  ir::dims numbers;
  bool repeats = a.out % a.in == 0;
  for (std::int64_t o = 0; o < a.out; ++o) {
    const float at =
        exact ? (static_cast<float>(o) + 0.5f) * a.step : static_cast<float>(o) * a.step;
    numbers.push_back(std::min(static_cast<std::int64_t>(std::floor(at)), a.in - 1));
    repeats = repeats && numbers.back() == o / (a.out / a.in);
  }
  if (!repeats) return take(l, x, axis, index_constant(l, {a.out}, numbers));
  ir::dims shape = l.shape(x);
  const std::int64_t inner = natural_pitch(shape)[axis], rows = ir::count(shape) / inner;
  const ir::value_id wide = l.add(ir::strided{0, {inner, 0, 1}}, {x}, {rows, a.out / a.in, inner});
  shape[axis] = a.out;
  return l.reshape(wide, shape);
}

// Applies `one` to each spatial axis whose extent changes.
template <class One>
void each_axis(lowering& l, One one) {
  ir::value_id x = l.tensor(l.is_given("self") ? "self" : "input");
  const ir::dims in = l.shape(x), out = l.result_type().shape;
  l.require(in.size() == out.size() && in.size() >= 3, "the result has another rank");
  for (std::size_t axis = 2; axis < in.size(); ++axis) {
    const axis_scale a{in[axis], out[axis], step_of(l, axis - 2, in[axis], out[axis])};
    if (a.in != a.out || a.step != 1.0f) x = one(x, axis, a);
  }
  l.finish(x);
}

template <bool Exact>
void lower_nearest(lowering& l) {
  each_axis(l, [&](ir::value_id x, std::size_t axis, const axis_scale& a) {
    return nearest(l, x, axis, a, Exact);
  });
}

using weights_of = matrix (*)(const axis_scale&, bool corners);
template <weights_of Weights>
void lower_weighted(lowering& l) {
  each_axis(l, [&](ir::value_id x, std::size_t axis, const axis_scale& a) {
    return along_axis(l, x, axis, Weights(a, aligned(l)));
  });
}

matrix smooth_linear(const axis_scale& a, bool corners) {
  return smooth_weights(a, corners, 1.0f,
                        [](float x) { return std::max(1.0f - std::fabs(x), 0.0f); });
}
matrix smooth_cubic(const axis_scale& a, bool corners) {
  return smooth_weights(a, corners, 2.0f, [](float x) { return cubic(x, -0.5f); });
}

}  // namespace

std::vector<row> resize_rows() {
  return {
      {"aten.upsample_nearest1d.vec", "move", lower_nearest<false>},
      {"aten.upsample_nearest2d.vec", "move", lower_nearest<false>},
      {"aten.upsample_nearest3d.vec", "move", lower_nearest<false>},
      {"aten._upsample_nearest_exact1d.vec", "move", lower_nearest<true>},
      {"aten._upsample_nearest_exact2d.vec", "move", lower_nearest<true>},
      {"aten._upsample_nearest_exact3d.vec", "move", lower_nearest<true>},
      {"aten.upsample_linear1d.vec", "contract", lower_weighted<linear_weights>},
      {"aten.upsample_bilinear2d.vec", "contract", lower_weighted<linear_weights>},
      {"aten.upsample_trilinear3d.vec", "contract", lower_weighted<linear_weights>},
      {"aten.upsample_bicubic2d.vec", "contract", lower_weighted<cubic_weights>},
      {"aten._upsample_bilinear2d_aa.vec", "contract", lower_weighted<smooth_linear>},
      {"aten._upsample_bicubic2d_aa.vec", "contract", lower_weighted<smooth_cubic>},
      {"aten.upsample_nearest1d.default", "move", lower_nearest<false>},
      {"aten.upsample_nearest2d.default", "move", lower_nearest<false>},
      {"aten.upsample_nearest3d.default", "move", lower_nearest<false>},
      {"aten._upsample_nearest_exact1d.default", "move", lower_nearest<true>},
      {"aten._upsample_nearest_exact2d.default", "move", lower_nearest<true>},
      {"aten._upsample_nearest_exact3d.default", "move", lower_nearest<true>},
      {"aten.upsample_linear1d.default", "contract", lower_weighted<linear_weights>},
      {"aten.upsample_bilinear2d.default", "contract", lower_weighted<linear_weights>},
      {"aten.upsample_trilinear3d.default", "contract", lower_weighted<linear_weights>},
      {"aten.upsample_bicubic2d.default", "contract", lower_weighted<cubic_weights>},
      {"aten._upsample_bilinear2d_aa.default", "contract", lower_weighted<smooth_linear>},
      {"aten._upsample_bicubic2d_aa.default", "contract", lower_weighted<smooth_cubic>},
  };
}

}  // namespace genn::operators
