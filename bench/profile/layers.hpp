// SPDX-License-Identifier: BSL-1.0
// Runs the model layer by layer, and prints what it says of each: "layer KIND MACS SHAPE NAME".
#pragma once

#include "../model_under_test.hpp"

/// As `run`, with observe(node, name, …) after each layer. model::run_observed is not this: it may
/// compute layers as a whole that a run goes through by rows.
template <class Observer, std::size_t... In, std::size_t... Out>
static void run_by_layers(Observer& observe, std::index_sequence<In...>,
                          std::index_sequence<Out...>) {
  using namespace genn::detail;
  using network = model::network;
  run_stages_shown(
      arena_frame<network>{tested::instance.arena, callers<network>(x<In>..., y<Out>...)}, observe,
      std::make_index_sequence<tested::node_count>{});
}

static void print_shape(const genn::extents& shape) {
  for (int axis = 0; axis < shape.rank; ++axis) {
    if (axis > 0) board_putc('x');
    board_putu(static_cast<std::uint32_t>(shape.at[axis]));
  }
  if (shape.rank == 0) board_putc('1');
}

using described = genn::layer_description;

/// Does the layer only exist by rows, in what reads it?
static bool comes_by_rows(const described& row) {
  const char* const word = "rows";
  std::size_t i = 0;
  while (word[i] != 0 && row.place[i] == word[i]) ++i;
  return word[i] == row.place[i];
}

/// With the layers since the one that ran before, which it went through by rows: "conv1 + pool".
static void print_layer(std::size_t before, std::size_t node) {
  static constexpr auto layers = tested::describe();
  const auto print_words = [before, node](const char* between, const char* described::*word) {
    for (std::size_t i = before + 1; i < node; ++i)
      if (comes_by_rows(layers[i])) {
        board_puts(layers[i].*word);
        board_puts(between);
      }
    board_puts(layers[node].*word);
  };
  std::uint64_t macs = layers[node].macs;
  for (std::size_t i = before + 1; i < node; ++i)
    if (comes_by_rows(layers[i])) macs += layers[i].macs;
  board_puts("\nlayer ");
  print_words("+", &described::kind);
  board_putc(' ');
  board_putu(static_cast<std::uint32_t>(macs));
  board_putc(' ');
  print_shape(layers[node].shape);
  board_putc(' ');
  print_words(" + ", &described::name);
}

/// Node of each layer, in the order in which they ran.
struct order {
  std::size_t nodes[tested::node_count] = {};
  std::size_t count = 0;
};
static void print_layers(const order& layers) {
  for (std::size_t i = 0; i < layers.count; ++i)
    print_layer(i == 0 ? 0 : layers.nodes[i - 1], layers.nodes[i]);
  board_putc('\n');
}
