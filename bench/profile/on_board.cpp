// SPDX-License-Identifier: BSL-1.0
// Regions of the boards' counter: an empty one, a run as it is, then one for each layer of another
// run, and what comes after the last.
#include "print_layers.hpp"

namespace {

order layers;

struct next_region {
  template <class T>
  void operator()(std::size_t node, const char*, const T*, genn::index_t) const {
    board_roi_end();
    layers.nodes[layers.count++] = node;
    board_roi_begin();
  }
};

template <std::size_t... In, std::size_t... Out>
void run_by_layers(std::index_sequence<In...>, std::index_sequence<Out...>) {
  tested::run_observed(next_region{}, x<In>..., y<Out>...);
}

}  // namespace

int main() {
  fill_inputs(every_input{});
  board_roi_begin();
  board_roi_end();
  board_roi_begin();
  run(every_input{}, every_output{});
  board_roi_end();
  board_roi_begin();
  run_by_layers(every_input{}, every_output{});
  board_roi_end();
  print_layers(layers);
  return 0;
}
