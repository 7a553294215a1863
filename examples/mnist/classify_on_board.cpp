// SPDX-License-Identifier: BSL-1.0
// The same on a microcontroller without an operating system: prints the digits, the answers, and
// the bits of all scores, so that they can be compared with the PC's. Compiled with -DMODEL=…
#include "board.h"
#include "show_digit.h"

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.hpp)
#include HEADER_OF(MODEL)

static void put_text(const char* text) { board_puts(text); }

int main() {
  static float image[784], scores[10];
  static int answers[DIGIT_COUNT];
  for (int i = 0; i < DIGIT_COUNT; ++i) {
    load_digit(i, image);
    board_roi_begin();
    MODEL::model::run(image, scores);
    board_roi_end();
    answers[i] = largest_of(scores, 10);
  }
  const int right = show_all(answers);
  put_summary(answers, right);
  put_text(", ");
  put_number(board_stack_high_water());
  put_text(" bytes of stack\n");
  return right == DIGIT_COUNT ? 0 : 1;
}
