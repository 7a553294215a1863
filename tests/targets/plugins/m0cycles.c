// SPDX-License-Identifier: BSL-1.0
// QEMU plugin: cycles of a Cortex-M0+ or a Cortex-M0 whose memory needs no wait states. These cores
// have no cache, no branch prediction and issue one instruction at a time, so the cycles are a sum
// over the executed instructions, with the timings of ARM's technical reference manuals.
//
//   -plugin
//   libm0cycles.so,begin=ADDRESS,end=ADDRESS[,core=m0plus|m0|thumbulator][,mul=1|32][,out=FILE]
//
//   begin, end   two marker functions; each pair of calls prints "ROI k: n cycles, m instructions"
//   core         thumbulator gives, cycle for cycle, what Hicks' Thumbulator says (the simulator of
//   the
//                paper), its slips included
//   mul          cycles of a multiplication: chips have the fast or the small multiplier
//   out          a file in place of the standard error output
//
// The program has to be built for the core; the machine may be any Cortex-M that QEMU knows, so one
// with more memory, too. Instructions that Armv6-M does not have are counted and reported.
#include "qemu_plugin.h"

enum core { CORTEX_M0PLUS, CORTEX_M0, THUMBULATOR };

static enum core core = CORTEX_M0PLUS;
static unsigned multiplication_cycles = 1;
static uint32_t begin_address = 1, end_address = 1;  // odd: no instruction lies there
static FILE* out;

static uint64_t cycles, instructions, foreign_instructions;
static uint64_t cycles_at_begin, instructions_at_begin;
static bool in_region;
static unsigned regions;

// The address after a conditional branch: if the next instruction lies elsewhere, it was taken.
enum { NO_BRANCH = 1 };
static uint32_t not_taken_address = NO_BRANCH;

// What is known of an instruction when it is translated.
struct timing {
  unsigned cycles;  // of a conditional branch: not taken
  bool conditional_branch;
  bool foreign;  // not of Armv6-M
};

static struct timing takes(unsigned count) { return (struct timing){.cycles = count}; }
static struct timing foreign(unsigned count) {
  return (struct timing){.cycles = count, .foreign = true};
}
static unsigned bits_set(unsigned word) { return (unsigned)__builtin_popcount(word); }

// The Cortex-M0 has one more stage in its pipeline, to be filled again after each jump.
static unsigned refill(void) { return core == CORTEX_M0 ? 1 : 0; }
static unsigned jump_cycles(void) { return 2 + refill(); }

static struct timing timing_of_32_bits(uint16_t first, uint16_t second) {
  const bool bl = (first & 0xF800) == 0xF000 && (second & 0xD000) == 0xD000;
  const bool barrier = first == 0xF3BF;
  const bool msr = (first & 0xFFF0) == 0xF380, mrs = first == 0xF3EF;
  if (bl) return takes(jump_cycles() + 1);
  if (barrier || msr || mrs) return takes(3 + refill());
  return foreign(2);
}

// Data processing, high registers, load from the literal pool: 0100….
static struct timing timing_of_group_4(uint16_t code) {
  const bool data_processing = (code & 0xFC00) == 0x4000;
  if (data_processing) {
    const bool muls = (code & 0x03C0) == 0x0340;
    return takes(muls ? multiplication_cycles : 1);
  }
  const bool high_registers = (code & 0xFC00) == 0x4400;
  if (high_registers) {
    const bool bx_or_blx = (code & 0x0300) == 0x0300;
    const bool writes_pc = (code & 0x0300) != 0x0100 && (code & 0x0087) == 0x0087;
    return takes(bx_or_blx || writes_pc ? jump_cycles() : 1);
  }
  return takes(2);  // LDR from the literal pool
}

// Miscellaneous: 1011….
static struct timing timing_of_group_b(uint16_t code) {
  const bool push = (code & 0xFE00) == 0xB400, pop = (code & 0xFE00) == 0xBC00;
  const bool pops_pc = (code & 0x0100) != 0;
  const bool wait = code == 0xBF20 || code == 0xBF30;  // WFE, WFI
  const bool compare_and_branch = (code & 0xF500) == 0xB100;
  const bool if_then = (code & 0xFF00) == 0xBF00 && (code & 0x000F) != 0;
  if (push) return takes(1 + bits_set(code & 0x1FF));
  if (pop && pops_pc) return takes(3 + refill() + bits_set(code & 0x1FF));
  if (pop) return takes(1 + bits_set(code & 0xFF));
  if (wait) return takes(2);
  if (compare_and_branch || if_then) return foreign(1);
  return takes(1);
}

