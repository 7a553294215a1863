// SPDX-License-Identifier: BSL-1.0
// One program compiled with one set of flags, and what the machine can do with the same flags.
#pragma once

struct entry {
  const char *model, *form, *flags;
  double macs, weight_bytes;
  void (*run)();
  double (*peak_work)();  // multiplications by registers: runs some, says how many
  double (*read)();       // reads as many bytes as there are weights, says how many
};
