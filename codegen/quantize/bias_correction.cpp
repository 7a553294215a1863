// SPDX-License-Identifier: BSL-1.0
#include "quantize/bias_correction.hpp"

#include <algorithm>

#include "run/evaluate.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/stored.hpp"

namespace genn::quantize {

namespace {

constexpr std::int64_t most_samples = 64;

bool has_weights(const ir::node& x) {
  return std::holds_alternative<ir::linear>(x.what) ||
         std::holds_alternative<ir::convolution>(x.what);
}

void accumulate(std::vector<float>& mean, const std::vector<float>& numbers, std::int64_t samples) {
  mean.resize(numbers.size(), 0.0f);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    mean[i] += numbers[i] / static_cast<float>(samples);
}

// A layer with weights alone, on one input: the mean of each output over all positions. Layers are
// linear, so their mean over samples is their result on the mean of the samples.
std::vector<double> mean_outputs(const ir::network& n, ir::node x, const std::vector<float>& input,
                                 std::vector<float> weight) {
  ir::tensor in{n[x.operands[0]].type, input};
  ir::tensor w{n[x.operands[1]].type, std::move(weight)};
  functions_after(x.what)->clear();
  const ir::tensor out = genn::run::evaluate(n, x, {&in, &w});
  const std::size_t features = static_cast<std::size_t>(w.type.shape.front());
  std::vector<double> means(features, 0.0);
  const std::vector<float>& numbers = out.floats();
  for (std::size_t i = 0; i < numbers.size(); ++i)
    means[i % features] += static_cast<double>(numbers[i]);
  for (double& m : means) m /= static_cast<double>(numbers.size() / features);
  return means;
}

}  // namespace

bias_correction::bias_correction(const ir::network& n, const genn::run::sample_source& samples)
    : floats_(n), samples_(std::min(samples.count, most_samples)) {
  std::map<ir::value_id, bool> wanted;
  for (const ir::node& x : n.nodes)
    if (has_weights(x)) wanted[x.operands[0]] = true;
  for (std::int64_t s = 0; s < samples_; ++s) {
    // Evenly spread: data are often sorted by class.
    inputs_.push_back(samples.at(s * samples.count / samples_));
    for (std::size_t i = 0; i < n.inputs.size(); ++i)
      if (wanted.count(n.inputs[i]) > 0)
        accumulate(means_[n.inputs[i]], inputs_.back()[i].floats(), samples_);
    genn::run::run_network(n, inputs_.back(), [&](const ir::node& x, const ir::tensor& t) {
      if (wanted.count(x.result) > 0) accumulate(means_[x.result], t.floats(), samples_);
    });
  }
}

const ir::tensor& bias_correction::tensor(const ir::network& built, ir::value_id id,
                                          std::int64_t sample) {
  if (built[id].constant) return *built[id].constant;
  std::vector<ir::tensor>& known = results_[id.index];
  if (known.empty())  // an input
    for (std::int64_t s = 0; s < samples_; ++s)
      for (std::size_t i = 0; i < built.inputs.size(); ++i)
        if (built.inputs[i] == id)
          known.push_back(genn::run::as_stored(inputs_[static_cast<std::size_t>(s)][i], built[id]));
  return known[static_cast<std::size_t>(sample)];
}

void bias_correction::run(const ir::network& built, const ir::node& x) {
  for (std::int64_t s = 0; s < samples_; ++s) {
    std::vector<const ir::tensor*> operands;
    for (const ir::value_id id : x.operands) operands.push_back(&tensor(built, id, s));
    results_[x.result.index].push_back(genn::run::evaluate(built, x, operands));
  }
}

std::vector<double> bias_correction::error(const ir::network& built, const ir::node& x,
                                           ir::value_id input,
                                           const std::vector<std::int64_t>& weight,
                                           const std::vector<double>& scales) {
  if (samples_ == 0) return {};
  std::vector<float> mean;
  for (std::int64_t s = 0; s < samples_; ++s)
    accumulate(mean, genn::run::real_numbers(built[input], tensor(built, input, s)), samples_);
  std::vector<float> rounded;
  const std::size_t taps = weight.size() / scales.size();
  for (std::size_t i = 0; i < weight.size(); ++i)
    rounded.push_back(static_cast<float>(static_cast<double>(weight[i]) * scales[i / taps]));
  const std::vector<double> integers = mean_outputs(floats_, x, mean, std::move(rounded));
  const std::vector<double> floats =
      mean_outputs(floats_, x, means_.at(x.operands[0]), floats_[x.operands[1]].constant->floats());
  std::vector<double> errors;
  for (std::size_t i = 0; i < floats.size(); ++i) errors.push_back(integers[i] - floats[i]);
  return errors;
}

}  // namespace genn::quantize
