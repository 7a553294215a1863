// SPDX-License-Identifier: BSL-1.0
// What happens inside layers that remember, for which no tensor stands.
#pragma once

#include "quantize/forms.hpp"

namespace genn::quantize {

/// Largest magnitudes: of what input or state adds to a gate, and of the cells.
struct gate_range {
  double gates = 12.0, cells = 12.0;
};

class gate_ranges {
 public:
  gate_range of(const ir::node& x) const {
    const auto known = seen_.find(x.result);
    return known == seen_.end() ? gate_range{} : known->second;
  }
  void see(const ir::node& x, const gate_range& r);

 private:
  std::map<ir::value_id, gate_range> seen_;  ///< by the results of layers
};

/// Runs the float network on the first samples, at most 64. Without samples every layer has the
/// range of a gate_range.
gate_ranges observe_gates(const ir::network& n, const forms& f, const run::sample_source& samples);

}  // namespace genn::quantize
