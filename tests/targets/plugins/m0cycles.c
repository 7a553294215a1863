// SPDX-License-Identifier: BSL-1.0
// QEMU TCG plugin (API version 1, QEMU 6.0 .. 8.2): cycle counts of a Cortex-M0+ or Cortex-M0 with
// zero-wait-state memory, from the instruction timings in ARM's Technical Reference Manuals (the
// cores have no cache, no branch prediction, no dual issue, so the count is a sum over the executed
// instructions).
//   -plugin ./libm0cycles.so,begin=0xADDR,end=0xADDR[,core=m0plus|m0|thumbulator][,mul=1|32]
// core=thumbulator reproduces Hicks' Thumbulator to the cycle (MULS 32, POP always 2, MOV PC 1, NOP
// 0). Build the program for -mcpu=cortex-m0plus (or m0); it may run on any of QEMU's Cortex-M
// machines, so also where there is 16 MB of memory. 32-bit Thumb-2 instructions other than
// BL/MRS/MSR/barriers are counted and reported.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef uint64_t qemu_plugin_id_t;
typedef struct qemu_info_t qemu_info_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t,
                                           void (*)(qemu_plugin_id_t, struct qemu_plugin_tb*));
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*, void (*)(unsigned, void*),
                                            int flags, void*);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void*), void*);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);
const void* qemu_plugin_insn_data(const struct qemu_plugin_insn*);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn*);
__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint32_t a_begin = 1, a_end = 1;
static unsigned mul_cycles = 1, m0 = 0, hicks = 0;  // m0: 1 for the plain Cortex-M0
static uint64_t cycles, insns, foreign, c0, i0;
static uint32_t cond_next = 1;
static unsigned roi;
static bool open_roi;
static FILE* out;

