// SPDX-License-Identifier: BSL-1.0
// Maxima of windows whose steps come from stored random numbers.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Where the windows of one axis begin; FractionalMaxPooling.h of PyTorch.
ir::dims begins(float sample, std::int64_t in, std::int64_t out, std::int64_t kernel) {
  ir::dims all;
  if (out > 1) {
    const float alpha = static_cast<float>(in - kernel) / static_cast<float>(out - 1);
    for (std::int64_t i = 0; i < out - 1; ++i)
      all.push_back(static_cast<std::int64_t>((static_cast<float>(i) + sample) * alpha) -
                    static_cast<std::int64_t>(sample * alpha));
  }
  all.push_back(in - kernel);
  return all;
}

// [taps, positions of all planes]: places in the whole input, and in a plane.
struct window_table {
  ir::dims in_input, in_plane;
};

template <std::size_t Spatial>
window_table table_of(lowering& l, const std::vector<float>& samples, const ir::dims& in,
                      const ir::dims& out, const ir::dims& kernel, std::int64_t planes) {
  std::vector<std::vector<ir::dims>> first;  // of each plane and axis
  for (std::int64_t plane = 0; plane < planes; ++plane) {
    first.emplace_back();
    for (std::size_t axis = 0; axis < Spatial; ++axis) {
      // Of two axes the samples name the inner one first.
      const std::size_t at = Spatial == 2 ? 1 - axis : axis;
      const float sample = samples[static_cast<std::size_t>(plane) * Spatial + at];
      first.back().push_back(begins(sample, in[axis], out[axis], kernel[axis]));
      for (const std::int64_t begin : first.back().back())
        l.require(begin >= 0 && begin + kernel[axis] <= in[axis], "a window leaves the input");
    }
  }
  window_table t;
  const std::int64_t taps = ir::count(kernel), positions = ir::count(out);
  for (std::int64_t tap = 0; tap < taps; ++tap)
    for (std::int64_t plane = 0; plane < planes; ++plane)
      for (std::int64_t position = 0; position < positions; ++position) {
        std::int64_t place = 0, pitch = 1, rest_tap = tap, rest = position;
        for (std::size_t axis = Spatial; axis-- > 0;) {
          const ir::dims& starts = first[static_cast<std::size_t>(plane)][axis];
          place += (starts[static_cast<std::size_t>(rest % out[axis])] + rest_tap % kernel[axis]) *
                   pitch;
          rest /= out[axis];
          rest_tap /= kernel[axis];
          pitch *= in[axis];
        }
        t.in_plane.push_back(place);
        t.in_input.push_back(plane * pitch + place);
      }
  return t;
}

template <std::size_t Spatial>
void lower_fractional_max_pool(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const auto samples = l.known(l.tensor("random_samples"));
  if (!samples)
    throw limit{"its random samples are not constant", "pass _random_samples to the layer"};
  const ir::dims shape = l.shape(x), result = l.result_type().shape;
  l.require(shape.size() > Spatial && result.size() == shape.size(), "the input has another rank");
  const auto spatial = static_cast<std::ptrdiff_t>(Spatial);
  const ir::dims in(shape.end() - spatial, shape.end()), out(result.end() - spatial, result.end());
  const ir::dims kernel = l.per_axis("kernel_size", Spatial);
  const std::int64_t planes = ir::count(shape) / ir::count(in);
  l.require(samples->size() >= static_cast<std::size_t>(planes) * Spatial,
            "there are too few samples");
  const window_table t = table_of<Spatial>(l, *samples, in, out, kernel, planes);
  const std::int64_t taps = ir::count(kernel), positions = planes * ir::count(out);
  const ir::value_id taken = take_flat(l, x, index_constant(l, {taps, positions}, t.in_input));
  l.finish(l.reshape(reduce_columns(l, "maximum", taken), result));
  if (!l.is_read(1)) return;
  const ir::value_id tap =
      l.reshape(l.add(ir::arg_reduce{true}, {taken}, {positions}), {1, positions});
  const ir::value_id places = pick(l, index_constant(l, {taps, positions}, t.in_plane), tap);
  l.finish(l.reshape(places, result), 1);
}

}  // namespace

std::vector<row> fractional_pool_rows() {
  return {
      {"aten.fractional_max_pool2d.default", "window", lower_fractional_max_pool<2>,
       "the samples must be constant"},
      {"aten.fractional_max_pool3d.default", "window", lower_fractional_max_pool<3>,
       "the samples must be constant"},
  };
}

}  // namespace genn::operators
