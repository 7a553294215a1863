/* SPDX-License-Identifier: BSL-1.0 */
#include <stdio.h>

#include "convolutional.h"
#include "mlp.h"

static float image[MLP_INPUT_0_COUNT], scores[MLP_OUTPUT_0_COUNT],
    others[CONVOLUTIONAL_OUTPUT_0_COUNT];
static union {
  unsigned char bytes[CONVOLUTIONAL_ARENA_BYTES];
  double alignment[2];
} arena[2];

int main(void) {
  /* Aligned by hand: C99 has no alignas. */
  unsigned char* memory = arena[0].bytes;
  while ((unsigned long)memory % CONVOLUTIONAL_ARENA_ALIGN != 0) ++memory;
  mlp_run(image, scores);
  convolutional_run(image, others);
  const float once = others[3];
  convolutional_run_in(memory, NULL, image, others);
  printf("%f %f\n", (double)scores[3], (double)others[3]);
  return scores[3] != 0.0f && once == others[3] ? 0 : 1;
}
