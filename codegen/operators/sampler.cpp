// SPDX-License-Identifier: BSL-1.0
// Images read at places that a grid names, and grids of affine maps. Places follow the formulas of
// PyTorch's GridSampler.h.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

enum class border { zeros, edge, reflected };  // numbered as in PyTorch

struct sampler {
  lowering& l;
  ir::dims extents;  // of the spatial axes
  std::int64_t batch, channels, points;
  bool corners;  // the ends of the grid are the centres of the outermost elements
  border outside;
  ir::value_id rows;  // [batch * elements of the image, channels]

  ir::value_id plus(ir::value_id x, double number) const {
    return number == 0.0 ? x : join(l, "add", x, number);
  }

  // -1 ... 1 -> 0 ... extent - 1.
  ir::value_id place(ir::value_id x, std::int64_t extent) const {
    const auto size = static_cast<double>(extent);
    if (corners) return scaled(l, scaled(l, plus(x, 1.0), 0.5), size - 1.0);
    return scaled(l, plus(scaled(l, plus(x, 1.0), size), -1.0), 0.5);
  }

  ir::value_id limited(ir::value_id x, std::int64_t extent) const {
    return map(l, {"hardtanh", {0.0f, static_cast<float>(extent - 1)}}, x);
  }

  ir::value_id reflect(ir::value_id x, std::int64_t extent) const {
    const double low = corners ? 0.0 : -0.5;
    const double span = static_cast<double>(corners ? extent - 1 : extent);
    if (span == 0.0) return scaled(l, x, 0.0);
    const ir::value_id distance = map(l, {"abs", {}}, plus(x, -low));
    const ir::value_id extra = join(l, "fmod", distance, span);
    const ir::value_id flips = map(l, {"floor", {}}, scaled(l, distance, 1.0 / span));
    const ir::value_id odd = join(l, "fmod", flips, 2.0);
    return choose(l, odd, plus(scaled(l, extra, -1.0), span + low), plus(extra, low));
  }

  // A place outside of the image brought to where it is read.
  ir::value_id inside(ir::value_id x, std::int64_t extent) const {
    if (outside == border::zeros) return x;
    return limited(outside == border::reflected ? reflect(x, extent) : x, extent);
  }

  // A whole place along one axis, whether the image has it, and how much counts of what is there.
  struct tap {
    ir::value_id known, place, share;
  };
  tap tap_at(std::size_t axis, ir::value_id place, ir::value_id share) const {
    const auto last = static_cast<double>(extents[axis] - 1);
    const ir::value_id known =
        join(l, "mul", join(l, "ge", place, 0.0), join(l, "le", place, last));
    return {known, choose(l, known, place, l.number(0.0)), share};
  }

  // Elements [batch * points, channels] at one place an axis; 0 outside of the image.
  ir::value_id elements(const std::vector<tap>& at) const {
    ir::value_id index = at.front().place, known = at.front().known;
    for (std::size_t axis = 1; axis < at.size(); ++axis) {
      known = join(l, "mul", known, at[axis].known);
      index = join(l, "add", scaled(l, index, static_cast<double>(extents[axis])), at[axis].place);
    }
    ir::dims first;
    for (std::int64_t n = 0; n < batch; ++n)
      for (std::int64_t p = 0; p < points; ++p) first.push_back(n * ir::count(extents));
    const std::int64_t count = batch * points;
    if (batch > 1) index = join(l, "add", index, index_constant(l, {count}, first));
    const ir::value_id taken = l.add(ir::gather{}, {rows, index}, {count, channels});
    return choose(l, l.reshape(known, {count, 1}), taken, l.number(0.0));
  }

  ir::value_id weighted(ir::value_id taken, ir::value_id weight) const {
    return join(l, "mul", taken, l.reshape(weight, {batch * points, 1}));
  }

  ir::value_id nearest(const std::vector<ir::value_id>& places) const {
    std::vector<tap> at;
    for (std::size_t axis = 0; axis < places.size(); ++axis) {
      const ir::value_id x = map(l, {"round", {}}, inside(places[axis], extents[axis]));
      at.push_back(tap_at(axis, x, x));
    }
    return elements(at);
  }

  // The sum over all ways to choose one of the taps of each axis.
  ir::value_id sum_over(const std::vector<std::vector<tap>>& taps) const {
    std::size_t ways = 1;
    for (const std::vector<tap>& of_axis : taps) ways *= of_axis.size();
    ir::value_id sum{0};
    for (std::size_t way = 0; way < ways; ++way) {
      std::vector<tap> at;
      std::size_t rest = way;
      for (const std::vector<tap>& of_axis : taps) {
        at.push_back(of_axis[rest % of_axis.size()]);
        rest /= of_axis.size();
      }
      ir::value_id weight = at.front().share;
      for (std::size_t axis = 1; axis < at.size(); ++axis)
        weight = join(l, "mul", weight, at[axis].share);
      const ir::value_id part = weighted(elements(at), weight);
      sum = way == 0 ? part : join(l, "add", sum, part);
    }
    return sum;
  }

