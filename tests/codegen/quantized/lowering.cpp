// SPDX-License-Identifier: BSL-1.0
// The quantized_decomposed operators in programs that torch.export makes rarely.
#include <catch2/catch.hpp>
#include <memory>

#include "ir/fake_quantize.hpp"
#include "operators/lower.hpp"
#include "passes/passes.hpp"
#include "quantize/from_program.hpp"
#include "run/run_network.hpp"

namespace {

namespace ir = genn::ir;
using numbers = std::vector<std::int64_t>;

constexpr const char* quantize = "quantized_decomposed.quantize_per_tensor.default";
constexpr const char* dequantize = "quantized_decomposed.dequantize_per_tensor.default";
constexpr const char* quantize_channels = "quantized_decomposed.quantize_per_channel.default";
constexpr const char* dequantize_channels = "quantized_decomposed.dequantize_per_channel.default";

struct per_tensor {
  double scale;
  std::int64_t zero_point, low, high;
};

/// A program with one output.
class program {
 public:
  ir::value_id input(ir::dims shape) {
    p_.inputs.push_back(add("x", ir::element::f32, std::move(shape)));
    return p_.inputs.back();
  }
  ir::value_id constant(ir::element type, ir::dims shape, ir::number_list data) {
    const ir::value_id id = add("constant", type, shape);
    p_.values.back().constant =
        std::make_shared<ir::tensor>(ir::tensor{{type, std::move(shape)}, std::move(data)});
    return id;
  }
  ir::value_id call(const char* target, ir::value_id x, per_tensor n, ir::element type) {
    return call(target, type, x,
                {{"scale", n.scale},
                 {"zero_point", n.zero_point},
                 {"quant_min", n.low},
                 {"quant_max", n.high}});
  }
  ir::value_id call(const char* target, ir::value_id x, std::vector<float> scales, numbers zeros,
                    std::int64_t axis, ir::element type) {
    const ir::dims shape{static_cast<std::int64_t>(scales.size())};
    return call(target, type, x,
                {{"scales", constant(ir::element::f32, shape, std::move(scales))},
                 {"zero_points", constant(ir::element::i64, shape, std::move(zeros))},
                 {"axis", axis},
                 {"quant_min", std::int64_t{-127}},
                 {"quant_max", std::int64_t{127}}});
  }
  ir::value_id call(const char* target, ir::dims result_shape,
                    std::vector<std::pair<std::string, ir::argument>> arguments) {
    const ir::value_id result = add("y", ir::element::f32, std::move(result_shape));
    p_.calls.push_back({target, std::move(arguments), {result}, {}});
    return result;
  }
  ir::network lower(ir::value_id output) {
    p_.outputs = {{output}};
    return genn::operators::lower(p_);
  }

 private:
  ir::value_id add(const char* name, ir::element type, ir::dims shape) {
    p_.values.push_back({name, {type, std::move(shape)}, nullptr});
    return {p_.values.size() - 1};
  }
  ir::value_id call(const char* target, ir::element type, ir::value_id x,
                    std::vector<std::pair<std::string, ir::argument>> arguments) {
    arguments.emplace_back("input", x);
    const ir::value_id result = add("y", type, p_.values[x.index].type.shape);
    p_.calls.push_back({target, std::move(arguments), {result}, {}});
    return result;
  }

  ir::program p_;
};

const ir::value& output_of(const ir::network& n) { return n[n.outputs.front()]; }

}  // namespace

TEST_CASE("dequantized weights remember the scales of their rows") {
  program p;
  const auto w = p.constant(ir::element::i8, {2, 2}, numbers{-128, 1, 2, 3});
  const ir::network n =
      p.lower(p.call(dequantize_channels, w, {0.5f, 2.0f}, {0, 0}, 0, ir::element::f32));
  CHECK(output_of(n).constant->floats() == std::vector<float>{-64.0f, 0.5f, 4.0f, 6.0f});
  CHECK(output_of(n).scales == std::vector<float>{0.5f, 2.0f});
}

TEST_CASE("one scale of a weight is the scale of all its rows") {
  program p;
  const auto w = p.constant(ir::element::i8, {3, 1}, numbers{4, 5, 6});
  const ir::network n =
      p.lower(p.call(dequantize, w, per_tensor{0.5, 1, -128, 127}, ir::element::f32));
  CHECK(output_of(n).constant->floats() == std::vector<float>{1.5f, 2.0f, 2.5f});
  CHECK(output_of(n).scales == std::vector<float>{0.5f, 0.5f, 0.5f});
}

TEST_CASE("weights without 8-bit integers a row have no scales") {
  program columns;
  const auto w = columns.constant(ir::element::i8, {2, 2}, numbers{1, 1, 1, 1});
  const ir::network by_column = columns.lower(
      columns.call(dequantize_channels, w, {0.5f, 2.0f}, {0, 0}, 1, ir::element::f32));
  CHECK(output_of(by_column).constant->floats() == std::vector<float>{0.5f, 2.0f, 0.5f, 2.0f});
  CHECK(output_of(by_column).scales.empty());
  CHECK(output_of(by_column).column_scales == std::vector<float>{0.5f, 2.0f});

  program wide;
  const auto far = wide.constant(ir::element::i8, {1}, numbers{127});
  const ir::network shifted =
      wide.lower(wide.call(dequantize, far, per_tensor{1.0, -128, -128, 127}, ir::element::f32));
  CHECK(output_of(shifted).constant->floats() == std::vector<float>{255.0f});
  CHECK(output_of(shifted).scales.empty());
}

