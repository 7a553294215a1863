// SPDX-License-Identifier: BSL-1.0
#include "quantize/quantize.hpp"

#include "quantize/bias_correction.hpp"
#include "quantize/build.hpp"

namespace genn::quantize {

result quantize(const ir::network& prepared, const run::calibration& seen,
                const run::sample_source& samples, const options& o) {
  forms f = choose_forms(prepared, seen, o);
  const quantizations scales = choose_scales(prepared, f, seen);
  const gate_ranges gates = observe_gates(prepared, f, samples);
  bias_correction correction(prepared, samples);
  if (!correction.has_samples()) return build(prepared, std::move(f), scales, gates, {}, {});
  return build(
      prepared, std::move(f), scales, gates,
      [&](const auto&... layer) { return correction.error(layer...); },
      [&](const ir::network& built, const ir::node& x) { correction.run(built, x); });
}

}  // namespace genn::quantize
