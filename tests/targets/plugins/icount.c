// SPDX-License-Identifier: BSL-1.0
// QEMU TCG plugin (plugin API version 1, QEMU 6.0 .. 8.2): exact guest instruction counts.
//   -plugin ./libicount.so,begin=0xADDR,end=0xADDR[,range=0xLO-0xHI]
//   begin/end : addresses of two marker functions; each begin..end pair prints one line "ROI k: n
//   instructions".
//               The count is the instructions executed after the first instruction of `begin` up to
//               the one before the first instruction of `end`, so it holds the markers' own `bx lr`
//               and the two call instructions; subtract an empty region measured the same way.
//   range     : also count the instructions executed inside [LO,HI)  (self count of one function)
//   At exit prints "TOTAL: n instructions".
// Loads and stores: "mem" counts the data accesses of the whole run and of every region (slower).
// Only the few API prototypes needed are declared here, so no QEMU header has to be installed.
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
typedef uint32_t qemu_plugin_meminfo_t;
enum { CB_NO_REGS = 0 };
enum { MEM_RW = 3 };
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t,
                                           void (*)(qemu_plugin_id_t, struct qemu_plugin_tb*));
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*, void (*)(unsigned, void*),
                                            int flags, void*);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn*,
                                      void (*)(unsigned, qemu_plugin_meminfo_t, uint64_t, void*),
                                      int flags, int rw, void*);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void*), void*);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);
bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint64_t total, in_range, loads, stores, at_begin, l0, s0;
static uint64_t a_begin = ~0ull, a_end = ~0ull, lo, hi;
static int roi, mem;
static bool open_roi;
static FILE* out;

static void on_insn(unsigned c, void* u) {
  total++;
  (void)c;
  (void)u;
}
static void on_insn_range(unsigned c, void* u) {
  total++;
  in_range++;
  (void)c;
  (void)u;
}
static void on_begin(unsigned c, void* u) {
  at_begin = total;
  l0 = loads;
  s0 = stores;
  open_roi = true;
  (void)c;
  (void)u;
}
static void on_end(unsigned c, void* u) {
  if (open_roi) {
    fprintf(out, "ROI %d: %llu instructions", roi++, (unsigned long long)(total - at_begin));
    if (mem)
      fprintf(out, ", %llu loads, %llu stores", (unsigned long long)(loads - l0),
              (unsigned long long)(stores - s0));
    fputc(10, out);
    fflush(out);
  }
  open_roi = false;
  (void)c;
  (void)u;
}
static void on_mem(unsigned c, qemu_plugin_meminfo_t i, uint64_t a, void* u) {
  if (qemu_plugin_mem_is_store(i))
    stores++;
  else
    loads++;
  (void)c;
  (void)a;
  (void)u;
}
static void on_tb(qemu_plugin_id_t id, struct qemu_plugin_tb* tb) {
  for (size_t i = 0, n = qemu_plugin_tb_n_insns(tb); i < n; ++i) {
    struct qemu_plugin_insn* in = qemu_plugin_tb_get_insn(tb, i);
    uint64_t a = qemu_plugin_insn_vaddr(in);
    if (a == a_end) qemu_plugin_register_vcpu_insn_exec_cb(in, on_end, CB_NO_REGS, NULL);
    qemu_plugin_register_vcpu_insn_exec_cb(in, (a >= lo && a < hi) ? on_insn_range : on_insn,
                                           CB_NO_REGS, NULL);
    if (a == a_begin) qemu_plugin_register_vcpu_insn_exec_cb(in, on_begin, CB_NO_REGS, NULL);
    if (mem) qemu_plugin_register_vcpu_mem_cb(in, on_mem, CB_NO_REGS, MEM_RW, NULL);
  }
  (void)id;
}
static void at_exit_cb(qemu_plugin_id_t id, void* u) {
  fprintf(out, "TOTAL: %llu instructions\n", (unsigned long long)total);
  if (hi) fprintf(out, "RANGE: %llu instructions\n", (unsigned long long)in_range);
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
      a_begin = strtoull(v, NULL, 0) & ~1ull;
    else if (!strncmp(argv[i], "end=", 4))
      a_end = strtoull(v, NULL, 0) & ~1ull;
    else if (!strncmp(argv[i], "range=", 6)) {
      char* e;
      lo = strtoull(v, &e, 0) & ~1ull;
      hi = strtoull(e + 1, NULL, 0);
    } else if (!strncmp(argv[i], "mem", 3))
      mem = 1;
    else if (!strncmp(argv[i], "out=", 4)) {
      out = fopen(v, "w");
      if (!out) return 1;
    } else {
      fprintf(stderr, "icount plugin: unknown argument %s\n", argv[i]);
      return 1;
    }
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_tb);
  qemu_plugin_register_atexit_cb(id, at_exit_cb, NULL);
  (void)info;
  return 0;
}
