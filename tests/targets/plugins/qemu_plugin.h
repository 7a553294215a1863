// SPDX-License-Identifier: BSL-1.0
// The few functions of QEMU's plugin interface that the plugins here use (interface version 1: QEMU
// 6.0 to 8.2), and the reading of their options. No QEMU header has to be installed; the names are
// resolved when QEMU loads the plugin.
#ifndef QEMU_PLUGIN_H
#define QEMU_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLUGIN_EXPORT __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
typedef uint32_t qemu_plugin_meminfo_t;
typedef struct qemu_info_t qemu_info_t;
struct qemu_plugin_tb;    // a translated block
struct qemu_plugin_insn;  // one instruction of it

enum { CALLBACK_READS_NO_REGISTERS = 0, READS_AND_WRITES = 3 };

typedef void (*translation_callback)(qemu_plugin_id_t, struct qemu_plugin_tb*);
typedef void (*instruction_callback)(unsigned processor, void* user);
typedef void (*memory_callback)(unsigned processor, qemu_plugin_meminfo_t, uint64_t address,
                                void* user);
typedef void (*exit_callback)(qemu_plugin_id_t, void* user);

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, translation_callback);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*, instruction_callback,
                                            int registers, void* user);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn*, memory_callback, int registers,
                                      int accesses, void* user);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, exit_callback, void* user);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);
const void* qemu_plugin_insn_data(const struct qemu_plugin_insn*);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn*);
bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t);

// QEMU looks for these two.
PLUGIN_EXPORT int qemu_plugin_version = 1;
PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t, const qemu_info_t*, int count,
                                      char** options);

// The value of the option "NAME=value", or NULL if it is another option.
static inline const char* option_value(const char* option, const char* name) {
  const size_t length = strlen(name);
  return strncmp(option, name, length) == 0 && option[length] == '=' ? option + length + 1 : NULL;
}

// An address of code; the lowest bit of a symbol only says that the code is Thumb.
static inline uint64_t code_address(const char* text) {
  return strtoull(text, NULL, 0) & ~UINT64_C(1);
}

#endif
