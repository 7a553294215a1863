// SPDX-License-Identifier: BSL-1.0
// Arrays as samples: what fits, what does not, and what is said then.
#include "commands/samples.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <numeric>

namespace {

using genn::commands::samples;
using genn::readers::named_array;
namespace ir = genn::ir;

named_array floats(const std::string& name, ir::dims shape) {
  std::vector<float> numbers(static_cast<std::size_t>(ir::count(shape)));
  std::iota(numbers.begin(), numbers.end(), 0.0f);
  return {name, {{ir::element::f32, std::move(shape)}, std::move(numbers)}};
}

named_array integers(const std::string& name, ir::dims shape) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(ir::count(shape)), 7);
  return {name, {{ir::element::u8, std::move(shape)}, std::move(numbers)}};
}

ir::network border_of(const std::vector<std::pair<std::string, ir::dims>>& inputs) {
  ir::network n;
  for (const auto& [name, shape] : inputs)
    n.inputs.push_back(n.add({name, {ir::element::f32, shape}, nullptr}));
  return n;
}

const ir::network image = border_of({{"x", {1, 2, 3}}});
const ir::network pair = border_of({{"a", {2}}, {"b", {3}}});

std::string refusal(const ir::network& border, std::vector<named_array> arrays,
                    samples::numbers allowed = samples::numbers::finite) {
  try {
    samples(border, std::move(arrays), allowed);
    return "";
  } catch (const genn::conversion_error& error) {
    CHECK(error.code() == genn::exit_code::input);
    return error.what();
  }
}

std::int64_t count(const ir::network& border, ir::dims shape) {
  return samples(border, {floats("", std::move(shape))}, samples::numbers::finite).count();
}

}  // namespace

TEST_CASE("shapes that hold samples") {
  CHECK(count(image, {1, 2, 3}) == 1);
  CHECK(count(image, {2, 3}) == 1);
  CHECK(count(image, {5, 2, 3}) == 5);
  CHECK(count(image, {5, 1, 2, 3}) == 5);
  CHECK(count(border_of({{"x", {}}}), {4}) == 4);
  CHECK_THAT(refusal(image, {floats("x", {5, 3, 2})}),
             Catch::Contains("array for input x: its shape is [5, 3, 2], the input's [1, 2, 3]"));
  CHECK_THAT(refusal(image, {floats("x", {6})}), Catch::Contains("its shape is [6]"));
  CHECK_THAT(refusal(border_of({{"x", {2, 3}}}), {floats("x", {3})}), Catch::Contains("shape"));
}

TEST_CASE("a sample is a slice in the input's shape") {
  const samples s(image, {floats("x", {5, 2, 3})}, samples::numbers::finite);
  const std::vector<ir::tensor> third = s[2];
  REQUIRE(third.size() == 1);
  CHECK(third[0].type.shape == ir::dims{1, 2, 3});
  CHECK(third[0].floats() == std::vector<float>{12, 13, 14, 15, 16, 17});
}

TEST_CASE("arrays are matched by name, the others in order") {
  const samples named(pair, {floats("b", {4, 3}), floats("a", {4, 2})}, samples::numbers::finite);
  CHECK(named[1][0].floats() == std::vector<float>{2, 3});
  CHECK(named[1][1].floats() == std::vector<float>{3, 4, 5});
  const samples half(pair, {floats("b", {4, 3}), floats("?", {4, 2})}, samples::numbers::finite);
  CHECK(half[1][0].floats() == std::vector<float>{2, 3});
  const samples ordered(pair, {floats("?", {2}), floats("!", {3})}, samples::numbers::finite);
  CHECK(ordered.count() == 1);
  CHECK_THAT(refusal(pair, {floats("b", {4, 3})}), Catch::Contains("1 arrays for 2 inputs"));
  CHECK_THAT(refusal(pair, {}), Catch::Contains("0 arrays for 2 inputs"));
}

TEST_CASE("numbers that do not fit are named") {
  CHECK_THAT(refusal(pair, {floats("a", {4, 2}), floats("b", {5, 3})}),
             Catch::Contains("another number of samples, 5 in place of 4"));
  CHECK_THAT(refusal(image, {floats("x", {0, 2, 3})}), Catch::Contains("holds no samples"));
  named_array bad = floats("pixels", {5, 2, 3});
  bad.values.floats()[15] = std::numeric_limits<float>::quiet_NaN();
  CHECK_THAT(refusal(image, {bad}), Catch::Contains("array pixels for input x") &&
                                        Catch::Contains("sample 2 holds NaN at element 3"));
  bad.values.floats()[15] = -std::numeric_limits<float>::infinity();
  CHECK_THAT(refusal(image, {bad}), Catch::Contains("sample 2 holds infinity at element 3"));
  CHECK(refusal(image, {bad}, samples::numbers::any).empty());
  CHECK_THAT(refusal(pair, {floats("a", {9}), floats("b", {9})}),
             Catch::Contains("input a") && Catch::Contains("input b"));
}

TEST_CASE("integers become floats") {
  const samples s(image, {integers("x", {5, 2, 3})}, samples::numbers::finite);
  CHECK(s[4][0].floats() == std::vector<float>(6, 7.0f));
}

TEST_CASE("an array of labels is no input") {
  const samples s(image, {integers("labels", {5}), floats("?", {5, 2, 3})},
                  samples::numbers::finite);
  REQUIRE(s.labels() != nullptr);
  CHECK(s.labels()->name == "labels");
  CHECK(s.labels()->values.type.shape == ir::dims{5});
  // unless an input has the name, or nothing else is left for it
  const ir::network y = border_of({{"y", {2}}});
  CHECK(samples(y, {floats("y", {2}), floats("?", {2})}, samples::numbers::any).labels() ==
        nullptr);
  CHECK(samples(image, {floats("y", {2, 3})}, samples::numbers::any).labels() == nullptr);
}
