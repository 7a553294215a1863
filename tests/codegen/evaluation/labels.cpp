// SPDX-License-Identifier: BSL-1.0
#include "commands/labels.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "commands/score.hpp"
#include "ir/diagnostic.hpp"

namespace {

using genn::commands::labels;
using genn::commands::read_labels;
using genn::commands::score;
using genn::readers::named_array;
namespace ir = genn::ir;

named_array classes(ir::dims shape, std::vector<std::int64_t> numbers) {
  return {"labels", {{ir::element::u8, std::move(shape)}, std::move(numbers)}};
}
named_array floats(ir::dims shape, std::vector<float> numbers) {
  return {"target", {{ir::element::f32, std::move(shape)}, std::move(numbers)}};
}

std::string refusal(const named_array& a, std::int64_t samples, const ir::dims& output) {
  try {
    read_labels(a, samples, output);
    return "";
  } catch (const genn::conversion_error& error) {
    CHECK(error.code() == genn::exit_code::input);
    return error.what();
  }
}

}  // namespace

TEST_CASE("integers are classes") {
  CHECK(read_labels(classes({3}, {0, 2, 1}), 3, {1, 3}).classes ==
        std::vector<std::int64_t>{0, 2, 1});
  CHECK(read_labels(classes({3, 1}, {0, 2, 1}), 3, {1, 3}).classes.size() == 3);
  CHECK(read_labels(classes({}, {2}), 1, {1, 3}).classes.size() == 1);
  CHECK_THAT(refusal(classes({3}, {0, 3, 1}), 3, {1, 3}),
             Catch::Contains("the class of sample 1 is 3, the output has 3 numbers"));
  CHECK_THAT(refusal(classes({3}, {0, 1, -1}), 3, {3}), Catch::Contains("sample 2 is -1"));
  CHECK_THAT(refusal(classes({2}, {0, 1}), 3, {3}),
             Catch::Contains("its shape is uint8[2], there are 3 samples, and the output is [3]"));
}

TEST_CASE("floats are targets in the shape of the output") {
  const std::vector<float> six{1, 2, 3, 4, 5, 6};
  CHECK(read_labels(floats({2, 3}, six), 2, {1, 3}).targets == six);
  CHECK(read_labels(floats({2, 1, 3}, six), 2, {3}).targets == six);
  CHECK(read_labels(floats({6}, six), 6, {1, 1}).targets == six);
  CHECK(read_labels(classes({2}, {7, 8}), 2, {1}).targets == std::vector<float>{7, 8});
  CHECK_THAT(refusal(floats({3, 2}, six), 3, {3}), Catch::Contains("float32[3, 2]"));
  CHECK_THAT(refusal(floats({6}, six), 6, {3}), Catch::Contains("one integer class"));
  CHECK_THAT(refusal(floats({2}, {1, NAN}), 2, {1}), Catch::Contains("its element 1 is not"));
}

TEST_CASE("accuracy, agreement and the largest difference") {
  const labels right{{0, 1, 1, 2}, {}};
  score s(right);
  const std::vector<float> zero{3, 1, 2}, one{0, 1, 0.5f}, two{0, 0, 9}, tie{4, 4, 0};
  const std::vector<float>* const outputs[] = {&zero, &one, &two, &tie};
  for (const std::vector<float>* output : outputs) {
    s.add(*output);
    s.compare(*output, zero);
  }
  CHECK(*s.accuracy() == 0.5);
  CHECK(*s.agreement() == 0.5);  // the tie goes to the first
  CHECK(*s.largest_difference() == 7.0);
  CHECK_FALSE(s.root_mean_square_error());
}

TEST_CASE("regression") {
  const labels right{{}, {1, 2, 3, 4}};
  score s(right);
  s.add({1, 4});
  s.add({1, 4});
  CHECK(*s.root_mean_square_error() == Approx(std::sqrt(2.0)));
  CHECK_FALSE(s.accuracy());
  CHECK_FALSE(s.agreement());
  CHECK_FALSE(s.largest_difference());
}
