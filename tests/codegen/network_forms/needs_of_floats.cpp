// SPDX-License-Identifier: BSL-1.0
// Layers that have integer forms and stay in float all the same, each with a network that may not.
#include "../calibration/tiny_networks.hpp"

#include <catch2/catch.hpp>

#include "quantize/quantize.hpp"

namespace {

using genn::form;
namespace ir = genn::ir;
namespace run = genn::run;

// What the notes say of a network that was calibrated on these samples.
std::string notes(const ir::network& n, form f, const std::vector<std::vector<float>>& samples) {
  const run::sample_source source{
      static_cast<std::int64_t>(samples.size()), [&](std::int64_t s) {
        return std::vector<ir::tensor>{
            tiny::tensor(n[n.inputs[0]].type.shape, samples[static_cast<std::size_t>(s)])};
      }};
  genn::quantize::options o;
  o.what = f;
  std::string all;
  for (const genn::quantize::note& note :
       genn::quantize::quantize(n, run::observe(n, source), source, o).notes)
    all += note.what + "\n";
  return all;
}

ir::network logarithm() {
  tiny::builder b({4});
  return b.add(ir::map{{{"log", {}}}}, {4}).done();
}

// Scores as wide as a mask that is computed makes them.
ir::network softmax_of_scaled(float factor) {
  tiny::builder b({4});
  return b.add(ir::map{{{"mul_scalar", {factor}}}}, {4}).add(ir::softmax{0}, {4}).done();
}

ir::network softmax_of_masked() {
  tiny::builder b({4});
  const ir::value_id mask = b.constant(tiny::tensor({4}, {0.0f, 0.0f, 0.0f, -10000.0f}));
  return b.add(ir::map{{{"add", {}}}}, {4}, {mask}).add(ir::softmax{0}, {4}).done();
}

ir::network constant_divided() {
  tiny::builder b({4});
  b.add(ir::map{{{"abs", {}}}}, {4});
  const ir::value_id divisor{1};
  return b.add(ir::map{{{"square", {}}}}, {4}).add(ir::map{{{"div", {}}}}, {4}, {divisor}).done();
}

}  // namespace

TEST_CASE("functions that straight lines do not follow stay in float") {
  const auto contains = Catch::Contains("straight lines between 256 numbers do not follow it");
  CHECK_THAT(notes(logarithm(), form::i16, {{0.001f, 0.01f, 0.1f, 200.0f}}), contains);
  CHECK(notes(logarithm(), form::i16, {{100.0f, 120.0f, 160.0f, 200.0f}}).empty());
  CHECK(notes(logarithm(), form::i8, {{0.001f, 0.01f, 0.1f, 200.0f}}).empty());
}

TEST_CASE("wide scores stay in float") {
  const auto contains = Catch::Contains("a mask makes its range too wide for integers");
  const std::vector<std::vector<float>> scores = {{1.0f, -2.0f, 3.0f, 0.5f}};
  for (const form f : {form::i16, form::i8}) {
    CHECK_THAT(notes(softmax_of_scaled(3000.0f), f, scores), contains);
    CHECK(notes(softmax_of_scaled(1.5f), f, scores).empty());
  }
  // Bytes have no room for what a constant mask hides.
  CHECK_THAT(notes(softmax_of_masked(), form::i8, scores), contains);
  CHECK(notes(softmax_of_masked(), form::i16, scores).empty());
}

TEST_CASE("divisors near zero are computed in float") {
  const auto contains = Catch::Contains("a division by it may not become one by zero");
  CHECK_THAT(notes(constant_divided(), form::i8, {{0.001f, 1.0f, 2.0f, 3.0f}}), contains);
  CHECK_THAT(notes(constant_divided(), form::i8, {{2.0f, 2.5f, 2.0f, 3.0f}}), !contains);
  CHECK_THAT(notes(constant_divided(), form::i16, {{0.1f, 1.0f, 2.0f, 3.0f}}), !contains);
}
