// SPDX-License-Identifier: BSL-1.0
// What the generator stores is what the library reads; and how many bytes it takes.
#include <algorithm>
#include <catch2/catch.hpp>

#include "emit/sparse_weight.hpp"
#include "run/channels_last.hpp"
#include "weights.hpp"

namespace {

namespace ir = genn::ir;
using genn::packing_order;
using genn::emit::leave_zeros_out;
using genn::emit::sparse_weight;
using genn::emit::stored_bytes;
using integers = std::vector<std::int64_t>;

constexpr packing_order storages[] = {packing_order::gaps, packing_order::bitmap,
                                      packing_order::blocks};

const integers& part(const sparse_weight& w, std::size_t i) {
  return std::get<integers>(w.parts[i].numbers);
}

// The numbers as the library walks over them.
integers read(const sparse_weight& w, packing_order storage, std::int64_t rows, std::int64_t taps) {
  using reader = genn::reader<const std::int64_t*>;
  integers dense(static_cast<std::size_t>(rows * taps));
  const auto walk = [&](auto weights) {
    for (std::int64_t row = 0; row < rows; ++row) {
      std::int64_t last = -1;
      weights.walk(taps, [&](std::int64_t tap, std::int64_t number) {
        REQUIRE(tap > last);
        REQUIRE(tap < taps);
        last = tap;
        dense[static_cast<std::size_t>(row * taps + tap)] = number;
      });
    }
  };
  const reader values{part(w, 0).data()}, second{part(w, 1).data()};
  if (storage == packing_order::bitmap) {
    walk(genn::bitmap_rows<reader, reader>{values, second});
  } else {
    const reader counts{part(w, 2).data()};
    if (storage == packing_order::gaps)
      walk(genn::gap_rows<reader, reader, reader, true>{values, second, counts});
    else
      walk(genn::block_rows<reader, reader, reader, true>{values, second, counts});
  }
  return dense;
}

void expect_kept(const ir::tensor& weight) {
  const std::int64_t rows = weight.type.shape.front(), taps = ir::count(weight.type.shape) / rows;
  for (const packing_order storage : storages) {
    const sparse_weight w = leave_zeros_out(weight, storage);
    CHECK(read(w, storage, rows, taps) ==
          genn::run::channels_last(weight.integers(), weight.type.shape));
    const integers& numbers = weight.integers();
    CHECK(w.kept == static_cast<std::int64_t>(numbers.size()) -
                        std::count(numbers.begin(), numbers.end(), 0));
  }
}

}  // namespace

TEST_CASE("every storage holds the weights of linear layers and convolutions") {
  for (const std::int64_t taps : {1, 3, 4, 5, 8, 9, 255, 256, 257, 600})
    for (const int percent : {0, 5, 50, 100})
      expect_kept(test::pruned(ir::element::i8, {7, taps}, 7 * taps * percent / 100));
  expect_kept(test::pruned(ir::element::i8, {6, 5, 3, 3}, 60));
  expect_kept(test::pruned(ir::element::i8, {6, 1, 3}, 4));
}

TEST_CASE("rows of more than 255 and of more than 32,767 kept weights") {
  expect_kept(test::pruned(ir::element::i8, {2, 300}, 600));
  expect_kept(test::pruned(ir::element::i8, {1, 40000}, 40000));
}

TEST_CASE("few long gaps of integers hold a zero in place of an escape") {
  ir::tensor weight = test::pruned(ir::element::i8, {1, 2000}, 0);
  auto& numbers = weight.integers();
  std::fill(numbers.begin(), numbers.begin() + 400, 7);
  numbers[399 + 255] = numbers[399 + 255 + 300] = 5;
  const sparse_weight few = leave_zeros_out(weight, packing_order::gaps);
  CHECK(few.kept == 402);
  CHECK(part(few, 0).size() == 404);
  CHECK(part(few, 1).size() == 404);
  CHECK(std::count(part(few, 1).begin(), part(few, 1).end(), 255) == 0);
  expect_kept(weight);
  std::fill(numbers.begin(), numbers.begin() + 380, 0);
  const sparse_weight many = leave_zeros_out(weight, packing_order::gaps);
  CHECK(part(many, 0).size() == 22);  // too few weights for as many zeros
  CHECK(std::count(part(many, 1).begin(), part(many, 1).end(), 255) == 3);
  expect_kept(weight);
}

TEST_CASE("a minus zero is left out") {
  ir::tensor weight = test::pruned(ir::element::f32, {1, 3}, 0);
  weight.floats() = {-0.0f, 1.0f, 0.0f};
  for (const packing_order storage : {packing_order::gaps, packing_order::bitmap}) {
    const sparse_weight w = leave_zeros_out(weight, storage);
    CHECK(w.kept == 1);
    CHECK(std::get<std::vector<float>>(w.parts[0].numbers) == std::vector<float>{1.0f});
  }
}

TEST_CASE("bytes a kept weight of 90 % zeros, everything counted") {
  const double limits[] = {5.1, 3.1, 2.1};
  for (const ir::dims& shape : std::initializer_list<ir::dims>{
           {10, 256}, {64, 256}, {128, 784}, {512, 512}, {10, 2048}, {32, 32, 3, 3}, {4, 5000}}) {
    const std::int64_t kept = ir::count(shape) / 10;
    for (std::size_t i = 0; i < 3; ++i) {
      const ir::tensor weight = test::pruned(test::element_types[i], shape, kept);
      const auto bytes = static_cast<double>(stored_bytes(weight, packing_order::gaps));
      INFO(ir::to_string(weight.type));
      CHECK(bytes / static_cast<double>(kept) <= limits[i]);
    }
  }
}
