// SPDX-License-Identifier: BSL-1.0
// The compiler computes every integer of small models: to compile is to pass. <models.hpp> as for
// print_integers.cpp; <expected.hpp> holds the checksums that it printed for trial 0, as
// `template <> constexpr std::uint32_t expected<name::model, node> = sum;` for each layer.
#include <models.hpp>

#include "integer_inputs.hpp"

// A layer without a checksum is a mistake of the test: 0 fits none of them.
template <class Model, std::size_t Node>
inline constexpr std::uint32_t expected = 0;
#include <expected.hpp>

template <class Tensor>
struct buffer {
  typename Tensor::type values[Tensor::size] = {};
};

template <class Tensor>
constexpr buffer<Tensor> filled(integers::source& next) {
  buffer<Tensor> made{};
  for (genn::index_t i = 0; i < Tensor::size; ++i)
    made.values[i] = typename Tensor::type(next(integers::range_of<typename Tensor::element>()));
  return made;
}

template <class Network, class Model>
constexpr genn::typed_storage<Network> computed() {
  static_assert(Model::input_count == 1 && Model::output_count == 1);
  genn::typed_storage<Network> memory{};
  integers::source next(0);
  const auto x = filled<typename Model::template input<0>>(next);
  buffer<typename Model::template output<0>> y{};
  Model::run_in(memory, x.values, y.values);
  return memory;
}

template <class Network, class Model, std::size_t I>
constexpr bool as_expected(const genn::typed_storage<Network>& memory) {
  using stage = genn::detail::stage_at<Network, I>;
  if constexpr (genn::detail::role_of<typename stage::reading>() == genn::tensor_role::computed) {
    const genn::detail::typed_slot<Network, I, true>& slot = memory;
    return integers::checksum(slot.values, stage::output::size) == expected<Model, I>;
  } else {
    return true;
  }
}
template <class Network, class Model, std::size_t... I>
constexpr bool all_as_expected(std::index_sequence<I...>) {
  const genn::typed_storage<Network> memory = computed<Network, Model>();
  return (as_expected<Network, Model, I>(memory) && ...);
}

#define ASSERT(name)                                                      \
  static_assert(all_as_expected<name::network, name::model>(              \
                    std::make_index_sequence<name::model::node_count>{}), \
                #name ": the compiler computes other integers than the program");
MODELS(ASSERT)
