// SPDX-License-Identifier: BSL-1.0
#include "run/sizes.hpp"

#include <algorithm>

namespace genn::run {

namespace {

// Element i of the spatial axis `axis` (0 depth, 1 height, 2 width) of a list, or `missing`.
std::int64_t on_axis(const ir::dims& list, std::size_t axis, std::int64_t missing) {
  const std::size_t absent = 3 - list.size();
  return axis < absent ? missing : list[axis - absent];
}

ir::dims spatial_part(const ir::dims& shape, std::size_t spatial) {
  const auto end = shape.end() - 1;
  return {end - static_cast<std::ptrdiff_t>(spatial), end};
}

window_sizes frame(const ir::dims& in, const ir::dims& out, std::size_t spatial) {
  window_sizes n;
  n.batch = in.size() == spatial + 2 ? in.front() : 1;
  n.channels = in.back();
  n.features = out.back();
  window_axis* axes[] = {&n.depth, &n.height, &n.width};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    axes[axis]->in = on_axis(spatial_part(in, spatial), axis, 1);
    axes[axis]->out = on_axis(spatial_part(out, spatial), axis, 1);
  }
  return n;
}

void set_windows(window_sizes& n, const ir::dims& kernel, const ir::dims& stride,
                 const ir::dims& dilation, const ir::dims& before) {
  window_axis* axes[] = {&n.depth, &n.height, &n.width};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    axes[axis]->kernel = on_axis(kernel, axis, 1);
    axes[axis]->stride = on_axis(stride, axis, 1);
    axes[axis]->dilation = on_axis(dilation, axis, 1);
    axes[axis]->before = on_axis(before, axis, 0);
  }
}

form form_of(ir::element e) {
  return e == ir::element::i8 ? form::i8 : e == ir::element::i16 ? form::i16 : form::f32;
}

choice choose(const ir::convolution& c, const window_sizes& sizes, form f) {
  return c.sparse ? select_sparse_convolution(sizes, f, *c.sparse)
                  : select_convolution(sizes, f, portable_machine);
}

// Weights that are not zero.
std::uint64_t count_kept(const ir::tensor& weight) {
  return std::visit(
      [](const auto& numbers) {
        return static_cast<std::uint64_t>(
            std::count_if(numbers.begin(), numbers.end(), [](auto w) { return w != 0; }));
      },
      weight.data);
}

}  // namespace

extents to_extents(const ir::dims& shape) {
  extents e{static_cast<index_t>(shape.size()), {}};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) e.at[axis] = shape[axis];
  return e;
}

window_sizes sizes_of(const ir::convolution& c, const ir::dims& kernel, const ir::dims& in,
                      const ir::dims& out) {
  window_sizes n = frame(in, out, kernel.size());
  set_windows(n, kernel, c.stride, c.dilation, c.before);
  n.groups = c.groups;
  return n;
}

window_sizes sizes_of(const ir::pool& p, const ir::dims& in, const ir::dims& out) {
  window_sizes n = frame(in, out, p.kernel.size());
  set_windows(n, p.kernel, p.stride, p.dilation, p.before);
  return n;
}

window_sizes sizes_of(const ir::adaptive_avg_pool& p, const ir::dims& in, const ir::dims& out) {
  return frame(in, out, p.out.size());
}

recurrent_sizes sizes_of(const ir::network& n, const ir::node& x, const ir::recurrent& r) {
  const auto shape = [&](std::size_t i) -> const ir::dims& { return n[x.operands[i]].type.shape; };
  const std::size_t weights = r.first_weight();
  recurrent_sizes sizes;
  sizes.time = shape(0)[0];
  sizes.batch = shape(0)[1];
  sizes.inputs = shape(0)[2];
  sizes.gates = r.gates();
  sizes.hidden = shape(weights)[0] / r.gates();
  sizes.out = shape(weights + 1)[1];
  sizes.reverse = r.reverse;
  sizes.has_cells = r.what == ir::recurrent::cell::lstm;
  sizes.gives_cells = r.gives_cells;
  sizes.last_only = r.last_only;
  sizes.projects = r.projects(x.operands.size());
  sizes.narrows = n[x.operands[weights + 1]].type.type == ir::element::i8;
  return sizes;
}

