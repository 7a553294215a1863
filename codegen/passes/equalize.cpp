// SPDX-License-Identifier: BSL-1.0
// Cross-layer equalisation: Nagel, van Baalen, Blankevoort and Welling, "Data-Free Quantization
// Through Weight Equalization and Bias Correction", ICCV 2019, with factors that are powers of two.
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

/// f(s * x) = s * f(x) for all s > 0.
bool is_homogeneous(const ir::function& f) {
  return f.name == "identity" || f.name == "relu" || f.name == "leaky_relu" || f.name == "prelu" ||
         f.name == "abs" || f.name == "mul_scalar";
}
bool are_homogeneous(const std::vector<ir::function>& chain) {
  return std::all_of(chain.begin(), chain.end(), is_homogeneous);
}

bool has_weights(const ir::node& x) {
  return std::holds_alternative<ir::linear>(x.what) ||
         std::holds_alternative<ir::convolution>(x.what);
}

/// Two layers, and the channel of the first that each input channel of the second reads.
struct pair_of_layers {
  std::size_t first, second;
  std::vector<std::size_t> channel;
};

class equalizer {
 public:
  explicit equalizer(ir::network n)
      : n_(std::move(n)), uses_(count_uses(n_)), reader_(n_.values.size(), -1) {
    for (std::size_t i = 0; i < n_.nodes.size(); ++i)
      for (const ir::value_id id : n_.nodes[i].operands) reader_[id.index] = static_cast<int>(i);
    for (std::size_t i = 0; i < n_.nodes.size(); ++i)
      if (const auto p = pair_from(i)) pairs_.push_back(*p);
  }

  ir::network run() {
    // Each pair changes its neighbours; it ends after a few sweeps.
    constexpr int most_sweeps = 20;
    bool changed = true;
    for (int sweep = 0; changed && sweep < most_sweeps; ++sweep) {
      changed = false;
      for (const pair_of_layers& p : pairs_) changed = even_out(p) || changed;
    }
    return std::move(n_);
  }

 private:
  bool owns_constants(const ir::node& x) const {
    return std::all_of(x.operands.begin() + 1, x.operands.end(),
                       [&](ir::value_id id) { return n_[id].constant && uses_[id.index] == 1; });
  }

  std::optional<pair_of_layers> pair_from(std::size_t first) {
    ir::node& x = n_.nodes[first];
    if (!has_weights(x) || !owns_constants(x) || !are_homogeneous(*functions_after(x.what)))
      return std::nullopt;
    pair_of_layers p{first, 0, {}};
    for (std::int64_t c = 0; c < n_[x.result].type.shape.back(); ++c) p.channel.push_back(at(c));
    ir::value_id between = x.result;
    while (uses_[between.index] == 1 && reader_[between.index] >= 0) {
      p.second = at(reader_[between.index]);
      ir::node& next = n_.nodes[p.second];
      if (next.operands.front() != between) return std::nullopt;
      if (has_weights(next)) return owns_constants(next) ? std::optional(p) : std::nullopt;
      if (!follow(next, p.channel)) return std::nullopt;
      between = next.result;
    }
    return std::nullopt;
  }

  /// Brings the channels through a layer that scales with its operand, if it is one.
  bool follow(ir::node& x, std::vector<std::size_t>& channel) const {
    const auto* map = std::get_if<ir::map>(&x.what);
    if (map != nullptr && x.operands.size() > 1 &&
        (map->chain.front().name != "prelu" || !n_[x.operands[1]].constant ||
         n_[x.result].type != n_[x.operands[0]].type))
      return false;
    if (map != nullptr || std::holds_alternative<ir::pool>(x.what) ||
        std::holds_alternative<ir::adaptive_avg_pool>(x.what))
      return are_homogeneous(*functions_after(x.what));
    if (const auto* p = std::get_if<ir::permute>(&x.what))
      return at(p->order.back()) + 1 == p->order.size();
    if (const auto* p = std::get_if<ir::pad>(&x.what))
      return p->value == 0.0f && p->before.back() == 0 && p->after.back() == 0;
    if (std::holds_alternative<ir::reshape>(x.what)) return flatten(x, channel);
    return std::holds_alternative<ir::copy>(x.what);
  }

