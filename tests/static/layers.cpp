// SPDX-License-Identifier: BSL-1.0
// What each layer makes of a shape, and what it costs.
#include <genn/genn.hpp>

using namespace genn;

namespace {

template <index_t... Extents>
struct numbers : constant<f32, shape<Extents...>, tap_major> {
  alignas(16) static constexpr float values[shape<Extents...>::size] = {};
};

template <class Layer, class... In>
using reading_of = typename Layer::template on<tensor<f32, In>...>;
template <class Out, class Layer, class... In>
inline constexpr bool gives =
    std::is_same_v<typename reading_of<Layer, In...>::output, tensor<f32, Out>>;

using image = shape<28, 20, 3>;
using line = shape<24, 6>;

// linear: the last axis
static_assert(gives<shape<7>, linear<7, numbers<5, 7>>, shape<5>>);
static_assert(gives<shape<2, 3, 7>, linear<7, numbers<5, 7>>, shape<2, 3, 5>>);
static_assert(reading_of<linear<7, numbers<5, 7>>, shape<2, 3, 5>>::macs == 2 * 3 * 5 * 7);
static_assert(reading_of<linear<7, numbers<5, 7>, numbers<7>>, shape<5>>::constant_bytes ==
              144 + 32);

// convolutions
static_assert(gives<shape<26, 18, 8>, conv2d<8, kernel<3, 3>, numbers<27, 8>>, image>);
static_assert(gives<shape<28, 20, 8>,
                    conv2d<8, kernel<3, 3>, numbers<27, 8>, no_bias, padding<1, 1>>, image>);
static_assert(gives<shape<4, 14, 7, 8>,
                    conv2d<8, kernel<3, 5>, numbers<45, 8>, no_bias, stride<2, 3>, padding<1, 2>>,
                    shape<4, 28, 20, 3>>);
static_assert(
    gives<shape<28, 20, 8>,
          conv2d<8, kernel<2, 4>, numbers<24, 8>, no_bias, padding_sides<0, 1, 1, 2>>, image>);
static_assert(gives<shape<24, 18, 8>,
                    conv2d<8, kernel<3, 3>, numbers<27, 8>, no_bias, dilation<2, 1>>, image>);
static_assert(
    gives<shape<26, 18, 6>, conv2d<6, kernel<3, 3>, numbers<9, 6>, no_bias, groups<3>>, image>);
static_assert(reading_of<conv2d<6, kernel<3, 3>, numbers<9, 6>, no_bias, groups<3>>, image>::macs ==
              26 * 18 * 6 * 9);
static_assert(gives<shape<11, 9>, conv1d<9, kernel<4>, numbers<24, 9>, no_bias, stride<2>>, line>);
static_assert(gives<shape<5, 11, 9>, conv1d<9, kernel<4>, numbers<24, 9>, no_bias, stride<2>>,
                    shape<5, 24, 6>>);

// pools: stride is the kernel's, unless given
static_assert(gives<shape<14, 10, 3>, max_pool2d<kernel<2, 2>>, image>);
static_assert(gives<shape<9, 6, 3>, max_pool2d<kernel<3, 3>>, image>);
static_assert(gives<shape<10, 7, 3>, max_pool2d<kernel<3, 3>, ceil_mode<>>, image>);
static_assert(
    gives<shape<14, 10, 3>, max_pool2d<kernel<3, 3>, stride<2, 2>, padding<1, 1>>, image>);
static_assert(
    gives<shape<24, 16, 3>, max_pool2d<kernel<3, 3>, stride<1, 1>, dilation<2, 2>>, image>);
static_assert(gives<shape<12, 6>, avg_pool1d<kernel<2>>, line>);
static_assert(gives<shape<8, 6>, max_pool1d<kernel<3>>, line>);
static_assert(gives<shape<7, 5, 3>, avg_pool2d<kernel<4, 4>, exclude_padding<>>, image>);
static_assert(gives<shape<1, 1, 3>, adaptive_avg_pool2d<shape<1, 1>>, image>);
static_assert(gives<shape<40, 3, 3>, adaptive_avg_pool2d<shape<40, 3>>, image>);
static_assert(gives<shape<7, 6>, adaptive_avg_pool1d<shape<7>>, line>);

// element-wise
static_assert(gives<image, map<relu>, image>);
static_assert(gives<image, map<add>, image, shape<3>>);
static_assert(gives<image, map<mul>, shape<1, 1, 3>, image>);
static_assert(gives<shape<4, 5>, map<sub>, shape<4, 1>, shape<5>>);
static_assert(gives<image, map<scale_shift>, image, shape<3>, shape<3>>);
static_assert(gives<image, batch_norm<numbers<3>, numbers<3>>, image>);
static_assert(gives<image, softmax<2>, image> && gives<image, log_softmax<0>, image>);

// moves
static_assert(gives<shape<1680>, flatten, image>);
static_assert(gives<shape<40, 42>, reshape<shape<40, 42>>, image>);
static_assert(gives<shape<3, 28, 20>, permute<2, 0, 1>, image>);
static_assert(gives<shape<28, 20, 10>, concat<2>, image, shape<28, 20, 5>, shape<28, 20, 2>>);
static_assert(gives<shape<30, 25, 3>, pad<padding_sides<1, 1, 2, 3, 0, 0>>, image>);
static_assert(gives<image, copy, image>);
static_assert(detail::is_view<reading_of<flatten, image>>);
static_assert(detail::is_view<reading_of<permute<1, 0, 2>, shape<1, 5, 3>>>);
static_assert(!detail::is_view<reading_of<permute<2, 0, 1>, image>>);

// overlap: functions take their operand's place, contractions need their own
static_assert(reading_of<map<relu>, image>::lag(0) == 0);
static_assert(reading_of<map<add>, image, shape<3>>::lag(1) == no_overlap);
static_assert(reading_of<max_pool2d<kernel<2, 2>>, image>::lag(0) == 0);
static_assert(reading_of<softmax<2>, image>::lag(0) == 0);
static_assert(reading_of<softmax<0>, image>::lag(0) == no_overlap);
static_assert(reading_of<linear<7, numbers<5, 7>>, shape<5>>::lag(0) == no_overlap);

// layers are descriptions: nothing in them
static_assert(std::is_empty_v<conv2d<8, kernel<3, 3>, numbers<27, 8>>>);

}  // namespace
