// SPDX-License-Identifier: BSL-1.0
// Rounding weights and inputs moves the mean of a layer's outputs. The mean over some samples is
// put back through the bias (Nagel et al., "Data-Free Quantization Through Weight Equalization and
// Bias Correction", 2019).
#pragma once

#include "quantize/build.hpp"

namespace genn::quantize {

class bias_correction {
 public:
  /// Runs the float network on the first samples, at most 64.
  bias_correction(const ir::network& n, const run::sample_source& samples);

  bool has_samples() const { return samples_ > 0; }

  /// A bias_error.
  std::vector<double> error(const ir::network& built, const ir::node& x, ir::value_id input,
                            const std::vector<std::int64_t>& weight,
                            const std::vector<double>& scales);

  /// A built_node: runs the newest node of the integer network on the samples.
  void run(const ir::network& built, const ir::node& x);

 private:
  const ir::tensor& tensor(const ir::network& built, ir::value_id id, std::int64_t sample);

  const ir::network& floats_;
  std::int64_t samples_ = 0;
  std::vector<std::vector<ir::tensor>> inputs_;             // of the program, a sample
  std::map<ir::value_id, std::vector<float>> means_;        // of the inputs of layers with weights
  std::map<std::size_t, std::vector<ir::tensor>> results_;  // of the integer network, a sample
};

}  // namespace genn::quantize
