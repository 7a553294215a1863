/* SPDX-License-Identifier: BSL-1.0 */
/* One program in three forms behind C functions: integers that the caller makes by the macros give
   what floats give, and what they stand for is close to the float form. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "bytes.h"
#include "floats.h"
#include "words.h"

#define INPUTS FLOATS_INPUT_0_COUNT
#define OUTPUTS FLOATS_OUTPUT_0_COUNT

static float image[INPUTS], exact[OUTPUTS];

static int fails(int wrong, const char* what, int i) {
  if (wrong) printf("%s, element %d\n", what, i);
  return wrong;
}

/* Checks form NAME (in capitals: UPPER) of integers TYPE within LOW, HIGH; its results lie within
   ALLOWED of the float form's. */
#define CHECK(NAME, UPPER, TYPE, LOW, HIGH, ALLOWED)                                            \
  static int check_##NAME(void) {                                                               \
    static TYPE x[UPPER##_INPUT_0_COUNT], y[UPPER##_OUTPUT_0_COUNT], z[UPPER##_OUTPUT_0_COUNT]; \
    static float real[UPPER##_OUTPUT_0_COUNT];                                                  \
    static union {                                                                              \
      unsigned char bytes[UPPER##_ARENA_BYTES + UPPER##_ARENA_ALIGN];                           \
      double alignment;                                                                         \
    } arena;                                                                                    \
    unsigned char* memory = arena.bytes;                                                        \
    int wrong = 0, i;                                                                           \
    while ((uintptr_t)memory % UPPER##_ARENA_ALIGN != 0) ++memory;                              \
    for (i = 0; i < UPPER##_INPUT_0_COUNT; ++i) {                                               \
      const float steps = nearbyintf(image[i] * (1.0f / UPPER##_INPUT_0_SCALE));                \
      const float integer = steps + (float)UPPER##_INPUT_0_ZERO_POINT;                          \
      x[i] = (TYPE)(integer < (LOW) ? (LOW) : integer > (HIGH) ? (HIGH) : integer);             \
    }                                                                                           \
    NAME##_run(x, y);                                                                           \
    NAME##_run_in(memory, NULL, x, z);                                                          \
    wrong += fails(memcmp(y, z, sizeof y) != 0, #NAME ": run_in differs", 0);                   \
    NAME##_run_float(image, real);                                                              \
    for (i = 0; i < UPPER##_OUTPUT_0_COUNT; ++i) {                                              \
      const float meant = UPPER##_OUTPUT_0_SCALE * (float)(y[i] - UPPER##_OUTPUT_0_ZERO_POINT); \
      wrong += fails(meant != real[i], #NAME ": run_float differs from the integers", i);       \
      wrong += fails(!(fabsf(real[i] - exact[i]) <= (ALLOWED)), #NAME ": far from floats", i);  \
    }                                                                                           \
    return wrong;                                                                               \
  }

CHECK(bytes, BYTES, int8_t, -128, 127, 6 * BYTES_OUTPUT_0_SCALE)
CHECK(words, WORDS, int16_t, -32768, 32767, 6 * WORDS_OUTPUT_0_SCALE)

int main(void) {
  static float again[OUTPUTS];
  uint32_t state = 1;
  int i, run, wrong = 0;
  for (run = 0; run < 20; ++run) {
    for (i = 0; i < INPUTS; ++i) {
      state = state * 1664525u + 1013904223u;
      image[i] = (float)(state >> 8) / 16777216.0f;
    }
    floats_run(image, exact);
    floats_run_float(image, again);
    wrong += fails(memcmp(exact, again, sizeof exact) != 0, "floats: run_float differs", 0);
    wrong += check_bytes() + check_words();
  }
  return wrong != 0;
}
