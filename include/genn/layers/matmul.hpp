// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/portable/integer_matmul.hpp>
#include <genn/layers/arithmetic.hpp>
#include <genn/layers/columns.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class A, class B>
struct matmul_fits {
  static constexpr extents a = A::shape::value, b = B::shape::value;
  static constexpr bool matrices = a.rank == 3 && b.rank == 3;
  static constexpr bool shapes =
      matrices && a.at[2] == b.at[1] && (a.at[0] == b.at[0] || a.at[0] == 1 || b.at[0] == 1);
  static constexpr bool of_floats = std::is_same_v<typename Layer::result, f32>;
  static constexpr bool of_plain = Layer::result::form == genn::form::plain;
  template <class X>
  static constexpr bool has_form = of_floats  ? std::is_same_v<X, f32>
                                   : of_plain ? is_ordered<X>
                                              : is_integer<X>;
  static constexpr bool form =
      !shapes || (has_form<typename A::element> && has_form<typename B::element>);
  // Zero points are taken off in 16 bits, of words there is none.
  template <class X>
  static constexpr bool has_no_zero = X::form != form::i16 || X::value.zero_point == 0;
  static constexpr bool zeros =
      !shapes || !form || (has_no_zero<typename A::element> && has_no_zero<typename B::element>);
  static constexpr bool fits_sums() {
    if constexpr (shapes && form && zeros && !of_floats && !of_plain)
      return fits_32_bits(Layer::result::quant::sums, B::element::value.largest_distance(),
                          Layer::result::quant::rescale);
    else
      return true;
  }
  static constexpr bool sums = fits_sums();
  static constexpr bool value = shapes && form && zeros && sums;
};

template <class A, class B>
struct matmul_value {
  static constexpr extents a = A::shape::value, b = B::shape::value;
  static constexpr extents value{3, {a.at[0] > b.at[0] ? a.at[0] : b.at[0], a.at[1], b.at[2]}};
};

template <class Layer, class A, class B, bool Fits = matmul_fits<Layer, A, B>::value>
struct matmul_on : misfit<matmul_fits<Layer, A, B>> {};

template <class Layer, class A, class B>
struct matmul_on<Layer, A, B, true>
    : reading<tensor<typename Layer::result, shape_of<matmul_value<A, B>>>> {
  using result = typename Layer::result;
  using type = typename result::type;
  static constexpr extents a = A::shape::value, b = B::shape::value;
  static constexpr matmul_sizes sizes{matmul_value<A, B>::value.at[0],
                                      a.at[1],
                                      a.at[2],
                                      b.at[2],
                                      a.at[0] == 1 ? 0 : a.at[1] * a.at[2],
                                      b.at[0] == 1 ? 0 : b.at[1] * b.at[2]};
  static constexpr std::uint64_t macs = std::uint64_t(sizes.batch) * std::uint64_t(sizes.rows) *
                                        std::uint64_t(sizes.inner) * std::uint64_t(sizes.columns);
  static constexpr bool fast = is_integer<result> && !reference_kernels_only;
  static constexpr index_t scratch_bytes =
      fast ? kernels::matmul_scratch(sizes).bytes(sizes.inner) : 0;
  static constexpr std::int64_t bound() {
    if constexpr (is_integer<result>)
      return result::quant::sums.largest(B::element::value.largest_distance());
    else
      return 0;
  }
  static constexpr std::int64_t largest_sum = bound();

  static constexpr matmul_numbers made() {
    if constexpr (is_integer<result>)
      return {result::quant::rescale,
              result::quant::multiplier,
              {A::element::value.zero_point, B::element::value.zero_point}};
    else
      return {};
  }
  static constexpr matmul_numbers numbers = made();

  // Constants are read by index.
  template <class X, class W>
  GENN_NOINLINE static void run([[maybe_unused]] void* scratch, type* y, X x, W w) {
    if constexpr (fast && std::is_pointer_v<X> && std::is_pointer_v<W>)
      kernels::portable::integer_matmul(sizes, x, w, y, numbers, scratch);
    else
      evaluate(y, x, w);
  }
  template <class X, class W>
  static constexpr void evaluate(type* y, X x, W w) {
    if constexpr (is_integer<result>)
      kernels::reference::integer_matmul(sizes, x, w, y, numbers);
    else if constexpr (result::form == form::plain)
      kernels::reference::whole_matmul(sizes, x, w, y);
    else
      kernels::reference::matmul(sizes, x, w, y, typename Layer::function{});
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class A, class B>
struct model_of<Network, refused<I, Name, detail::matmul_fits<Layer, A, B>>>
    : detail::refused_model {
  using fits = detail::matmul_fits<Layer, A, B>;
  static_assert(fits::shapes,
                "matmul: the operands must be shape<batch, rows, inner> and shape<batch, inner, "
                "columns>; put `reshape` before it");
  static_assert(fits::form,
                "matmul: operands and result must all be floats or all integers; put `quantize` or "
                "`dequantize` before it");
  static_assert(fits::zeros,
                "matmul: integers of 16 bits must have the zero point 0; put `weighted_sum` before "
                "it");
  static_assert(fits::sums, "matmul: its sums can leave 32 bits; give it operands of fewer bits");
};

/// Products of matrices, [batch, rows, inner] by [batch, inner, columns] (torch.bmm); a batch of 1
/// repeats. Options: then<Function> of floats, to<Element>, whose Quant holds `rescale`,
/// `multiplier`, and in `sums` the largest sum of the magnitudes of a row of the first operand; of
/// PyTorch's integers to<int32> or to<int64>.
template <class... Options>
struct matmul {
  using function = typename detail::then_of<Options...>::type;
  using result = typename detail::element_given<f32, Options...>::type;
  static constexpr char kind[] = "matmul";
  static constexpr std::size_t arity = 2;

  template <class A, class B>
  using on = detail::matmul_on<matmul, A, B>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