  ir::value_id linear(const std::vector<ir::value_id>& places) const {
    std::vector<std::vector<tap>> taps;
    for (std::size_t axis = 0; axis < places.size(); ++axis) {
      const ir::value_id x = inside(places[axis], extents[axis]);
      const ir::value_id low = map(l, {"floor", {}}, x), share = join(l, "sub", x, low);
      taps.push_back({tap_at(axis, low, plus(scaled(l, share, -1.0), 1.0)),
                      tap_at(axis, plus(low, 1.0), share)});
    }
    return sum_over(taps);
  }

  // ((a x + b) x + c) x + d
  ir::value_id polynomial(ir::value_id x, double a, double b, double c, double d) const {
    ir::value_id y = plus(scaled(l, x, a), b);
    y = plus(join(l, "mul", y, x), c);
    return plus(join(l, "mul", y, x), d);
  }

  // The cubic of Keys with slope -3/4 at its first zero.
  ir::value_id cubic(const std::vector<ir::value_id>& places) const {
    constexpr double a = -0.75;
    std::vector<std::vector<tap>> taps;
    for (std::size_t axis = 0; axis < places.size(); ++axis) {
      const ir::value_id low = map(l, {"floor", {}}, places[axis]);
      const ir::value_id share = join(l, "sub", places[axis], low);
      taps.emplace_back();
      for (int k = -1; k <= 2; ++k) {
        const bool far = k == -1 || k == 2;
        ir::value_id x = k <= 0 ? share : plus(scaled(l, share, -1.0), 1.0);
        if (far) x = plus(x, 1.0);
        taps.back().push_back(tap_at(axis, inside(plus(low, k), extents[axis]),
                                     far ? polynomial(x, a, -5.0 * a, 8.0 * a, -4.0 * a)
                                         : polynomial(x, a + 2.0, -(a + 3.0), 0.0, 1.0)));
      }
    }
    return sum_over(taps);
  }
};

// input [N, C, spatial...], grid [N, points..., axes from the innermost out]
void lower_grid_sampler(lowering& l) {
  const ir::value_id x = l.tensor("input"), grid = l.tensor("grid");
  const ir::dims in = l.shape(x), out = l.result_type().shape;
  l.require(in.size() == 4 || in.size() == 5, "the input is no image");
  const std::size_t axes = in.size() - 2;
  const std::int64_t mode = l.integer("interpolation_mode"), padding = l.integer("padding_mode");
  l.require(padding >= 0 && padding <= 2, "an unknown padding mode");
  const ir::dims extents(in.begin() + 2, in.end());
  const std::int64_t size = ir::count(extents);
  const std::int64_t points = ir::count(l.shape(grid)) / (in[0] * static_cast<std::int64_t>(axes));
  const ir::value_id rows =
      l.reshape(l.permute(l.reshape(x, {in[0], in[1], size}), {0, 2, 1}), {in[0] * size, in[1]});
  const sampler s{
      l,   extents, in[0], in[1], points, l.boolean("align_corners"), static_cast<border>(padding),
      rows};
  std::vector<ir::value_id> places;
  const ir::value_id flat = l.reshape(grid, {in[0] * points, static_cast<std::int64_t>(axes)});
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const auto column = static_cast<std::int64_t>(axes - 1 - axis);
    places.push_back(
        s.place(l.reshape(slice(l, flat, 1, column, 1), {in[0] * points}), extents[axis]));
  }
  const ir::value_id y = mode == 0   ? s.linear(places)
                         : mode == 1 ? s.nearest(places)
                                     : s.cubic(places);
  l.finish(l.reshape(l.permute(l.reshape(y, {in[0], points, in[1]}), {0, 2, 1}), out));
}

// theta [N, axes, axes + 1] times the places of the elements of an image, from -1 to 1.
void lower_affine_grid(lowering& l) {
  const ir::value_id theta = l.tensor("theta");
  const ir::dims size = l.integers("size");
  l.require(size.size() == 4 || size.size() == 5, "the size is not that of images");
  const bool corners = l.boolean("align_corners");
  const std::size_t axes = size.size() - 2;
  const ir::dims extents(size.begin() + 2, size.end());
  const std::int64_t points = ir::count(extents), columns = static_cast<std::int64_t>(axes) + 1;
  std::vector<float> base;
  for (std::int64_t p = 0; p < points; ++p) {
    std::int64_t rest = p;
    for (std::size_t axis = axes; axis-- > 0; rest /= extents[axis]) {
      const std::int64_t extent = extents[axis];
      const auto i = static_cast<double>(rest % extent), n = static_cast<double>(extent);
      const double at = extent == 1 ? 0.0 : 2.0 * i / (n - 1.0) - 1.0;
      base.push_back(static_cast<float>(corners ? at : at * (n - 1.0) / n));
    }
    base.push_back(1.0f);
  }
  const ir::value_id places =
      l.add_constant(l.module_name("places"), {1, points, columns}, std::move(base));
  l.finish(l.reshape(product(l, places, l.permute(theta, {0, 2, 1})), l.result_type().shape));
}

}  // namespace

std::vector<row> sampler_rows() {
  return {
      {"aten.grid_sampler.default", "move", lower_grid_sampler},
      {"aten.grid_sampler_2d.default", "move", lower_grid_sampler},
      {"aten.grid_sampler_3d.default", "move", lower_grid_sampler},
      {"aten.affine_grid_generator.default", "contract", lower_affine_grid},
  };
}

}  // namespace genn::operators
