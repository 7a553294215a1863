// SPDX-License-Identifier: BSL-1.0
// Regions of the boards' counter: an empty one, a run as it is, then one for each layer of another
// run, and what comes after the last.
#include "layers.hpp"

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

}  // namespace

int main() {
  fill_inputs(every_input{});
  board_roi_begin();
  board_roi_end();
  board_roi_begin();
  run(every_input{}, every_output{});
  board_roi_end();
  next_region observe;
  board_roi_begin();
  run_by_layers(observe, every_input{}, every_output{});
  board_roi_end();
  print_layers(layers);
  return 0;
}
