// SPDX-License-Identifier: BSL-1.0
// One run of the keyword model between the markers of the boards' counters. With EMPTY, everything
// but the run: what its code is measured against.
#include "kws.hpp"
#include "board.h"

namespace {

using input = kws::model::input<0>;
using output = kws::model::output<0>;
input::type x[input::size];
output::type y[output::size];

}  // namespace

int main() {
  for (genn::index_t i = 0; i < input::size; ++i) x[i] = static_cast<input::type>(i % 101 - 50);
  board_roi_begin();
#if !defined(EMPTY)
  kws::model::run(x, y);
#endif
  board_roi_end();
  std::uint32_t sum = 0;
  for (const auto number : y)
    sum = sum * 31 + static_cast<std::uint32_t>(static_cast<std::int32_t>(number));
  board_puts("\nconstants ");
  board_putu(static_cast<std::uint32_t>(kws::model::flash_bytes));
  board_puts("\nram ");
  board_putu(static_cast<std::uint32_t>(kws::model::ram_bytes));
  board_puts("\nresults ");
  board_puthex(sum);
  board_puts("\n");
  return 0;
}