enum { F_COND = 1, F_FOREIGN = 2 };
static unsigned ones(unsigned v) { return (unsigned)__builtin_popcount(v); }
// cycles of one instruction, a conditional branch as if not taken
static unsigned cost(uint16_t w, uint16_t w2, unsigned size, unsigned* flags) {
  const unsigned br = 2 + m0;  // a taken branch refills the pipeline: 2 on M0+, 3 on M0
  if (size == 4) {
    if ((w & 0xF800) == 0xF000 && (w2 & 0xD000) == 0xD000) return br + 1;  // BL
    if (w == 0xF3BF || (w & 0xFFF0) == 0xF380 || w == 0xF3EF)
      return 3 + m0;  // DSB DMB ISB, MSR, MRS
    *flags |= F_FOREIGN;
    return 2;
  }
  if (hicks) {  // what Hicks' Thumbulator charges instead (its slips included)
    if ((w & 0xFE00) == 0xBC00) return 2;  // POP: always 2
    if ((w & 0xFF87) == 0x4687) return 1;  // MOV PC, Rm
    if ((w & 0xFE00) == 0xBE00) return 0;  // BKPT and hints (NOP)
  }
  switch (w >> 12) {
    case 0x0:
    case 0x1:
    case 0x2:
    case 0x3:
      return 1;  // shifts, add, sub, mov, cmp immediate
    case 0x4:
      if ((w & 0xFC00) == 0x4000)
        return (w & 0x03C0) == 0x0340 ? mul_cycles : 1;                   // data processing, MULS
      if ((w & 0xFC00) == 0x4400) {                                       // high registers
        if ((w & 0x0300) == 0x0300) return br;                            // BX, BLX
        if ((w & 0x0300) != 0x0100 && (w & 0x0087) == 0x0087) return br;  // ADD/MOV to the PC
        return 1;
      }
      return 2;  // LDR literal
    case 0x5:
    case 0x6:
    case 0x7:
    case 0x8:
    case 0x9:
      return 2;  // single loads and stores
    case 0xA:
      return 1;  // ADR, ADD SP
    case 0xB:
      if ((w & 0xFE00) == 0xB400) return 1 + ones(w & 0x1FF);  // PUSH
      if ((w & 0xFE00) == 0xBC00)
        return (w & 0x100) ? 3 + m0 + ones(w & 0x1FF) : 1 + ones(w & 0xFF);  // POP
      if (w == 0xBF20 || w == 0xBF30) return 2;                              // WFE, WFI
      if ((w & 0xF500) == 0xB100) {
        *flags |= F_FOREIGN;
        return 1;
      }  // CBZ, CBNZ: not in v6-M
      if ((w & 0xFF00) == 0xBF00 && (w & 0xF)) {
        *flags |= F_FOREIGN;
        return 1;
      }  // IT
      return 1;
    case 0xC:
      return 1 + ones(w & 0xFF);  // LDM, STM
    case 0xD:
      if ((w & 0x0E00) == 0x0E00) return 1;
      *flags |= F_COND;
      return 1;  // B<cond>; SVC, UDF
    case 0xE:
      return br;  // B
  }
  return 1;
}
// userdata: bits 0..7 cycles, 8..15 flags, 16..47 address
static void on_insn(unsigned cpu, void* u) {
  uint64_t d = (uint64_t)(uintptr_t)u;
  uint32_t a = (uint32_t)(d >> 16);
  if (cond_next != 1) {
    if (a != cond_next) cycles += 1 + m0;
    cond_next = 1;
  }
  if (a == a_end && open_roi) {
    fprintf(out, "ROI %u: %llu cycles, %llu instructions\n", roi++,
            (unsigned long long)(cycles - c0), (unsigned long long)(insns - i0));
    fflush(out);
    open_roi = false;
  }
  cycles += d & 255;
  insns++;
  if (d & (F_COND << 8)) cond_next = a + 2;
  if (d & (F_FOREIGN << 8)) foreign++;
  if (a == a_begin) {
    c0 = cycles;
    i0 = insns;
    open_roi = true;
  }
  (void)cpu;
}
static void on_tb(qemu_plugin_id_t id, struct qemu_plugin_tb* tb) {
  for (size_t i = 0, n = qemu_plugin_tb_n_insns(tb); i < n; ++i) {
    struct qemu_plugin_insn* in = qemu_plugin_tb_get_insn(tb, i);
    uint16_t w[2] = {0, 0};
    unsigned size = (unsigned)qemu_plugin_insn_size(in);
    memcpy(w, qemu_plugin_insn_data(in), size > 4 ? 4 : size);
    size = (w[0] >> 11) >= 0x1D ? 4 : 2;  // not QEMU's size: at the end of a page (1 KB) it may
                                          // hold the next instruction too
    unsigned flags = 0, c = cost(w[0], w[1], size, &flags);
    uint64_t d = (uint64_t)(uint32_t)qemu_plugin_insn_vaddr(in) << 16 | (uint64_t)flags << 8 | c;
    qemu_plugin_register_vcpu_insn_exec_cb(in, on_insn, 0, (void*)(uintptr_t)d);
  }
  (void)id;
}
static void at_exit_cb(qemu_plugin_id_t id, void* u) {
  fprintf(out, "TOTAL: %llu cycles, %llu instructions (%s, MULS %u)\n", (unsigned long long)cycles,
          (unsigned long long)insns,
          hicks ? "Thumbulator"
          : m0  ? "Cortex-M0"
                : "Cortex-M0+",
          mul_cycles);
  if (foreign)
    fprintf(out, "WARNING: %llu executed instructions are not ARMv6-M\n",
            (unsigned long long)foreign);
  fflush(out);
  (void)id;
  (void)u;
}
__attribute__((visibility("default"))) int qemu_plugin_install(qemu_plugin_id_t id,
                                                               const qemu_info_t* info, int argc,
                                                               char** argv) {
  out = stderr;
  for (int i = 0; i < argc; ++i) {
    char* eq = strchr(argv[i], '=');
    const char* v = eq ? eq + 1 : "";
    if (!strncmp(argv[i], "begin=", 6))
      a_begin = (uint32_t)strtoull(v, NULL, 0) & ~1u;
    else if (!strncmp(argv[i], "end=", 4))
      a_end = (uint32_t)strtoull(v, NULL, 0) & ~1u;
    else if (!strncmp(argv[i], "mul=", 4))
      mul_cycles = (unsigned)atoi(v);
    else if (!strcmp(argv[i], "core=m0"))
      m0 = 1;
    else if (!strcmp(argv[i], "core=m0plus"))
      m0 = 0;
    else if (!strcmp(argv[i], "core=thumbulator")) {
      hicks = 1;
      mul_cycles = 32;
    } else if (!strncmp(argv[i], "out=", 4)) {
      out = fopen(v, "w");
      if (!out) return 1;
    } else {
      fprintf(stderr, "m0cycles plugin: unknown argument %s\n", argv[i]);
      return 1;
    }
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_tb);
  qemu_plugin_register_atexit_cb(id, at_exit_cb, NULL);
  (void)info;
  return 0;
}
