// SPDX-License-Identifier: BSL-1.0
// Which tensors of a quantized program are seen through one quantization only.
#include "quantize/observed_integers.hpp"

#include <catch2/catch.hpp>

#include "ir/fake_quantize.hpp"
#include "quantize/from_program.hpp"

namespace {

namespace ir = genn::ir;

constexpr genn::quantization fine{0.25f, 3, -128, 127}, coarse{0.5f, 0, -128, 127};

/// A network of vectors of four numbers.
struct vectors {
  ir::network n;
  ir::value_id input(const char* name) {
    n.inputs.push_back(value(name));
    return n.inputs.back();
  }
  ir::value_id add(ir::layer what, ir::value_id x) {
    const ir::value_id y = value("y");
    n.nodes.push_back({std::move(what), {x}, y, {}});
    return y;
  }
  ir::value_id rounded(ir::value_id x, const genn::quantization& q) {
    return add(ir::map{{ir::fake_quantize(q)}}, x);
  }

 private:
  ir::value_id value(const char* name) { return n.add({name, {ir::element::f32, {4}}, nullptr}); }
};

const ir::layer turned = ir::strided{3, {-1}};

}  // namespace

TEST_CASE("rounding is seen through moves, and from one call to the next") {
  vectors v;
  const auto x = v.input("x"), kept = v.input("kept");
  const auto before = v.add(turned, kept);
  v.n.outputs = {v.rounded(before, fine), v.add(turned, x)};
  const auto observed = genn::quantize::find_observed(v.n, 1);
  for (const ir::value_id id : {x, kept, before, v.n.outputs.back()})
    CHECK(observed[id.index] == fine);
  CHECK(!observed[v.n.outputs.front().index]);
}

TEST_CASE("what is read in two ways is kept as floats") {
  vectors v;
  const auto x = v.input("x"), kept = v.input("kept");
  v.n.outputs = {v.rounded(kept, fine), v.rounded(kept, coarse), v.add(turned, x)};
  CHECK(!genn::quantize::find_observed(v.n, 1)[kept.index]);
  const ir::network n = genn::quantize::from_program(v.n, 1).network;
  CHECK(n[n.inputs.back()].type.type == ir::element::f32);
  CHECK(n[n.outputs.back()].type.type == ir::element::f32);
}

TEST_CASE("what a pad adds has to be a number of the integers") {
  for (const float added : {0.5f, 0.3f}) {
    vectors v;
    const auto x = v.input("x");
    const auto padded = v.n.add({"padded", {ir::element::f32, {5}}, nullptr});
    v.n.nodes.push_back({ir::pad{{0}, {1}, added}, {x}, padded, {}});
    v.n.outputs = {v.n.add({"y", {ir::element::f32, {5}}, nullptr})};
    v.n.nodes.push_back({ir::map{{ir::fake_quantize(fine)}}, {padded}, v.n.outputs[0], {}});
    CHECK(genn::quantize::find_observed(v.n, 0)[x.index].has_value() == (added == 0.5f));
  }
}
