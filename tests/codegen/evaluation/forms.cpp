// SPDX-License-Identifier: BSL-1.0
// Whole evaluations: ten digits, a form that is known to be wrong in one layer.
#include <digits.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <memory>

#include "commands/evaluate.hpp"
#include "readers/npz.hpp"

namespace {

using genn::commands::evaluate_forms;
using genn::commands::evaluate_options;
using genn::commands::evaluation;
using genn::commands::form_evaluation;
using genn::commands::formed_network;
namespace ir = genn::ir;
namespace run = genn::run;

/// The ten digits of the example, with or without labels, in a temporary .npz file.
class digits_file {
 public:
  explicit digits_file(bool labelled)
      : path_(std::filesystem::temp_directory_path() / ("genn_digits_" + std::to_string(getpid()) +
                                                        (labelled ? "_labelled" : "") + ".npz")) {
    std::vector<float> pixels;
    for (const auto& digit : digits)
      for (const std::uint8_t ink : digit) pixels.push_back(static_cast<float>(ink) / 255.0f);
    std::vector<genn::readers::named_array> arrays(labelled ? 2 : 1);
    arrays[0].name = "x";
    arrays[0].values.type.shape = {DIGIT_COUNT, 1, DIGIT_SIDE, DIGIT_SIDE};
    arrays[0].values.data = std::move(pixels);
    if (labelled) {
      arrays[1].name = "labels";
      arrays[1].values.type = {ir::element::i64, {DIGIT_COUNT}};
      arrays[1].values.data =
          std::vector<std::int64_t>(std::begin(digit_labels), std::end(digit_labels));
    }
    genn::readers::write_npz(path_, arrays);
  }
  ~digits_file() { std::filesystem::remove(path_); }
  digits_file(const digits_file&) = delete;
  digits_file& operator=(const digits_file&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

evaluate_options cnn(const digits_file& data) {
  evaluate_options o;
  o.archive = std::string(MNIST) + "/cnn.pt2";
  o.data = data.path();
  return o;
}

formed_network refuse(const std::string&, const ir::network&, const run::calibration&,
                      const run::sample_source&) {
  throw std::logic_error("f32 needs no other form");
}

// All weights of the layer fc1 rounded to whole numbers.
formed_network coarse_fc1(const ir::network& f32) {
  ir::network n = f32;
  for (const ir::node& x : n.nodes) {
    if (x.where.module != "fc1" || !std::holds_alternative<ir::linear>(x.what)) continue;
    ir::value& weight = n[x.operands[1]];
    auto coarse = std::make_shared<ir::tensor>(*weight.constant);
    for (float& w : coarse->floats()) w = std::round(w);
    weight.constant = coarse;
  }
  return {n, {"fc1 is coarse"}};
}

}  // namespace

TEST_CASE("f32 with labels") {
  const digits_file data(true);
  evaluate_options o = cnn(data);
  o.forms = {"f32"};
  const evaluation e = evaluate_forms(o, refuse);
  CHECK(e.samples == 10);
  REQUIRE(e.forms.size() == 1);
  const form_evaluation& f = e.forms.front();
  CHECK(*f.accuracy == 1.0);
  CHECK_FALSE(f.agreement);
  CHECK_FALSE(f.worst);
  CHECK(f.constant_bytes == 87440);
  CHECK(f.arena_bytes == 7680);
  CHECK(f.macs == 480500);
}

TEST_CASE("another form is compared with f32, and its worst layer named") {
  const digits_file data(false);
  evaluate_options o = cnn(data);
  o.forms = {"f32", "i8"};
  const evaluation e =
      evaluate_forms(o, [](const std::string& form, const ir::network& f32,
                           const run::calibration& seen, const run::sample_source& samples) {
        CHECK(form == "i8");
        // Without samples for it, those that are evaluated calibrate.
        CHECK(seen.measured());
        CHECK(samples.count == 10);
        CHECK(seen[f32.inputs[0]].high == 1.0f);
        return coarse_fc1(f32);
      });
  REQUIRE(e.forms.size() == 3);
  CHECK_FALSE(e.forms[0].agreement);
  CHECK_FALSE(e.forms[0].accuracy);
  CHECK(*e.forms[1].agreement < 1.0);
  CHECK(*e.forms[1].largest_difference > 1.0);
  REQUIRE(e.forms[1].worst);
  CHECK_THAT(e.forms[1].worst->name, Catch::StartsWith("fc"));
  CHECK(e.forms[1].worst->difference > 0.05);
  CHECK(e.forms[1].remarks == std::vector<std::string>{"fc1 is coarse"});
  // Rounding made zeros: the same numbers in less flash.
  CHECK_FALSE(e.forms[1].sparse);
  CHECK(e.forms[2].sparse);
  CHECK(*e.forms[2].agreement == *e.forms[1].agreement);
  CHECK(e.forms[2].constant_bytes < e.forms[1].constant_bytes);
  CHECK(e.forms[2].macs < e.forms[1].macs);
  o.sparse = genn::emit::sparse_storage::off;
  CHECK(evaluate_forms(o, [](const std::string&, const ir::network& f32, const run::calibration&,
                             const run::sample_source&) {
          return coarse_fc1(f32);
        }).forms.size() == 2);
}

TEST_CASE("calibration sees its own samples") {
  const digits_file data(false);
  evaluate_options o = cnn(data);
  o.forms = {"i16"};
  o.calibrate = data.path();
  evaluate_forms(o, [](const std::string&, const ir::network& f32, const run::calibration& seen,
                       const run::sample_source& samples) {
    CHECK(seen.samples() == 10);
    CHECK(samples.count == 10);
    CHECK(samples.at(9).front().floats().size() == 784);
    CHECK(seen[f32.inputs[0]].low == 0.0f);
    CHECK(seen[f32.inputs[0]].high == 1.0f);
    CHECK(seen[f32.outputs[0]].channel_low.size() == 10);
    return formed_network{f32, {}};
  });
}

TEST_CASE("a pruned program is compared with the whole one") {
  const digits_file data(true);
  evaluate_options o = cnn(data);
  o.forms = {"f32"};
  o.prune = 0.9;
  const form_evaluation f = evaluate_forms(o, refuse).forms.front();
  CHECK(*f.accuracy < 1.0);
  CHECK(*f.agreement == *f.accuracy);
  CHECK(f.worst);
}
