// SPDX-License-Identifier: BSL-1.0
// Which of PyTorch's integers stay floats, and which do not.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "commands/load.hpp"
#include "commands/make_form.hpp"
#include "passes/whole_ranges.hpp"
#include "run/run_network.hpp"

namespace {

namespace ir = genn::ir;
using ir::element;

ir::network load(const std::string& name) {
  return genn::commands::load(std::string(PROGRAMS) + "/" + name + ".pt2").network;
}

std::ptrdiff_t count(const ir::network& n, element type) {
  return std::count_if(n.values.begin(), n.values.end(),
                       [&](const ir::value& v) { return is_plain(v) && v.type.type == type; });
}

ir::value_id add_input(ir::network& n, element whole) {
  ir::value v{"x", {element::f32, {4, 2}}, nullptr};
  v.whole = whole;
  n.inputs.push_back(n.add(v));
  return n.inputs.back();
}

genn::passes::whole_range behind(ir::layer what, element input, ir::dims shape) {
  ir::network n;
  const ir::value_id x = add_input(n, input);
  const ir::value_id y = n.add({"y", {element::f32, std::move(shape)}, nullptr});
  n.nodes.push_back({std::move(what), {x}, y, {}});
  n.outputs = {y};
  return genn::passes::whole_ranges(n, 1)[y.index];
}

}  // namespace

TEST_CASE("numbers of rows, and what is compared with small numbers, stay floats") {
  const ir::network n = load("whole_tokens");
  CHECK(count(n, element::i32) == 0);
  CHECK(count(n, element::i64) == 0);
}

TEST_CASE("what 32 bits hold has 32, sums of such have 64") {
  const ir::network n = load("whole_batch_of_one");
  CHECK(n[n.inputs.front()].type.type == element::i32);
  CHECK(n[n.outputs.front()].type.type == element::i64);
  CHECK(n[n.outputs.back()].type.type == element::i32);
}

TEST_CASE("what is kept has the bits of its type in PyTorch") {
  const ir::network n = load("whole_counter");
  REQUIRE(n.inputs.size() == 3);
  CHECK(n[n.inputs[1]].type.type == element::i64);
  CHECK(n[n.inputs[2]].type.type == element::i32);
  CHECK(n[n.outputs[3]].type.type == element::i64);
  CHECK(n[n.outputs[4]].type.type == element::i32);
}

TEST_CASE("integer forms of the other layers leave them what they are") {
  const genn::commands::loaded program =
      genn::commands::load(std::string(PROGRAMS) + "/whole_of_time.pt2");
  ir::tensor seconds;
  seconds.type = {element::i64, {4}};
  seconds.data = std::vector<std::int64_t>{1700000000, 16777217, 0, -1};
  const std::vector<ir::tensor> right =
      genn::run::run_network(genn::commands::in_form(program, {}), {seconds});
  genn::commands::form_options integers;
  integers.form = "i8";
  const std::vector<ir::tensor> y =
      genn::run::run_network(genn::commands::in_form(program, integers), {seconds});
  REQUIRE(y.size() == 3);
  CHECK(y[1].data == right[1].data);
  CHECK(y[2].data == right[2].data);
  CHECK(right[2].integers() == std::vector<std::int64_t>{22, 4, 0, 23});
}

TEST_CASE("ranges of integers") {
  const auto is = [](genn::passes::whole_range x, double low, double high) {
    return x.low == low && x.high == high;
  };
  const ir::dims one{2}, same{4, 2};
  CHECK(is(behind(ir::reduce{"add"}, element::u8, one), 0, 4 * 255));
  CHECK(is(behind(ir::reduce{"mul"}, element::boolean, one), 0, 1));
  CHECK(is(behind(ir::reduce{"maximum"}, element::i16, one), -32768, 32767));
  CHECK(is(behind(ir::arg_reduce{}, element::i64, one), 0, 3));
  CHECK(is(behind(ir::map{{{"mul_scalar", {-3.0f}}}}, element::i8, same), -381, 384));
  CHECK(is(behind(ir::map{{{"square", {}}}}, element::i8, same), 0, 16384));
  CHECK(is(behind(ir::map{{{"hardtanh", {0.0f, 9.0f}}}}, element::i64, same), 0, 9));
  CHECK(is(behind(ir::map{{{"is_true", {}}}}, element::i64, same), 0, 1));
  // 64 bits of which some are lost may hold anything.
  const double most = -static_cast<double>(std::numeric_limits<std::int64_t>::min());
  CHECK(is(behind(ir::map{{{"pow_scalar", {3.0f}}}}, element::i32, same), -most, most));
}
