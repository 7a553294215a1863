// SPDX-License-Identifier: BSL-1.0
// Fourier transforms of fixed length: products of an axis with a matrix.
#include <cmath>

#include "passes/complex_calls.hpp"
#include "passes/fourier.hpp"

namespace genn::passes {

namespace {

// More numbers in a matrix than this are no longer small.
constexpr std::int64_t most_numbers = std::int64_t{1} << 22;

void require_small(std::int64_t rows, std::int64_t columns) {
  if (columns < 1 || rows > most_numbers / columns)
    throw complex_limit{"a transform as long as this one would need too large a matrix"};
}

// The axis at the end (in front of the pairs), cut or filled with zeros to `length`.
ir::value_id at_end(complex_calls& c, ir::value_id x, bool complex, std::int64_t axis,
                    std::int64_t length) {
  const std::int64_t rank = static_cast<std::int64_t>(c.shape(x).size()) - (complex ? 1 : 0);
  ir::dims order;
  for (std::int64_t i = 0; i < rank; ++i)
    if (i != axis) order.push_back(i);
  order.push_back(axis);
  if (complex) order.push_back(rank);
  ir::value_id y = c.permute(x, order);
  ir::dims shape = c.shape(y);
  std::int64_t& extent = shape[static_cast<std::size_t>(rank - 1)];
  const std::int64_t missing = length - extent;
  extent = length;
  if (missing < 0)
    return c.emit("aten.slice.Tensor",
                  {{"self", y},
                   {"dim", rank - 1},
                   {"start", std::int64_t{0}},
                   {"end", length},
                   {"step", std::int64_t{1}}},
                  shape);
  if (missing == 0) return y;
  ir::dims pad{0, missing};
  if (complex) pad.insert(pad.begin(), {0, 0});
  return c.emit("aten.constant_pad_nd.default", {{"self", y}, {"pad", pad}, {"value", 0.0}}, shape);
}

// x[..., in] times a matrix [in, out], seen as [..., extent] or pairs [..., extent, 2].
ir::value_id times(complex_calls& c, ir::value_id x, std::vector<float> matrix, std::int64_t extent,
                   bool to_complex) {
  ir::dims shape = c.shape(x);
  const std::int64_t in = shape.back(), out = static_cast<std::int64_t>(matrix.size()) / in;
  shape.back() = out;
  const ir::value_id weight = c.constant({in, out}, std::move(matrix));
  const ir::value_id y = c.emit("aten.matmul.default", {{"self", x}, {"other", weight}}, shape);
  shape.back() = extent;
  if (to_complex) shape.push_back(2);
  return c.reshape(y, shape);
}

// The inverse of what at_end does to the order of axes.
ir::value_id back_from_end(complex_calls& c, ir::value_id x, bool complex, std::int64_t axis) {
  const std::int64_t rank = static_cast<std::int64_t>(c.shape(x).size()) - (complex ? 1 : 0);
  ir::dims order;
  for (std::int64_t i = 0; i < rank - 1; ++i) {
    if (i == axis) order.push_back(rank - 1);
    order.push_back(i);
  }
  if (axis == rank - 1) order.push_back(rank - 1);
  if (complex) order.push_back(rank);
  return c.permute(x, order);
}

ir::value_id flat_pairs(complex_calls& c, ir::value_id x) {
  ir::dims shape = c.shape(x);
  shape.pop_back();
  shape.back() *= 2;
  return c.reshape(x, shape);
}

std::int64_t axis_of(std::int64_t axis, std::int64_t rank) {
  const std::int64_t from_front = axis < 0 ? axis + rank : axis;
  if (from_front < 0 || from_front >= rank) throw complex_limit{"it has no such axis"};
  return from_front;
}

struct transform {
  std::int64_t axis, length;
  double scale;
};

ir::value_id of_real(complex_calls& c, ir::value_id x, const transform& t, bool half) {
  const std::int64_t bins = half ? t.length / 2 + 1 : t.length;
  require_small(t.length, 2 * bins);
  const ir::value_id y = times(c, at_end(c, x, false, t.axis, t.length),
                               real_transform(t.length, bins, t.scale), bins, true);
  return back_from_end(c, y, true, t.axis);
}

ir::value_id of_complex(complex_calls& c, ir::value_id x, const transform& t, bool forward) {
  require_small(2 * t.length, 2 * t.length);
  const ir::value_id y = times(c, flat_pairs(c, at_end(c, x, true, t.axis, t.length)),
                               complex_transform(t.length, forward, t.scale), t.length, true);
  return back_from_end(c, y, true, t.axis);
}

ir::value_id to_real(complex_calls& c, ir::value_id x, const transform& t) {
  const std::int64_t bins = t.length / 2 + 1;
  require_small(t.length, 2 * bins);
  const ir::value_id y = times(c, flat_pairs(c, at_end(c, x, true, t.axis, bins)),
                               inverse_real_transform(bins, t.length, t.scale), t.length, false);
  return back_from_end(c, y, false, t.axis);
}

double scale_of(const std::string& norm, bool forward, std::int64_t length) {
  const double n = static_cast<double>(length);
  if (norm == "ortho") return 1.0 / std::sqrt(n);
  return (norm == "forward") == forward ? 1.0 / n : 1.0;
}

enum class kind { plain, from_real, into_real };

// fft, ifft, rfft, irfft and their forms over several axes; the last axis is halved or doubled.
template <bool Forward, kind Kind>
void lower_transform(complex_calls& c) {
  const ir::value_id self = c.tensor("self");
  const bool one = c.find("n") != nullptr || c.find("s") == nullptr;
  const std::int64_t rank = c.rank(self);
  const std::string name = c.call().target;
  const bool planar = name.find("2.default") != std::string::npos;
  const bool every = name.find("n.default") != std::string::npos;
  ir::dims axes = c.integers("dim"), lengths = c.integers("s");
  if (axes.empty() && every) {
    const std::int64_t count = lengths.empty() ? rank : static_cast<std::int64_t>(lengths.size());
    for (std::int64_t i = rank - count; i < rank; ++i) axes.push_back(i);
  }
  if (axes.empty() && planar) axes = {-2, -1};
  if (axes.empty()) axes = {c.integer("dim", -1)};
  if (one && c.find("n") != nullptr) lengths = {c.integer("n", 0)};
  ir::value_id x = self;
  bool complex = c.is_complex(self);
  if (Kind == kind::into_real && !complex) x = c.with_zeros(x), complex = true;
  for (std::size_t k = 0; k < axes.size(); ++k) {
    // A real transform begins with the last axis, one into real numbers ends there.
    const std::size_t at = Kind == kind::into_real ? k : axes.size() - 1 - k;
    const bool is_last = at + 1 == axes.size();
    const std::int64_t axis = axis_of(axes[at], rank);
    std::int64_t length = c.shape(x).at(static_cast<std::size_t>(axis));
    if (Kind == kind::into_real && is_last) length = 2 * (length - 1);
    if (at < lengths.size() && lengths[at] >= 0) length = lengths[at];
    if (length < 1) throw complex_limit{"a transform of no numbers is not defined"};
    const transform t{axis, length, scale_of(c.text("norm"), Forward, length)};
    if (Kind == kind::into_real && is_last) {
      // Forward transforms into real numbers are inverse ones of the conjugate.
      x = to_real(c, Forward ? c.pair(c.part(x, 0), c.unary("neg", c.part(x, 1))) : x, t);
    } else if (complex) {
      x = of_complex(c, x, t, Forward);
    } else {
      if (!Forward) throw complex_limit{"the inverse transform of real numbers is not supported"};
      x = of_real(c, x, t, Kind == kind::from_real);
      complex = true;
    }
  }
  c.finish(x);
}

double scale_of(std::int64_t normalization, std::int64_t length) {
  const double n = static_cast<double>(length);
  return normalization == 0 ? 1.0 : normalization == 1 ? 1.0 / std::sqrt(n) : 1.0 / n;
}

// What decompositions leave: _fft_r2c, _fft_c2c, _fft_c2r.
template <kind Kind>
void lower_core(complex_calls& c) {
  ir::value_id x = c.tensor("self");
  const std::int64_t rank = c.rank(x), normalization = c.integer("normalization", 0);
  const ir::dims axes = c.integers("dim");
  bool complex = c.is_complex(x);
  for (std::size_t k = 0; k < axes.size(); ++k) {
    const std::size_t at = Kind == kind::into_real ? k : axes.size() - 1 - k;
    const std::int64_t axis = axis_of(axes[at], rank);
    const bool is_last = at + 1 == axes.size();
    std::int64_t length = c.shape(x).at(static_cast<std::size_t>(axis));
    if (Kind == kind::into_real && is_last) length = c.integer("last_dim_size", length);
    const transform t{axis, length, scale_of(normalization, length)};
    if (Kind == kind::into_real && is_last)
      x = to_real(c, x, t);
    else if (complex)
      x = of_complex(c, x, t, Kind == kind::into_real ? false : c.boolean("forward", true));
    else
      x = of_real(c, x, t, c.boolean("onesided", false));
    complex = true;
  }
  c.finish(x);
}

// Frames of the signal, their window, a transform each: [batch, bins, frames].
void lower_stft(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  const std::int64_t length = c.integer("n_fft", 0), hop = c.integer("hop_length", length / 4);
  const std::int64_t width = c.integer("win_length", length);
  ir::dims shape = c.shape(x);
  if (length < 1 || hop < 1 || shape.empty() || shape.back() < length)
    throw complex_limit{"no frame fits"};
  const bool half = c.boolean("onesided", true);
  const auto last = static_cast<std::int64_t>(shape.size()) - 1;
  shape.back() = (shape.back() - length) / hop + 1;
  shape.push_back(length);
  ir::value_id frames =
      c.emit("aten.unfold.default",
             {{"self", x}, {"dimension", last}, {"size", length}, {"step", hop}}, shape);
  if (c.find("window") != nullptr) {
    ir::value_id window = c.tensor("window");
    const std::int64_t before = (length - width) / 2;
    if (width < length)
      window = c.emit(
          "aten.constant_pad_nd.default",
          {{"self", window}, {"pad", ir::dims{before, length - width - before}}, {"value", 0.0}},
          {length});
    frames = c.binary("mul", frames, window);
  } else if (width < length) {
    throw complex_limit{"a short window has to be given"};
  }
  const double scale =
      c.boolean("normalized", false) ? 1.0 / std::sqrt(static_cast<double>(length)) : 1.0;
  const ir::value_id y = of_real(c, frames, {last + 1, length, scale}, half);
  ir::dims order;
  for (std::int64_t i = 0; i < last; ++i) order.push_back(i);
  for (const std::int64_t axis : {last + 1, last, last + 2}) order.push_back(axis);
  c.finish(c.permute(y, order));
}

// Frames [batch, length, frames] laid over each other, `hop` apart, and summed: [batch, whole].
ir::value_id overlapped(complex_calls& c, ir::value_id frames, std::int64_t hop) {
  const ir::dims in = c.shape(frames);
  const std::int64_t whole = in[1] + hop * (in[2] - 1);
  const ir::value_id y = c.emit("aten.col2im.default",
                                {{"self", frames},
                                 {"output_size", ir::dims{1, whole}},
                                 {"kernel_size", ir::dims{1, in[1]}},
                                 {"dilation", ir::dims{1, 1}},
                                 {"padding", ir::dims{0, 0}},
                                 {"stride", ir::dims{1, hop}}},
                                {in[0], 1, 1, whole});
  return c.reshape(y, {in[0], whole});
}

// Frames back from their spectra, times the window, over each other, by the sum of its squares.
void lower_istft(complex_calls& c) {
  ir::value_id x = c.tensor("self");
  const std::int64_t length = c.integer("n_fft", 0), hop = c.integer("hop_length", length / 4);
  const std::int64_t width = c.integer("win_length", length);
  ir::dims in = c.shape(x);
  if (in.size() == 3) in.insert(in.begin(), 1);
  if (length < 1 || hop < 1 || in.size() != 4 || in[1] != length / 2 + 1)
    throw complex_limit{"only half spectra are supported"};
  if (c.find("window") == nullptr || width != length)
    throw complex_limit{"a window as long as the frames has to be given"};
  const double scale = c.boolean("normalized", false) ? 1.0 / std::sqrt(static_cast<double>(length))
                                                      : 1.0 / static_cast<double>(length);
  const ir::value_id frames = to_real(c, c.reshape(x, in), {1, length, scale});
  const ir::value_id window = c.reshape(c.tensor("window"), {1, length, 1});
  const ir::value_id ones =
      c.constant({1, 1, in[2]}, std::vector<float>(static_cast<std::size_t>(in[2]), 1.0f));
  ir::value_id sum = overlapped(c, c.binary("mul", frames, window), hop);
  ir::value_id weight = overlapped(c, c.binary("mul", c.binary("mul", window, window), ones), hop);
  const std::int64_t whole = c.shape(sum)[1], wanted = c.shape(c.result()).back();
  const std::int64_t begin = c.boolean("center", true) ? length / 2 : 0;
  if (begin + wanted > whole) throw complex_limit{"the signal would be longer than the frames"};
  for (ir::value_id* y : {&sum, &weight})
    *y = c.emit("aten.slice.Tensor",
                {{"self", *y},
                 {"dim", std::int64_t{1}},
                 {"start", begin},
                 {"end", begin + wanted},
                 {"step", std::int64_t{1}}},
                {c.shape(*y)[0], wanted});
  c.finish(c.reshape(c.binary("div", sum, weight), c.shape(c.result())));
}

}  // namespace

complex_rows complex_fourier() {
  return {{"aten.fft_fft.default", lower_transform<true, kind::plain>},
          {"aten.fft_fft2.default", lower_transform<true, kind::plain>},
          {"aten.fft_fftn.default", lower_transform<true, kind::plain>},
          {"aten.fft_ifft.default", lower_transform<false, kind::plain>},
          {"aten.fft_ifft2.default", lower_transform<false, kind::plain>},
          {"aten.fft_ifftn.default", lower_transform<false, kind::plain>},
          {"aten.fft_rfft.default", lower_transform<true, kind::from_real>},
          {"aten.fft_rfft2.default", lower_transform<true, kind::from_real>},
          {"aten.fft_rfftn.default", lower_transform<true, kind::from_real>},
          {"aten.fft_irfft.default", lower_transform<false, kind::into_real>},
          {"aten.fft_irfft2.default", lower_transform<false, kind::into_real>},
          {"aten.fft_irfftn.default", lower_transform<false, kind::into_real>},
          {"aten.fft_hfft.default", lower_transform<true, kind::into_real>},
          {"aten.fft_hfft2.default", lower_transform<true, kind::into_real>},
          {"aten.fft_hfftn.default", lower_transform<true, kind::into_real>},
          {"aten._fft_r2c.default", lower_core<kind::from_real>},
          {"aten._fft_c2c.default", lower_core<kind::plain>},
          {"aten._fft_c2r.default", lower_core<kind::into_real>},
          {"aten.stft.default", lower_stft},
          {"aten.istft.default", lower_istft}};
}

}  // namespace genn::passes