static struct timing timing_of_16_bits(uint16_t code) {
  if (core == THUMBULATOR) {  // what it charges in another way
    const bool pop = (code & 0xFE00) == 0xBC00;
    const bool mov_to_pc = (code & 0xFF87) == 0x4687;
    const bool breakpoint_or_hint = (code & 0xFE00) == 0xBE00;
    if (pop) return takes(2);
    if (mov_to_pc) return takes(1);
    if (breakpoint_or_hint) return takes(0);
  }
  switch (code >> 12) {
    case 0x4:
      return timing_of_group_4(code);
    case 0x5:  // loads and stores
    case 0x6:
    case 0x7:
    case 0x8:
    case 0x9:
      return takes(2);
    case 0xB:
      return timing_of_group_b(code);
    case 0xC:  // LDM, STM
      return takes(1 + bits_set(code & 0xFF));
    case 0xD: {
      const bool svc_or_udf = (code & 0x0E00) == 0x0E00;
      return (struct timing){.cycles = 1, .conditional_branch = !svc_or_udf};
    }
    case 0xE:  // B
      return takes(jump_cycles());
    default:  // shifts, ADD, SUB, MOV, CMP, ADR
      return takes(1);
  }
}

// A callback gets one pointer; it carries the timing and the address themselves.
enum { CONDITIONAL_BIT = 8, FOREIGN_BIT = 9, ADDRESS_BIT = 16 };

static void* packed(struct timing timing, uint32_t address) {
  const uint64_t bits = timing.cycles | (uint64_t)timing.conditional_branch << CONDITIONAL_BIT |
                        (uint64_t)timing.foreign << FOREIGN_BIT | (uint64_t)address << ADDRESS_BIT;
  return (void*)(uintptr_t)bits;
}

static void on_instruction(unsigned processor, void* user) {
  (void)processor;
  const uint64_t bits = (uint64_t)(uintptr_t)user;
  const uint32_t address = (uint32_t)(bits >> ADDRESS_BIT);

  if (not_taken_address != NO_BRANCH && address != not_taken_address) cycles += 1 + refill();
  not_taken_address = NO_BRANCH;

  if (address == end_address && in_region) {
    fprintf(out, "ROI %u: %llu cycles, %llu instructions\n", regions++,
            (unsigned long long)(cycles - cycles_at_begin),
            (unsigned long long)(instructions - instructions_at_begin));
    fflush(out);
    in_region = false;
  }

  cycles += bits & 0xFF;
  ++instructions;
  if ((bits >> CONDITIONAL_BIT & 1) != 0) not_taken_address = address + 2;
  foreign_instructions += bits >> FOREIGN_BIT & 1;

  if (address == begin_address) {
    cycles_at_begin = cycles;
    instructions_at_begin = instructions;
    in_region = true;
  }
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb* block) {
  (void)id;
  for (size_t i = 0, count = qemu_plugin_tb_n_insns(block); i < count; ++i) {
    struct qemu_plugin_insn* instruction = qemu_plugin_tb_get_insn(block, i);
    uint16_t code[2] = {0, 0};
    const size_t size = qemu_plugin_insn_size(instruction);
    memcpy(code, qemu_plugin_insn_data(instruction), size < sizeof code ? size : sizeof code);
    // QEMU's size may hold the next instruction too, at the end of a page.
    const bool has_32_bits = code[0] >> 11 >= 0x1D;
    const struct timing timing =
        has_32_bits ? timing_of_32_bits(code[0], code[1]) : timing_of_16_bits(code[0]);
    const uint32_t address = (uint32_t)qemu_plugin_insn_vaddr(instruction);
    qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_instruction, CALLBACK_READS_NO_REGISTERS,
                                           packed(timing, address));
  }
}

static void on_exit_of_qemu(qemu_plugin_id_t id, void* user) {
  (void)id, (void)user;
  static const char* const names[] = {"Cortex-M0+", "Cortex-M0", "Thumbulator"};
  fprintf(out, "TOTAL: %llu cycles, %llu instructions (%s, MULS %u)\n", (unsigned long long)cycles,
          (unsigned long long)instructions, names[core], multiplication_cycles);
  if (foreign_instructions != 0)
    fprintf(out, "WARNING: %llu executed instructions are not of Armv6-M\n",
            (unsigned long long)foreign_instructions);
  fflush(out);
}

static bool read_core(const char* name) {
  if (strcmp(name, "m0plus") == 0) {
    core = CORTEX_M0PLUS;
  } else if (strcmp(name, "m0") == 0) {
    core = CORTEX_M0;
  } else if (strcmp(name, "thumbulator") == 0) {
    core = THUMBULATOR;
  } else {
    return false;
  }
  return true;
}

static bool read_option(const char* option) {
  const char* value;
  if ((value = option_value(option, "begin")) != NULL) {
    begin_address = (uint32_t)code_address(value);
  } else if ((value = option_value(option, "end")) != NULL) {
    end_address = (uint32_t)code_address(value);
  } else if ((value = option_value(option, "mul")) != NULL) {
    multiplication_cycles = (unsigned)strtoul(value, NULL, 0);
    return multiplication_cycles == 1 || multiplication_cycles == 32;
  } else if ((value = option_value(option, "core")) != NULL) {
    return read_core(value);
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
      fprintf(stderr, "m0cycles: cannot use the option %s\n", options[i]);
      return 1;
    }
  }
  if (core == THUMBULATOR) multiplication_cycles = 32;
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
  qemu_plugin_register_atexit_cb(id, on_exit_of_qemu, NULL);
  return 0;
}
