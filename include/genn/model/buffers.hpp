// SPDX-License-Identifier: BSL-1.0
// The callers' buffers: checked once, at the entrance, where the sentence for each mistake stands.
#pragma once

#include <genn/model/memory.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

// What a buffer is made of: its element type, and its length where the type knows it.
template <class Buffer, class = void>
struct buffer_facts {
  using element = void;
  static constexpr index_t length = -1;
};
template <class T>
struct buffer_facts<T*, void> {
  using element = T;
  static constexpr index_t length = -1;
};
template <class T, std::size_t N>
struct buffer_facts<T[N], void> {
  using element = T;
  static constexpr index_t length = N;
};
template <class T, std::size_t N, std::size_t M>
struct buffer_facts<T[N][M], void> : buffer_facts<T[M]> {
  static constexpr index_t length = index_t(N) * buffer_facts<T[M]>::length;
};
// std::array and its like
template <class Array>
struct buffer_facts<Array,
                    std::void_t<decltype(std::declval<Array&>().data()),
                                decltype(std::tuple_size<std::remove_const_t<Array>>::value)>> {
  using element = std::remove_pointer_t<decltype(std::declval<Array&>().data())>;
  static constexpr index_t length = index_t(std::tuple_size<std::remove_const_t<Array>>::value);
};

// A pointer variable may be const; the elements of an array stay what they are.
template <class Buffer>
using buffer_type = std::conditional_t<std::is_pointer_v<std::remove_reference_t<Buffer>>,
                                       std::remove_cv_t<std::remove_reference_t<Buffer>>,
                                       std::remove_reference_t<Buffer>>;

template <class Tensor, class Buffer>
struct input_fits {
  using facts = buffer_facts<buffer_type<Buffer>>;
  static constexpr bool type =
      std::is_same_v<std::remove_const_t<typename facts::element>, typename Tensor::type>;
  static constexpr bool number = true;
  static constexpr bool size = facts::length < 0 || facts::length == Tensor::size;
  static constexpr bool value = type && size;
};

template <class Tensor, class Buffer>
struct output_fits {
  using facts = buffer_facts<buffer_type<Buffer>>;
  static constexpr bool type = std::is_same_v<typename facts::element, typename Tensor::type>;
  static constexpr bool number = true;
  static constexpr bool size = facts::length < 0 || facts::length == Tensor::size;
  static constexpr bool value = type && size;
};

// Another number of buffers than inputs and outputs.
template <std::size_t Given, std::size_t Wanted>
struct buffers_missing {
  static constexpr bool number = false, type = true, size = true, value = false;
};
struct buffers_right {
  static constexpr bool number = true, type = true, size = true, value = true;
};

// The first of Fits that does not fit.
template <class... Fits>
struct first_wrong : type_is<buffers_right> {};
template <class First, class... Rest>
struct first_wrong<First, Rest...>
    : std::conditional_t<First::value, first_wrong<Rest...>, type_is<First>> {};

/// Pointer to the first element of a pointer, an array of any rank, or a std::array.
template <class Buffer>
constexpr auto first_element(Buffer& buffer) {
  if constexpr (std::is_array_v<Buffer> && std::rank_v < Buffer >> 1)
    return first_element(buffer[0]);
  else if constexpr (std::is_array_v<Buffer> || std::is_pointer_v<Buffer>)
    return &buffer[0];
  else
    return buffer.data();
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
