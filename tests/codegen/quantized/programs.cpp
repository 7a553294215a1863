// SPDX-License-Identifier: BSL-1.0
// What a quantized program becomes: its border, its weights, its layers.
#include <catch2/catch.hpp>

#include "commands/make_form.hpp"
#include "golden.hpp"

namespace {

namespace ir = genn::ir;
namespace commands = genn::commands;

std::vector<std::string> kinds(const ir::network& n) {
  std::vector<std::string> all;
  for (const ir::node& x : n.nodes) all.push_back(kind_of(x.what));
  return all;
}

bool is_integer(const ir::network& n, ir::value_id id) { return n[id].quant.has_value(); }

}  // namespace

TEST_CASE("every quantized program converts") {
  CHECK(golden::names().size() == 68);
  for (const std::string& name : golden::names()) {
    INFO(name);
    const commands::loaded program = golden::load(name);
    CHECK(program.quantized);
    CHECK(is_integer(program.network, program.network.inputs.front()));
  }
}

TEST_CASE("quantized programs: a chain of integer layers has no float in it") {
  for (const char* name :
       {"mnist_cnn", "residual", "mobilenet", "separable", "squeeze_excite", "matmul", "layer_norm",
        "rms_norm", "group_norm_relu", "instance_norm", "mixer_block", "stream", "stream_strict",
        "conv_transpose2d_per_tensor", "conv_transpose1d_per_tensor"}) {
    INFO(name);
    const commands::loaded program = golden::load(name);
    CHECK(program.notes.empty());
    for (const ir::node& x : program.network.nodes) CHECK(is_integer(program.network, x.result));
  }
}

TEST_CASE("quantized programs: islands of float stand between conversions") {
  const commands::loaded program = golden::load("conv2d_in_float");
  const ir::network& n = program.network;
  REQUIRE(program.notes.size() == 1);
  CHECK(program.notes.front().layer == "conv2");
  const std::vector<std::string> all = kinds(n);
  const std::vector<std::string> island{"dequantize", "conv2d", "quantize"};
  CHECK(std::search(all.begin(), all.end(), island.begin(), island.end()) != all.end());
  CHECK(is_integer(n, n.outputs.front()));
  commands::form_options o;
  o.no_float = true;
  CHECK_THROWS_AS(commands::in_form(program, o), genn::conversion_error);
}

TEST_CASE("quantized programs: norms whose results are not quantized stay in float") {
  const commands::loaded program = golden::load("layer_norm_in_float");
  REQUIRE(program.notes.size() == 1);
  CHECK(program.notes.front().layer == "norm");
  CHECK(program.notes.front().what == "its result is not quantized");
}

TEST_CASE("quantized programs: what is read as integers is kept as integers") {
  for (const char* name : {"stream", "stream_strict", "level"}) {
    INFO(name);
    const commands::loaded program = golden::load(name);
    REQUIRE(program.states.size() == 1);
    const ir::network& n = program.network;
    REQUIRE(is_integer(n, n.inputs.back()));
    CHECK(n[n.inputs.back()].type.type == ir::element::i8);
    CHECK(n[n.inputs.back()].quant == n[n.outputs.back()].quant);
  }
}

TEST_CASE("quantized programs: an output that is softmax stays float") {
  const ir::network n = golden::load("kws").network;
  CHECK(!is_integer(n, n.outputs.front()));
  CHECK(kinds(n).back() == "softmax");
}

TEST_CASE("quantized programs: int16 tensors are stored and moved as such, computed in float") {
  const commands::loaded program = golden::load("int16");
  const ir::network& n = program.network;
  CHECK(n[n.inputs.front()].type.type == ir::element::i16);
  CHECK(n[n.outputs.front()].type.type == ir::element::i16);
  CHECK(program.notes.size() == 4);  // three layers with weights and a sum
  for (const ir::node& x : n.nodes)
    if (kind_of(x.what) == "max_pool2d") CHECK(is_integer(n, x.result));
}

TEST_CASE("quantized programs: padding folds into the convolution behind it") {
  CHECK(kinds(golden::load("pad_between").network) ==
        std::vector<std::string>{"permute", "conv2d", "conv2d", "permute"});
}

TEST_CASE("quantized programs: a concatenation changes the scales of its parts") {
  const std::vector<std::string> all = kinds(golden::load("cat_in_float").network);
  CHECK(std::count(all.begin(), all.end(), "dequantize") == 0);
  CHECK(std::count(all.begin(), all.end(), "weighted_sum") == 1);
}

TEST_CASE("quantized programs: weights of -128 are kept") {
  for (const char* name : {"conv2d_full_range", "linear_full_range"}) {
    INFO(name);
    std::int64_t lowest = 0;
    const ir::network n = golden::load(name).network;
    for (const ir::value& v : n.values)
      if (v.constant && v.type.type == ir::element::i8)
        for (const std::int64_t w : v.constant->integers()) lowest = std::min(lowest, w);
    CHECK(lowest == -128);
  }
}

TEST_CASE("quantized programs: options that would change their form are refused") {
  const commands::loaded program = golden::load("linear");
  commands::form_options form, keep, calibrate, prune;
  form.form = "i16";
  keep.keep = {"fc=f32"};
  calibrate.calibrate = "samples.npz";
  prune.prune = 0.5;
  for (const commands::form_options& o : {form, keep, calibrate, prune})
    CHECK_THROWS_AS(commands::in_form(program, o), genn::conversion_error);
  CHECK(commands::in_form(program, {}).nodes.size() == program.network.nodes.size());
}
