// SPDX-License-Identifier: BSL-1.0
// A converted program of one form and storage behind one signature, with its table.
#pragma once

#include <vector>

#include <genn/genn.hpp>

struct sparse_program {
  const char *program, *form, *storage;
  genn::index_t flash_bytes;
  std::uint64_t macs;
  std::vector<genn::layer_description> layers;
  void (*run)(const float* const* inputs, float* const* outputs);
};

/// Of all units, in their order.
std::vector<sparse_program> all_programs();

template <class Model>
sparse_program make_program(const char* program, const char* form, const char* storage) {
  constexpr auto table = Model::describe();
  return {program,
          form,
          storage,
          Model::flash_bytes,
          Model::macs,
          {table.begin(), table.end()},
          [](const float* const* inputs, float* const* outputs) {
            genn::run_float<Model>(inputs, outputs);
          }};
}
