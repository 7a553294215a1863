// SPDX-License-Identifier: BSL-1.0
#include "passes/split_complex.hpp"

#include <stdexcept>

#include "passes/complex_calls.hpp"
#include "readers/origin.hpp"

namespace genn::passes {

namespace {

using row = void (*)(complex_calls&);

row row_of(const std::string& target) {
  static const std::map<std::string, row> rows = [] {
    std::map<std::string, row> all;
    for (const auto& [name, lower] : complex_arithmetic()) all[name] = lower;
    for (const auto& [name, lower] : complex_layout()) all[name] = lower;
    for (const auto& [name, lower] : complex_fourier()) all[name] = lower;
    return all;
  }();
  const auto found = rows.find(target);
  return found == rows.end() ? nullptr : found->second;
}

// Transforms into real numbers take those, too, for complex ones.
bool takes_complex(const std::string& target) {
  return target.rfind("aten.fft_irfft", 0) == 0 || target.rfind("aten.fft_hfft", 0) == 0;
}

bool touches_complex(const ir::program& p, const ir::call& call) {
  if (takes_complex(call.target)) return true;
  const auto is_complex = [&](ir::value_id id) { return p.values[id.index].complex; };
  for (const ir::value_id id : call.results)
    if (is_complex(id)) return true;
  for (const auto& [name, argument] : call.arguments) {
    if (const auto* id = std::get_if<ir::value_id>(&argument))
      if (is_complex(*id)) return true;
    if (const auto* ids = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
      for (const auto& id : *ids)
        if (id && is_complex(*id)) return true;
  }
  return false;
}

void refuse_at_border(ir::program& p) {
  const auto refuse = [&](const std::string& where, ir::value_id id) {
    if (p.values[id.index].complex)
      p.unsupported.push_back({where, "complex numbers cannot cross the border of a program",
                               "use torch.view_as_complex and torch.view_as_real inside"});
  };
  for (const ir::value_id id : p.inputs) refuse("input " + p.values[id.index].name, id);
  for (const ir::program_output& output : p.outputs)
    if (const auto* id = std::get_if<ir::value_id>(&output.what))
      refuse("output " + p.values[id->index].name, *id);
  for (const ir::buffer_write& write : p.writes) refuse("buffer " + write.buffer, write.value);
}

}  // namespace

ir::program split_complex(ir::program p) {
  std::vector<ir::call> calls, result;
  calls.swap(p.calls);
  for (ir::call& call : calls) {
    if (!touches_complex(p, call)) {
      result.push_back(std::move(call));
      continue;
    }
    const std::string where = readers::describe(call.where, call.target);
    const auto refuse = [&](const std::string& what) {
      p.unsupported.push_back(
          {where, call.target + ": " + what, "use torch.view_as_real, and compute with floats"});
    };
    const row lower = row_of(call.target);
    complex_calls context(p, result, call);
    try {
      if (lower == nullptr)
        refuse("complex numbers are not supported");
      else
        lower(context);
    } catch (const complex_limit& limit) {
      refuse(limit.what);
    } catch (const std::out_of_range&) {
      refuse("its arguments do not fit; save the program again");
    }
  }
  p.calls = std::move(result);
  refuse_at_border(p);
  return p;
}

}  // namespace genn::passes
