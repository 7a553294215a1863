// SPDX-License-Identifier: BSL-1.0
// What a test on a board says of a case that differs.
#pragma once

#include "board.h"

#include <genn/shape/shape.hpp>

namespace board {

inline bool fail(const char* what, genn::index_t number) {
  board_puts(what);
  board_puts(" differs, case ");
  board_puti(std::int32_t(number));
  board_puts("\n");
  return false;
}

}  // namespace board
