/* SPDX-License-Identifier: BSL-1.0 */
/* The same from C99: one function to call, sizes as macros. */
#include <stdio.h>

#include "cnn.h"
#include "show_digit.h"

static void put_text(const char* text) { fputs(text, stdout); }

int main(void) {
  static float image[CNN_INPUT_0_COUNT], scores[CNN_OUTPUT_0_COUNT];
  int answers[DIGIT_COUNT];
  for (int i = 0; i < DIGIT_COUNT; ++i) {
    load_digit(i, image);
    cnn_run(image, scores);
    answers[i] = largest_of(scores, CNN_OUTPUT_0_COUNT);
  }
  const int right = show_all(answers);
  put_summary(answers, right);
  printf("; %d bytes of RAM\n\n", CNN_ARENA_BYTES);
  return right == DIGIT_COUNT ? 0 : 1;
}