extents padding_after(const ir::pool& p) {
  return {3, {on_axis(p.after, 0, 0), on_axis(p.after, 1, 0), on_axis(p.after, 2, 0)}};
}

ir::dims kernel_of(const ir::network& n, const ir::node& x) {
  const ir::dims& weight = n[x.operands[1]].type.shape;
  return {weight.begin() + 2, weight.end()};
}

matmul_sizes matmul_sizes_of(const ir::dims& a, const ir::dims& b) {
  return {std::max(a[0], b[0]),       a[1], a[2], b[2], a[0] == 1 ? 0 : a[1] * a[2],
          b[0] == 1 ? 0 : b[1] * b[2]};
}

choice choice_of(const ir::network& n, const ir::node& x) {
  if (const auto* r = std::get_if<ir::recurrent>(&x.what)) {
    choice c{};
    c.scratch_bytes =
        room_of(sizes_of(n, x, *r), static_cast<index_t>(ir::element_bytes(n[x.result].type.type)))
            .size;
    return c;
  }
  if (std::holds_alternative<ir::matmul>(x.what) && n[x.result].quant) {
    const matmul_sizes sizes =
        matmul_sizes_of(n[x.operands[0]].type.shape, n[x.operands[1]].type.shape);
    choice c{};
    c.scratch_bytes = kernels::matmul_scratch(sizes).bytes(sizes.inner);
    return c;
  }
  const auto* sparse = ir::storage_of(x.what);
  if (sparse == nullptr) return {};
  const ir::dims &in = n[x.operands[0]].type.shape, &out = n[x.result].type.shape;
  const form f = form_of(n[x.operands[1]].type.type);
  if (const auto* c = std::get_if<ir::convolution>(&x.what))
    return choose(*c, sizes_of(*c, kernel_of(n, x), in, out), f);
  const contract_sizes sizes{ir::count(in) / in.back(), in.back(), out.back()};
  return *sparse ? select_sparse_contract(sizes, f, **sparse)
                 : select_contract(sizes, f, portable_machine);
}

pooled_choice choice_of_pooled(const ir::network& n, const ir::node& convolution,
                               const ir::node& pool) {
  const auto& c = std::get<ir::convolution>(convolution.what);
  const ir::tensor_type& rows = n[convolution.result].type;
  const pooled_sizes sizes{
      sizes_of(c, kernel_of(n, convolution), n[convolution.operands[0]].type.shape, rows.shape),
      sizes_of(std::get<ir::pool>(pool.what), rows.shape, n[pool.result].type.shape)};
  return select_pooled(
      sizes, static_cast<index_t>(ir::element_bytes(rows.type)),
      [&](const window_sizes& part) { return choose(c, part, form_of(rows.type)); });
}

std::uint64_t macs_of(const ir::network& n, const ir::node& x) {
  const ir::dims& out = n[x.result].type.shape;
  const std::uint64_t results = static_cast<std::uint64_t>(ir::count(out));
  const auto* sparse = ir::storage_of(x.what);
  if (sparse != nullptr && *sparse)
    return results / static_cast<std::uint64_t>(out.back()) *
           count_kept(*n[x.operands[1]].constant);
  if (std::holds_alternative<ir::linear>(x.what))
    return results * static_cast<std::uint64_t>(n[x.operands[0]].type.shape.back());
  if (std::holds_alternative<ir::matmul>(x.what))
    return results * static_cast<std::uint64_t>(n[x.operands[0]].type.shape.back());
  if (const auto* r = std::get_if<ir::recurrent>(&x.what)) {
    const recurrent_sizes sizes = sizes_of(n, x, *r);
    const index_t step =
        sizes.rows() * (sizes.inputs + sizes.out) + (sizes.projects ? sizes.out * sizes.hidden : 0);
    return static_cast<std::uint64_t>(sizes.time * sizes.batch * step);
  }
  if (const auto* c = std::get_if<ir::convolution>(&x.what)) {
    const window_sizes sizes = sizes_of(*c, kernel_of(n, x), n[x.operands[0]].type.shape, out);
    return results * static_cast<std::uint64_t>(sizes.taps());
  }
  return 0;
}

}  // namespace genn::run
