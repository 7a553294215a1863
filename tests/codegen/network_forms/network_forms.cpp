// SPDX-License-Identifier: BSL-1.0
// The networks of tests/data/networks in all forms: how far they are from PyTorch, as a share of
// the range of each output. A mask of -10000, an index or a divisor that was rounded shows here.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "commands/load.hpp"
#include "passes/passes.hpp"
#include "quantize/quantize.hpp"
#include "readers/archive.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/sequence.hpp"

namespace {

using nlohmann::json;
namespace ir = genn::ir;
namespace run = genn::run;
using genn::form;

// In 255 steps: sines of ±12, exponentials of ±5, logarithms near 0, sums of ±15 limited to 1,
// small weights of attention.
const std::map<std::string, double> wider_i8 = {{"fields_siren", 0.15},
                                                {"audio_lpcnet", 0.24},
                                                {"audio_mask_denoiser", 0.13},
                                                {"vision_super_resolution", 0.12},
                                                {"keywords_crnn", 0.08}};

double allowed(const std::string& name, form f) {
  if (f == form::f32) return 2e-5;
  if (f == form::i16) return 0.005;
  const auto wider = wider_i8.find(name);
  return wider != wider_i8.end() ? wider->second : 0.04;
}

struct vectors {
  json all;
  run::sample_source source(const ir::network& border) const {
    return {static_cast<std::int64_t>(all.size()), [&](std::int64_t s) {
              std::vector<ir::tensor> inputs;
              for (const json& x : all.at(static_cast<std::size_t>(s)).at("inputs")) {
                ir::tensor t;
                t.type.shape = border[border.inputs[inputs.size()]].type.shape;
                t.data = x.get<std::vector<float>>();
                inputs.push_back(std::move(t));
              }
              return inputs;
            }};
  }
  std::vector<float> expected(std::size_t vector, std::size_t output) const {
    return all.at(vector).at("outputs").at(output).get<std::vector<float>>();
  }
  double range(std::size_t output) const {
    float low = 1e30f, high = -1e30f;
    for (std::size_t v = 0; v < all.size(); ++v)
      for (const float y : expected(v, output)) {
        low = std::min(low, y);
        high = std::max(high, y);
      }
    return high > low ? static_cast<double>(high) - static_cast<double>(low) : 1.0;
  }
};

// The largest error of all outputs of real numbers, as a share of their ranges.
double furthest(const ir::network& n, const std::vector<ir::element>& types, const vectors& data,
                const run::sample_source& samples, std::vector<ir::tensor> states) {
  double largest = 0.0;
  for (std::int64_t v = 0; v < samples.count; ++v) {
    const run::call network = [&](const std::vector<ir::tensor>& all) {
      return run::run_network(n, all);
    };
    const std::vector<ir::tensor> outputs = run::run_call(network, samples.at(v), states);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const std::vector<float> y = run::real_numbers(n[n.outputs[i]], outputs[i]),
                               expected = data.expected(static_cast<std::size_t>(v), i);
      REQUIRE(y.size() == expected.size());
      if (!ir::is_floating(types[i])) continue;  // classes of near ties are no measure
      for (std::size_t k = 0; k < y.size(); ++k) {
        const double error =
            std::fabs(static_cast<double>(y[k]) - static_cast<double>(expected[k]));
        largest = error <= 1e30 ? std::max(largest, error / data.range(i)) : 1e30;
      }
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("networks in all forms stay near PyTorch") {
  std::size_t compared = 0;
  for (const auto& file : std::filesystem::directory_iterator(NETWORKS)) {
    if (file.path().extension() != ".pt2") continue;
    const genn::commands::loaded program = genn::commands::load(file.path());
    const auto archive = genn::readers::open_archive(file.path());
    const vectors data{json::parse(archive->read("extra/vectors.json", 1u << 26)).at("vectors")};
    const run::sample_source samples = data.source(program.border);
    const ir::network prepared =
        genn::quantize::prepare(genn::passes::equalize(ir::network(program.network)));
    const run::sample_source calls = run::in_sequence(prepared, samples, program.states);
    const run::calibration seen = run::observe(prepared, calls);
    for (const form f : {form::f32, form::i16, form::i8}) {
      genn::quantize::options o;
      o.what = f;
      o.states = program.states.size();
      const ir::network made =
          genn::passes::order_nodes(genn::quantize::quantize(prepared, seen, calls, o).network);
      const std::string name = file.path().stem().string();
      INFO(name << (f == form::f32 ? " in f32" : f == form::i16 ? " in i16" : " in i8"));
      CHECK(furthest(made, program.types.outputs, data, samples,
                     run::first_values(program.states)) <= allowed(name, f));
      ++compared;
    }
  }
  CHECK(compared >= 180);
}
