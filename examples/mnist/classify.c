/* SPDX-License-Identifier: BSL-1.0 */
/* Classifies the shipped digits from C99: one function to call, sizes as macros. Compiled with
   -DMODEL=mlp, cnn or residual, and -DMODEL_UPPER=MLP, CNN or RESIDUAL. */
#include <stdio.h>

#include "show_digit.h"

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.h)
#include HEADER_OF(MODEL)

/* mlp_run, MLP_ARENA_BYTES and so on; a program with one network writes these names. */
#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
#define RUN JOINED(MODEL, _run)
#define SIZE(name) JOINED(MODEL_UPPER, name)

static void put_text(const char* text) { fputs(text, stdout); }

int main(void) {
  static float image[SIZE(_INPUT_0_COUNT)], scores[SIZE(_OUTPUT_0_COUNT)];
  static struct answer answers[DIGIT_COUNT];
  for (int i = 0; i < DIGIT_COUNT; ++i) {
    load_digit(i, image);
    RUN(image, scores);
    answers[i] = answer_of(scores);
  }
  show_all(answers);
  const int right = put_summary(answers);
  printf("\n%s: %d bytes of RAM\n", QUOTED(MODEL), SIZE(_ARENA_BYTES));
  return right == DIGIT_COUNT ? 0 : 1;
}
