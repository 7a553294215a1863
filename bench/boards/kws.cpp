// SPDX-License-Identifier: BSL-1.0
// One run of the keyword model between the markers of the boards' counters.
#include "board.h"
#include "kws.hpp"

namespace {

kws::model::input<0>::type x[kws::model::input<0>::size];
kws::model::output<0>::type y[kws::model::output<0>::size];

}  // namespace

int main() {
  for (genn::index_t i = 0; i < kws::model::input<0>::size; ++i)
    x[i] = static_cast<kws::model::input<0>::type>(i % 101 - 50);
  board_roi_begin();
  kws::model::run(x, y);
  board_roi_end();
  std::uint32_t sum = 0;
  for (const auto number : y)
    sum = sum * 31 + static_cast<std::uint32_t>(static_cast<std::int32_t>(number));
  board_puts("\nconstants ");
  board_putu(static_cast<std::uint32_t>(kws::model::flash_bytes));
  board_puts("\nresults ");
  board_puthex(sum);
  board_puts("\n");
  return 0;
}
