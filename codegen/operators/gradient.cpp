// SPDX-License-Identifier: BSL-1.0
// Slopes along axes (torch.gradient): differences over both neighbours, at the ends over one or
// two.
#include <numeric>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// One axis of a tensor, and where its elements stand: a number apart, or at given places.
struct line {
  lowering& l;
  ir::value_id x;
  std::int64_t axis, length;
  std::optional<ir::value_id> gaps;  ///< between neighbours, [length - 1, 1...]
  double step = 1.0;

  ir::value_id part(std::int64_t begin, std::int64_t count) const {
    return slice(l, x, axis, begin, count);
  }
  ir::value_id gap(std::int64_t begin, std::int64_t count) const {
    return gaps ? slice(l, *gaps, 0, begin, count) : l.number(step);
  }
  ir::value_id times(ir::value_id a, ir::value_id b) const { return join(l, "mul", a, b); }
  ir::value_id plus(ir::value_id a, ir::value_id b) const { return join(l, "add", a, b); }
  ir::value_id minus(ir::value_id a, ir::value_id b) const { return join(l, "sub", a, b); }
  ir::value_id over(ir::value_id a, ir::value_id b) const { return join(l, "div", a, b); }

  // a x[i] + b x[i + 1] + c x[i + 2]
  ir::value_id sum(std::int64_t i, std::int64_t count, ir::value_id a, ir::value_id b,
                   ir::value_id c) const {
    return plus(plus(times(a, part(i, count)), times(b, part(i + 1, count))),
                times(c, part(i + 2, count)));
  }

  ir::value_id middle() const {
    const std::int64_t count = length - 2;
    if (!gaps) return over(minus(part(2, count), part(0, count)), l.number(2.0 * step));
    const ir::value_id d = gap(0, count), e = gap(1, count), both = plus(d, e);
    return sum(0, count, over(scaled(l, e, -1.0), times(d, both)), over(minus(e, d), times(d, e)),
               over(d, times(e, both)));
  }
  ir::value_id difference(std::int64_t i) const {
    return over(minus(part(i + 1, 1), part(i, 1)), gap(i, 1));
  }
  // By the parabola through the three elements of an end.
  ir::value_id first() const {
    const ir::value_id d = gap(0, 1), e = gap(1, 1), both = plus(d, e);
    return sum(0, 1, scaled(l, over(plus(d, both), times(d, both)), -1.0), over(both, times(d, e)),
               scaled(l, over(d, times(e, both)), -1.0));
  }
  ir::value_id last() const {
    const ir::value_id d = gap(length - 3, 1), e = gap(length - 2, 1), both = plus(d, e);
    return sum(length - 3, 1, over(e, times(d, both)), scaled(l, over(both, times(d, e)), -1.0),
               over(plus(e, both), times(e, both)));
  }

  ir::value_id slopes(bool parabolas) const {
    std::vector<ir::value_id> parts{parabolas ? first() : difference(0)};
    if (length > 2) parts.push_back(middle());
    parts.push_back(parabolas ? last() : difference(length - 2));
    return l.add(ir::concat{axis}, parts, l.shape(x));
  }
};

// Places of elements, [length], as gaps that broadcast along `axis`.
ir::value_id gaps_of(lowering& l, ir::value_id places, std::size_t axes_behind) {
  const std::int64_t count = l.shape(places)[0] - 1;
  const ir::value_id gaps =
      join(l, "sub", slice(l, places, 0, 1, count), slice(l, places, 0, 0, count));
  ir::dims shape(axes_behind + 1, 1);
  shape[0] = count;
  return l.reshape(gaps, shape);
}

void lower_gradient(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  ir::dims axes;
  if (l.is_given("dim") && l.has("dim")) {
    axes = l.integers("dim");
  } else {
    axes.resize(rank);
    std::iota(axes.begin(), axes.end(), 0);
  }
  const bool by_places = l.target().find(".tensorarray") != std::string::npos;
  const bool has_steps = !by_places && l.is_given("spacing") && l.has("spacing");
  const std::vector<double> steps = !has_steps               ? std::vector<double>{1.0}
                                    : l.is_number("spacing") ? std::vector{l.number("spacing")}
                                                             : l.numbers("spacing");
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::size_t axis = lowering::axis_of(axes[i], rank);
    line along{l, x, static_cast<std::int64_t>(axis), l.shape(x)[axis], std::nullopt};
    if (by_places)
      along.gaps = gaps_of(l, l.tensors("spacing").at(i), rank - 1 - axis);
    else
      along.step = steps.size() == 1 ? steps[0] : steps.at(i);
    l.finish(along.slopes(l.integer("edge_order") == 2), i);
  }
}

}  // namespace

std::vector<row> gradient_rows() {
  return {
      {"aten.gradient.scalarint", "map", lower_gradient},
      {"aten.gradient.scalararray", "map", lower_gradient},
      {"aten.gradient.array", "map", lower_gradient},
      {"aten.gradient.scalarrayint", "map", lower_gradient},
      {"aten.gradient.scalarrayarray", "map", lower_gradient},
      {"aten.gradient.tensorarrayint", "map", lower_gradient},
      {"aten.gradient.tensorarray", "map", lower_gradient},
  };
}

}  // namespace genn::operators
