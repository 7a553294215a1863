// SPDX-License-Identifier: BSL-1.0
// Trained networks from end to end: the classes of PyTorch's quantized program, and its accuracy.
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>

#include "data.hpp"
#include "golden.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"

namespace {

namespace ir = genn::ir;

std::int64_t class_of(const ir::network& n, const ir::tensor& input) {
  const std::vector<ir::tensor> outputs = genn::run::run_network(n, {input});
  const std::vector<float> y = genn::run::real_numbers(n[n.outputs.front()], outputs.front());
  return std::max_element(y.begin(), y.end()) - y.begin();
}

struct verdicts {
  std::int64_t samples = 0, agree = 0, right = 0, pytorch_right = 0;
  double percent(std::int64_t count) const {
    return 100.0 * static_cast<double>(count) / static_cast<double>(samples);
  }
};

void check_on_labelled(const std::string& name, const data::labelled& d) {
  const ir::network n = golden::load(name).network;
  const golden::arrays pytorch = golden::results(name);
  const std::vector<std::int64_t>& classes = pytorch["predictions"].integers();
  REQUIRE(d.samples.size() >= classes.size());
  verdicts v;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::int64_t ours = class_of(n, d.samples[i]);
    ++v.samples;
    v.agree += ours == classes[i] ? 1 : 0;
    v.right += ours == d.labels[i] ? 1 : 0;
    v.pytorch_right += classes[i] == d.labels[i] ? 1 : 0;
  }
  std::printf("%s: same class in %.1f %% of %lld, accuracy %.1f %%, PyTorch's %.1f %%\n",
              name.c_str(), v.percent(v.agree), static_cast<long long>(v.samples),
              v.percent(v.right), v.percent(v.pytorch_right));
  CHECK(v.percent(v.agree) >= 99.0);
  CHECK(v.percent(v.right) >= v.percent(v.pytorch_right) - 0.2);
}

}  // namespace

TEST_CASE("digits: the classes of PyTorch's quantized program") {
  if (const auto digits = data::digits(1000)) check_on_labelled("mnist_cnn", *digits);
}

TEST_CASE("keywords: the classes of PyTorch's quantized program") {
  if (const auto clips = data::clips()) check_on_labelled("kws", *clips);
}

TEST_CASE("images: the classes of PyTorch's quantized program") {
  for (const char* name : {"resnet8", "vww"}) {
    INFO(name);
    const ir::network n = golden::load(name).network;
    const golden::arrays pytorch = golden::results(name);
    std::int64_t agree = 0;
    const std::int64_t samples = pytorch.samples("more_inputs");
    for (std::int64_t i = 0; i < samples; ++i)
      agree += class_of(n, pytorch.sample("more_inputs", i)) ==
                       pytorch["more_predictions"].integers()[static_cast<std::size_t>(i)]
                   ? 1
                   : 0;
    std::printf("%s: same class in %lld of %lld\n", name, static_cast<long long>(agree),
                static_cast<long long>(samples));
    CHECK(agree == samples);
  }
}
