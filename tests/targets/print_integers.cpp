// SPDX-License-Identifier: BSL-1.0
// Runs integer models on fixed inputs and prints a checksum of every layer, and fails where a run
// that nobody observes has another result; with -DVALUES also the inputs as the floats they stand
// for, and every integer. <models.hpp> includes the models, and MODELS(use) says use(name) for
// each. Buffers lie one element off every larger alignment: a wrong word load faults on a
// Cortex-M0+.
#include <models.hpp>

#include "board.h"
#include "integer_inputs.hpp"

#if defined(VALUES)
#  include <genn/number/convert.hpp>
constexpr bool print_values = true;
#else
constexpr bool print_values = false;
#endif

static void print_number(const char* before, std::uint32_t number) {
  board_puts(before);
  board_putu(number);
}

template <class T>
static void print_values_of(const T* x, genn::index_t count) {
  board_puts("values");
  for (genn::index_t i = 0; i < count; ++i) {
    board_putc(' ');
    board_puti(integers::number_of(x[i]));
  }
  board_putc('\n');
}

template <class Tensor>
struct buffer {
  alignas(16) typename Tensor::type values[Tensor::size + 1];
  typename Tensor::type* data() { return values + 1; }
};
template <class Model, std::size_t K>
static buffer<typename Model::template input<K>> inputs;
template <class Model, std::size_t K>
static buffer<typename Model::template output<K>> outputs;

template <class Model, std::size_t K>
static void fill([[maybe_unused]] const char* model, integers::source& next) {
  using tensor = typename Model::template input<K>;
  for (genn::index_t i = 0; i < tensor::size; ++i)
    inputs<Model, K>.data()[i] =
        typename tensor::type(next(integers::range_of<typename tensor::element>()));
#if defined(VALUES)
  board_puts("input ");
  board_puts(model);
  print_number(" ", std::uint32_t(K));
  for (genn::index_t i = 0; i < tensor::size; ++i) {
    board_putc(' ');
    board_putf_bits(genn::real_number(inputs<Model, K>.data()[i], tensor::element::value));
  }
  board_putc('\n');
  print_values_of(inputs<Model, K>.data(), tensor::size);
#endif
}

/// Prints the layers of one run.
struct printer {
  const char* model;
  int trial;
  template <class T>
  void operator()(std::size_t node, const char* name, const T* x, genn::index_t count) const {
    board_puts("layer ");
    board_puts(model);
    print_number(" ", std::uint32_t(trial));
    print_number(" ", std::uint32_t(node));
    board_putc(' ');
    board_puts(name);
    print_number(" ", std::uint32_t(count));
    print_number(" ", integers::checksum(x, count));
    board_putc('\n');
    if (print_values) print_values_of(x, count);
  }
};

template <class Model, std::size_t K>
static std::uint32_t sum_of_output() {
  return integers::checksum(outputs<Model, K>.data(), Model::template output<K>::size);
}
template <class Model, std::size_t K>
static void spoil_output() {
  for (auto& y : outputs<Model, K>.values) y = 85;
}
static int differences = 0;

// A run that nobody observes; calls of a model that keeps state have one of their own.
template <class Model, class = void>
struct second {
  template <class... Buffers>
  static void run(Buffers... buffers) {
    Model::run(buffers...);
  }
};
template <class Model>
struct second<Model, std::void_t<typename Model::state>> {
  inline static typename Model::state state;
  inline static bool ready = false;
  template <class... Buffers>
  static void run(Buffers... buffers) {
    if (!ready) Model::reset_in(state);
    ready = true;
    Model::run_in(Model::instance, state, buffers...);
  }
};

template <class Model, std::size_t... In, std::size_t... Out>
static void run(const char* name, std::index_sequence<In...>, std::index_sequence<Out...>) {
  for (int trial = 0; trial < integers::trials; ++trial) {
    integers::source next(trial);
    (fill<Model, In>(name, next), ...);
    Model::run_observed(printer{name, trial}, inputs<Model, In>.data()...,
                        outputs<Model, Out>.data()...);
    const std::uint32_t observed[] = {sum_of_output<Model, Out>()...};
    (spoil_output<Model, Out>(), ...);
    second<Model>::run(inputs<Model, In>.data()..., outputs<Model, Out>.data()...);
    ((differences += sum_of_output<Model, Out>() != observed[Out]), ...);
  }
}
template <class Model>
static void run(const char* name) {
  run<Model>(name, std::make_index_sequence<Model::input_count>{},
             std::make_index_sequence<Model::output_count>{});
}

int main() {
#define RUN(name) run<name::model>(#name);
  MODELS(RUN)
  if (differences > 0) board_puts("results of run and run_observed differ\n");
  return differences;
}