  // Element e has channel e % channels: known from its new channel where those are a multiple.
  bool flatten(const ir::node& x, std::vector<std::size_t>& channel) const {
    const ir::dims& shape = n_[x.result].type.shape;
    const std::size_t from = channel.size(), to = shape.empty() ? 1 : at(shape.back());
    if (to % from != 0) return false;
    channel.resize(to);
    for (std::size_t i = from; i < to; ++i) channel[i] = channel[i - from];
    return true;
  }

  /// Calls f(input channel, number) for the weights of a layer.
  template <class F>
  void for_each_input_weight(const ir::node& x, std::vector<float>& weight, F f) const {
    const ir::dims& shape = n_[x.operands[1]].type.shape;
    const auto* c = std::get_if<ir::convolution>(&x.what);
    const std::size_t groups = c == nullptr ? 1 : at(c->groups);
    const std::size_t rows = at(shape[0]), inputs = at(shape[1]);
    const std::size_t taps = weight.size() / (rows * inputs);
    for (std::size_t i = 0; i < weight.size(); ++i) {
      const std::size_t row = i / taps / inputs, group = row / (rows / groups);
      f(group * inputs + i / taps % inputs, weight[i]);
    }
  }

  bool even_out(const pair_of_layers& p) {
    const ir::node &first = n_.nodes[p.first], &second = n_.nodes[p.second];
    std::vector<float> weight = numbers(first.operands[1]);
    std::vector<float> reading = numbers(second.operands[1]);
    const std::size_t channels = at(n_[first.operands[1]].type.shape.front());
    const std::size_t taps = weight.size() / channels;
    std::vector<float> written(channels, 0.0f), read(channels, 0.0f);
    for (std::size_t i = 0; i < weight.size(); ++i)
      written[i / taps] = std::max(written[i / taps], std::abs(weight[i]));
    for_each_input_weight(second, reading, [&](std::size_t c, float w) {
      float& largest = read[p.channel[c]];
      largest = std::max(largest, std::abs(w));
    });
    std::vector<int> exponent;
    for (std::size_t c = 0; c < channels; ++c) exponent.push_back(factor(written[c], read[c]));
    if (std::all_of(exponent.begin(), exponent.end(), [](int e) { return e == 0; })) return false;

    for (std::size_t i = 0; i < weight.size(); ++i)
      weight[i] = std::ldexp(weight[i], -exponent[i / taps]);
    for_each_input_weight(second, reading, [&](std::size_t c, float& w) {
      w = std::ldexp(w, exponent[p.channel[c]]);
    });
    replace(first.operands[1], std::move(weight));
    replace(second.operands[1], std::move(reading));
    if (first.operands.size() > 2) {
      std::vector<float> bias = numbers(first.operands[2]);
      for (std::size_t c = 0; c < channels; ++c) bias[c] = std::ldexp(bias[c], -exponent[c]);
      replace(first.operands[2], std::move(bias));
    }
    return true;
  }

  /// The power of two nearest to s = sqrt(written * read) / read, by its exponent. Dead channels
  /// keep their weights, and nearly dead ones are not blown up.
  static int factor(float written, float read) {
    if (written == 0.0f || read == 0.0f) return 0;
    int exponent = 0;
    std::frexp(static_cast<double>(written) / static_cast<double>(read), &exponent);
    constexpr int most = 12;
    return std::clamp(exponent >= 0 ? exponent / 2 : (exponent - 1) / 2, -most, most);
  }

  const std::vector<float>& numbers(ir::value_id id) const { return n_[id].constant->floats(); }
  void replace(ir::value_id id, std::vector<float> by) {
    auto changed = std::make_shared<ir::tensor>();
    changed->type = n_[id].type;
    changed->data = std::move(by);
    n_[id].constant = std::move(changed);
    n_[id].scales.clear();  // those of the weights before
  }

  ir::network n_;
  std::vector<int> uses_, reader_;
  std::vector<pair_of_layers> pairs_;
};

}  // namespace

ir::network equalize(ir::network n) { return equalizer(std::move(n)).run(); }

}  // namespace genn::passes