TEST_CASE("float weights that the program quantizes fold") {
  program p;
  const auto w = p.constant(ir::element::f32, {2, 2}, std::vector<float>{1.0f, -99.0f, 3.0f, 5.0f});
  const auto q = p.call(quantize_channels, w, {0.5f, 2.0f}, {0, 0}, 0, ir::element::i8);
  const ir::network n =
      p.lower(p.call(dequantize_channels, q, {0.5f, 2.0f}, {0, 0}, 0, ir::element::f32));
  // Halves go to the even integer; -99 saturates.
  CHECK(output_of(n).constant->floats() == std::vector<float>{1.0f, -63.5f, 4.0f, 4.0f});
}

TEST_CASE("a decomposed linear layer is one of integers") {
  program p;
  const per_tensor in{0.5, 0, -128, 127}, out{4.0, 0, -128, 127};
  const auto x = p.call(dequantize, p.call(quantize, p.input({1, 2}), in, ir::element::i8), in,
                        ir::element::f32);
  const auto integers = p.constant(ir::element::i8, {3, 2}, numbers{1, 2, 3, 4, 5, 127});
  const auto w =
      p.call(dequantize_channels, integers, {1.0f, 1.0f, 1.0f}, {0, 0, 0}, 0, ir::element::f32);
  const auto turned = p.call("aten.t.default", {2, 3}, {{"self", w}});
  const auto bias = p.constant(ir::element::f32, {3}, std::vector<float>{8.0f, 0.0f, 0.0f});
  const auto sum = p.call("aten.addmm.default", {1, 3},
                          {{"self", bias},
                           {"mat1", x},
                           {"mat2", turned},
                           {"beta", std::int64_t{1}},
                           {"alpha", std::int64_t{1}}});
  const auto y =
      p.call(dequantize, p.call(quantize, sum, out, ir::element::i8), out, ir::element::f32);
  const genn::quantize::result made =
      genn::quantize::from_program(genn::passes::simplify(p.lower(y)), 0);
  CHECK(made.notes.empty());
  REQUIRE(made.network.nodes.size() == 1);
  CHECK(kind_of(made.network.nodes.front().what) == "linear");
  ir::tensor two;
  two.type.shape = {1, 2};
  two.data = std::vector<float>{4.0f, 8.0f};
  const std::vector<ir::tensor> outputs = genn::run::run_network(made.network, {two});
  CHECK(outputs.front().integers() == numbers{7, 11, 127});
}

TEST_CASE("a transposed convolution has the scales of its outputs") {
  for (const std::int64_t kernel : {2, 3}) {
    program p;
    const auto x = p.input({1, 1, 4});
    numbers integers;
    for (std::int64_t i = 0; i < 2 * kernel; ++i) integers.push_back(i + 1);
    const auto w =
        p.call(dequantize_channels, p.constant(ir::element::i8, {1, 2, kernel}, integers),
               {0.5f, 2.0f}, {0, 0}, 1, ir::element::f32);
    const ir::network n = genn::passes::simplify(
        p.lower(p.call("aten.conv_transpose1d.default", {1, 2, 8 + kernel - 2},
                       {{"input", x},
                        {"weight", w},
                        {"stride", numbers{2}},
                        {"padding", numbers{0}},
                        {"output_padding", numbers{0}},
                        {"dilation", numbers{1}},
                        {"groups", std::int64_t{1}}})));
    std::size_t convolutions = 0;
    for (const ir::node& node : n.nodes) {
      if (!std::holds_alternative<ir::convolution>(node.what)) continue;
      ++convolutions;
      const std::vector<float> rows =
          kernel == 2 ? std::vector<float>{0.5f, 0.5f, 2.0f, 2.0f} : std::vector<float>{0.5f, 2.0f};
      CHECK(n[node.operands[1]].scales == rows);
    }
    CHECK(convolutions == (kernel == 2 ? 1 : 2));
  }
}

TEST_CASE("uint8 activations are int8 ones, 128 less") {
  program p;
  const per_tensor numbers_of_x{0.25, 130, 0, 255};
  const auto q = p.call(quantize, p.input({4}), numbers_of_x, ir::element::u8);
  const ir::network n = p.lower(p.call(dequantize, q, numbers_of_x, ir::element::f32));
  REQUIRE(n.nodes.size() == 1);
  const auto& chain = std::get<ir::map>(n.nodes.front().what).chain;
  CHECK(ir::quantization_behind(chain) == genn::quantization{0.25f, 2, -128, 127});
}

TEST_CASE("what quantization cannot be taken over is refused") {
  const auto refused = [](per_tensor q, per_tensor dq) {
    program p;
    const auto integers = p.call(quantize, p.input({4}), q, ir::element::i8);
    p.lower(p.call(dequantize, integers, dq, ir::element::f32));
  };
  const per_tensor good{0.25, 3, -128, 127};
  CHECK_NOTHROW(refused(good, good));
  CHECK_THROWS_AS(refused(good, {0.25, 4, -128, 127}), genn::conversion_error);
  const per_tensor wide{0.25, 0, -65535, 65535}, flat{0.0, 0, -128, 127};
  CHECK_THROWS_AS(refused(wide, wide), genn::conversion_error);
  CHECK_THROWS_AS(refused(flat, flat), genn::conversion_error);
}
