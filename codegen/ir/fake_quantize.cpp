// SPDX-License-Identifier: BSL-1.0
#include "ir/fake_quantize.hpp"

namespace genn::ir {

function fake_quantize(const genn::quantization& q) {
  return {"fake_quantize",
          {q.scale, static_cast<float>(q.zero_point), static_cast<float>(q.low),
           static_cast<float>(q.high)}};
}

bool is_fake_quantize(const function& f) { return f.name == "fake_quantize"; }

genn::quantization quantization_of(const function& f) {
  return {f.parameters[0], static_cast<std::int32_t>(f.parameters[1]),
          static_cast<std::int32_t>(f.parameters[2]), static_cast<std::int32_t>(f.parameters[3])};
}

std::optional<genn::quantization> quantization_behind(const std::vector<function>& chain) {
  if (chain.empty() || !is_fake_quantize(chain.back())) return std::nullopt;
  return quantization_of(chain.back());
}

}  // namespace genn::ir
