// SPDX-License-Identifier: BSL-1.0
// Classifies the shipped digits on a microcontroller without an operating system, and marks each
// run for the counter of instructions (tests/targets/board.sh count). Compiled with -DMODEL=mlp,
// cnn or residual.
#include "board.h"
#include "show_digit.h"

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.hpp)
#include HEADER_OF(MODEL)

static void put_text(const char* text) { board_puts(text); }

int main() {
  static float image[PIXELS], scores[CLASSES];
  static answer answers[DIGIT_COUNT];
  for (int i = 0; i < DIGIT_COUNT; ++i) {
    load_digit(i, image);
    board_roi_begin();
    MODEL::model::run(image, scores);
    board_roi_end();
    answers[i] = answer_of(scores);
  }
  const uint32_t stack = board_stack_high_water();
  show_all(answers);
  const int right = put_summary(answers);
  put_text("\n");
  put_number(stack);
  put_text(" bytes of stack\n");
  return right == DIGIT_COUNT ? 0 : 1;
}
