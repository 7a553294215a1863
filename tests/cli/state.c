/* SPDX-License-Identifier: BSL-1.0 */
/* A program that keeps integers from one call to the next: the first value comes back, and calls in
   the caller's memory keep a state of their own. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kept.h"

#define CALLS 7
#define OUTPUTS KEPT_OUTPUT_0_COUNT

static int8_t x[CALLS][KEPT_INPUT_0_COUNT], first[CALLS][OUTPUTS], again[CALLS][OUTPUTS];

static int fails(int wrong, const char* what) {
  if (wrong) printf("%s\n", what);
  return wrong;
}

static void run_all(int8_t y[CALLS][OUTPUTS]) {
  int call;
  for (call = 0; call < CALLS; ++call) kept_run(x[call], y[call]);
}

int main(void) {
  static uint32_t state[KEPT_STATE_BYTES / 4];
  static union {
    unsigned char bytes[KEPT_ARENA_BYTES + KEPT_ARENA_ALIGN];
    double alignment;
  } arena;
  unsigned char* memory = arena.bytes;
  uint32_t number = 1;
  int call, i, wrong = 0;
  while ((uintptr_t)memory % KEPT_ARENA_ALIGN != 0) ++memory;
  for (call = 0; call < CALLS; ++call)
    for (i = 0; i < KEPT_INPUT_0_COUNT; ++i) {
      number = number * 1664525u + 1013904223u;
      x[call][i] = (int8_t)((int)(number >> 24) - 128);
    }
  run_all(first);
  run_all(again);
  wrong += fails(memcmp(first, again, sizeof first) == 0, "nothing is kept");
  kept_reset();
  run_all(again);
  wrong += fails(memcmp(first, again, sizeof first) != 0, "reset: another first value");
  memset(state, 85, sizeof state);
  kept_reset_in(state);
  for (call = 0; call < CALLS; ++call) {
    int8_t y[OUTPUTS];
    kept_run_in(memory, state, x[call], y);
    wrong += fails(memcmp(first[call], y, sizeof y) != 0, "run_in differs");
  }
  return wrong != 0;
}
