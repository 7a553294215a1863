// SPDX-License-Identifier: BSL-1.0
// Every quantized layer is fed PyTorch's integers and has to give PyTorch's integers: at most one
// off, and 999 of 1,000 the same.
#include <catch2/catch.hpp>
#include <cstdio>
#include <optional>

#include "golden.hpp"
#include "run/evaluate.hpp"
#include "run/sequence.hpp"
#include "run/stored.hpp"

namespace {

namespace ir = genn::ir;
using golden::tally;

constexpr double wanted = 0.999;
// A result of a norm is a product of two rounded numbers: more of them lie near a half.
constexpr double wanted_of_norms = 0.995;
constexpr std::int64_t enough_values = 1000;

// [channels, positions...] with the channels last.
std::vector<std::int64_t> channels_last(const std::vector<std::int64_t>& t, std::size_t channels) {
  const std::size_t positions = t.size() / channels;
  std::vector<std::int64_t> result;
  for (std::size_t p = 0; p < positions; ++p)
    for (std::size_t c = 0; c < channels; ++c) result.push_back(t[c * positions + p]);
  return result;
}

// What lies between the padding of an image [1, channels, height, width], as [height, width,
// channels]: padding is part of the layer behind.
std::vector<std::int64_t> inside(const ir::tensor& padded, const ir::dims& out, std::int64_t top,
                                 std::int64_t left) {
  const ir::dims& in = padded.type.shape;
  std::vector<std::int64_t> result;
  for (std::int64_t h = 0; h < out[0]; ++h)
    for (std::int64_t w = 0; w < out[1]; ++w)
      for (std::int64_t c = 0; c < out[2]; ++c)
        result.push_back(
            padded.integers()[static_cast<std::size_t>((c * in[2] + h + top) * in[3] + w + left)]);
  return result;
}

// PyTorch's integers in every order that the network's value can have.
std::vector<std::vector<std::int64_t>> orders(const ir::dims& out, const ir::tensor& pytorch) {
  std::vector<std::vector<std::int64_t>> all;
  const ir::dims& in = pytorch.type.shape;
  if (static_cast<std::int64_t>(pytorch.integers().size()) == ir::count(out)) {
    all.push_back(pytorch.integers());
    if (out.size() > 1)
      all.push_back(channels_last(pytorch.integers(), static_cast<std::size_t>(out.back())));
  } else if (out.size() == 3 && in.size() == 4 && in[1] == out[2]) {
    for (std::int64_t top = 0; top <= in[2] - out[0]; ++top)
      for (std::int64_t left = 0; left <= in[3] - out[1]; ++left)
        all.push_back(inside(pytorch, out, top, left));
  }
  return all;
}

// PyTorch's integers in the order that is nearest to what the network computed.
std::optional<ir::tensor> in_order_of(const ir::tensor& computed, const ir::tensor& pytorch) {
  std::optional<ir::tensor> best;
  for (std::vector<std::int64_t>& order : orders(computed.type.shape, pytorch))
    if (!best || golden::compare(computed.integers(), order).different <
                     golden::compare(computed.integers(), best->integers()).different)
      best = ir::tensor{computed.type, std::move(order)};
  return best;
}

/// Runs a network on one set of inputs; what PyTorch has integers of is compared, and goes on as
/// PyTorch has it.
class fed_run {
 public:
  fed_run(const ir::network& n, const golden::arrays& pytorch, std::int64_t sample)
      : n_(n), pytorch_(pytorch), sample_(sample), values_(n.values.size()) {}

  /// `states` become what the next call begins with.
  tally run(std::vector<ir::tensor>& states) {
    std::vector<ir::tensor> inputs = pytorch_.inputs(sample_);
    inputs.insert(inputs.end(), states.begin(), states.end());
    for (std::size_t i = 0; i < inputs.size(); ++i)
      values_[n_.inputs[i].index] = genn::run::as_stored(inputs[i], n_[n_.inputs[i]]);
    for (const ir::node& x : n_.nodes) {
      std::vector<const ir::tensor*> operands;
      for (const ir::value_id id : x.operands)
        operands.push_back(n_[id].constant ? n_[id].constant.get() : &values_[id.index]);
      values_[x.result.index] = genn::run::evaluate(n_, x, operands);
      // A view has the integers of its operand, in the network's order; what views take apart has
      // them in an order of its own.
      if (!std::holds_alternative<ir::reshape>(x.what) && !is_taken_apart(x)) feed(x.result);
    }
    for (std::size_t i = 0; i < states.size(); ++i)
      states[i] = values_[n_.outputs[n_.outputs.size() - states.size() + i].index];
    return all_;
  }

 private:
  // Whether a view behind it stands for the same tensor of PyTorch.
  bool is_taken_apart(const ir::node& x) const {
    bool behind = false;
    for (const ir::node& other : n_.nodes) {
      if (behind && std::holds_alternative<ir::reshape>(other.what) &&
          n_[other.result].name == n_[x.result].name)
        return true;
      behind = behind || &other == &x;
    }
    return false;
  }

  void feed(ir::value_id id) {
    ir::tensor& computed = values_[id.index];
    if (!n_[id].quant || !pytorch_.has(n_[id].name)) return;
    auto right = in_order_of(computed, pytorch_.sample(n_[id].name, sample_));
    if (!right) return;
    const tally t = golden::compare(computed.integers(), right->integers());
    if (t.far > 0) UNSCOPED_INFO(n_[id].name << ": " << t.far << " of " << t.values << " far off");
    all_ += t;
    computed = std::move(*right);
  }

  const ir::network& n_;
  const golden::arrays& pytorch_;
  const std::int64_t sample_;
  std::vector<ir::tensor> values_;
  tally all_;
};

tally tally_of(const std::string& name) {
  const genn::commands::loaded program = golden::load(name);
  const golden::arrays pytorch = golden::results(name);
  std::vector<ir::tensor> states = genn::run::first_values(program.states);
  tally all;
  for (std::int64_t s = 0; s < pytorch.samples("input_0"); ++s)
    all += fed_run(program.network, pytorch, s).run(states);
  return all;
}

}  // namespace

TEST_CASE("layers fed PyTorch's integers give PyTorch's integers") {
  tally all;
  for (const std::string& name : golden::names()) {
    const tally t = tally_of(name);
    std::printf("%-28s %8lld values, %5lld differ, %.3f %% equal\n", name.c_str(),
                static_cast<long long>(t.values), static_cast<long long>(t.different),
                100.0 * t.equal_share());
    INFO(name);
    CHECK(t.values > 0);
    CHECK(t.far == 0);
    const bool norm =
        name.find("norm") != std::string::npos && name.find("batch_norm") == std::string::npos;
    if (t.values >= enough_values) CHECK(t.equal_share() >= (norm ? wanted_of_norms : wanted));
    all += t;
  }
  std::printf("%-28s %8lld values, %5lld differ, %.3f %% equal\n", "all",
              static_cast<long long>(all.values), static_cast<long long>(all.different),
              100.0 * all.equal_share());
  CHECK(all.equal_share() >= wanted);
}
