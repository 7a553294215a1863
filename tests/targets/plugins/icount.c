// SPDX-License-Identifier: BSL-1.0
// QEMU plugin: exact counts of the instructions that the emulated processor executes.
//
//   -plugin libicount.so,begin=ADDRESS,end=ADDRESS[,range=LOW-HIGH][,mem][,out=FILE]
//
//   begin, end   two marker functions. Each pair of calls prints "ROI k: n instructions": from the
//                second instruction of `begin` up to the last before `end`. That holds the return
//                of `begin` and the call of `end`; an empty region measured beside it tells how
//                many.
//   range        counts the instructions inside [LOW, HIGH) too: one function without its callees
//   mem          counts loads and stores too (slower)
//   out          a file in place of the standard error output
#include "qemu_plugin.h"

struct counts {
  uint64_t instructions, in_range, loads, stores;
};

static struct counts now, at_begin;
static uint64_t begin_address = UINT64_MAX, end_address = UINT64_MAX;
static uint64_t range_low, range_high;
static bool counts_memory, in_region;
static int regions;
static FILE* out;

static void on_instruction(unsigned processor, void* user) {
  (void)processor, (void)user;
  ++now.instructions;
}

static void on_instruction_in_range(unsigned processor, void* user) {
  (void)processor, (void)user;
  ++now.instructions;
  ++now.in_range;
}

static void on_memory(unsigned processor, qemu_plugin_meminfo_t access, uint64_t address,
                      void* user) {
  (void)processor, (void)address, (void)user;
  ++*(qemu_plugin_mem_is_store(access) ? &now.stores : &now.loads);
}

static void on_begin(unsigned processor, void* user) {
  (void)processor, (void)user;
  at_begin = now;
  in_region = true;
}

static void on_end(unsigned processor, void* user) {
  (void)processor, (void)user;
  if (!in_region) return;
  in_region = false;
  fprintf(out, "ROI %d: %llu instructions", regions++,
          (unsigned long long)(now.instructions - at_begin.instructions));
  if (counts_memory)
    fprintf(out, ", %llu loads, %llu stores", (unsigned long long)(now.loads - at_begin.loads),
            (unsigned long long)(now.stores - at_begin.stores));
  fputc('\n', out);
  fflush(out);
}

// The order of the callbacks of one instruction is that of their registration: a region ends before
// the first instruction of `end` is counted, and begins after that of `begin`.
static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb* block) {
  (void)id;
  const int registers = CALLBACK_READS_NO_REGISTERS;
  for (size_t i = 0, count = qemu_plugin_tb_n_insns(block); i < count; ++i) {
    struct qemu_plugin_insn* instruction = qemu_plugin_tb_get_insn(block, i);
    const uint64_t address = qemu_plugin_insn_vaddr(instruction);
    const bool in_range = address >= range_low && address < range_high;
    if (address == end_address)
      qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_end, registers, NULL);
    qemu_plugin_register_vcpu_insn_exec_cb(
        instruction, in_range ? on_instruction_in_range : on_instruction, registers, NULL);
    if (address == begin_address)
      qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_begin, registers, NULL);
    if (counts_memory)
      qemu_plugin_register_vcpu_mem_cb(instruction, on_memory, registers, READS_AND_WRITES, NULL);
  }
}

static void on_exit_of_qemu(qemu_plugin_id_t id, void* user) {
  (void)id, (void)user;
  fprintf(out, "TOTAL: %llu instructions\n", (unsigned long long)now.instructions);
  if (range_high != 0) fprintf(out, "RANGE: %llu instructions\n", (unsigned long long)now.in_range);
  fflush(out);
}

static bool read_option(const char* option) {
  const char* value;
  if ((value = option_value(option, "begin")) != NULL) {
    begin_address = code_address(value);
  } else if ((value = option_value(option, "end")) != NULL) {
    end_address = code_address(value);
  } else if ((value = option_value(option, "range")) != NULL) {
    char* dash;
    range_low = strtoull(value, &dash, 0) & ~UINT64_C(1);
    if (*dash != '-') return false;
    range_high = strtoull(dash + 1, NULL, 0);
  } else if (strcmp(option, "mem") == 0 || strcmp(option, "mem=on") == 0) {
    counts_memory = true;  // QEMU hands a lone word on as "word=on"
  } else if ((value = option_value(option, "out")) != NULL) {
    out = fopen(value, "w");
    return out != NULL;
  } else {
    return false;
  }
  return true;
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t* info, int count, char** options) {
  (void)info;
  out = stderr;
  for (int i = 0; i < count; ++i) {
    if (!read_option(options[i])) {
      fprintf(stderr, "icount: cannot use the option %s\n", options[i]);
      return 1;
    }
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
  qemu_plugin_register_atexit_cb(id, on_exit_of_qemu, NULL);
  return 0;
}
