// SPDX-License-Identifier: BSL-1.0
#include "commands/calibrate.hpp"

#include <fmt/format.h>

#include "commands/progress.hpp"

namespace genn::commands {

run::sample_source source_of(const samples& data) {
  return {data.count(), [&data](std::int64_t sample) { return data[sample]; }};
}

run::calibration calibrate(const ir::network& n, const run::sample_source& samples) {
  const progress show("calibration", samples.count);
  run::calibration seen = run::observe(n, samples, [&](std::int64_t s) { show(s); });
  for (const ir::value_id input : n.inputs)
    if (!is_plain(n[input]) && seen[input].low == seen[input].high)
      fmt::print(stderr, "genn: {}\n",
                 to_string(diagnostic{"input " + n[input].name,
                                      fmt::format("all its numbers are {}", seen[input].low),
                                      "calibrate on numbers like those of the device"}));
  return seen;
}

}  // namespace genn::commands
