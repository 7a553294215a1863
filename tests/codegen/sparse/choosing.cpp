// SPDX-License-Identifier: BSL-1.0
// Which storage a weight gets: never one larger than dense.
#include <catch2/catch.hpp>

#include "emit/choose_storage.hpp"
#include "emit/header.hpp"
#include "emit/numbers.hpp"
#include "emit/sparse_weight.hpp"
#include "run/memory.hpp"
#include "run/sizes.hpp"
#include "weights.hpp"

namespace {

namespace ir = genn::ir;
using genn::packing_order;
using genn::emit::choose_storage;
using genn::emit::sparse_storage;
using genn::emit::storage_choice;
using genn::emit::stored_bytes;

ir::network linear_of(const ir::tensor& weight, std::int64_t rows = 1) {
  ir::network n;
  const auto add = [&](const char* name, const ir::dims& shape) {
    ir::value v;
    v.name = name;
    v.type = {ir::element::f32, shape};
    return n.add(v);
  };
  const ir::value_id x = add("x", {rows, weight.type.shape[1]});
  ir::value w;
  w.name = "weight";
  w.type = weight.type;
  w.constant = std::make_shared<ir::tensor>(weight);
  const ir::value_id weights = n.add(w);
  const ir::value_id y = add("y", {rows, weight.type.shape[0]});
  n.inputs = {x};
  n.outputs = {y};
  n.nodes.push_back({ir::linear{}, {x, weights}, y, {}});
  return n;
}

std::optional<packing_order> chosen(const ir::tensor& weight, sparse_storage wanted) {
  return *ir::storage_of(choose_storage(linear_of(weight), wanted).network.nodes.front().what);
}

std::int64_t dense_bytes(const ir::tensor& weight) { return stored_bytes(weight); }

// Four weights in a row, of every fortieth block.
ir::tensor in_blocks() {
  ir::tensor t = test::pruned(ir::element::i8, {16, 400}, 0);
  for (std::size_t i = 0; i < t.integers().size(); ++i)
    if (i / 4 % 10 == 0) t.integers()[i] = 5;
  return t;
}

}  // namespace

TEST_CASE("the smallest storage is taken, dense where few are zeros") {
  const auto of = [](int percent) {
    return chosen(test::pruned(ir::element::i8, {64, 256}, 64 * 256 * percent / 100),
                  sparse_storage::automatic);
  };
  CHECK(of(0) == packing_order::gaps);
  CHECK(of(10) == packing_order::gaps);
  CHECK(of(30) == packing_order::bitmap);
  CHECK(of(50) == packing_order::bitmap);
  CHECK_FALSE(of(51));
  CHECK_FALSE(of(100));
  CHECK(chosen(in_blocks(), sparse_storage::automatic) == packing_order::blocks);
}

TEST_CASE("no storage is larger than dense, whatever is asked for") {
  for (const ir::element type : test::element_types)
    for (const ir::dims& shape :
         std::initializer_list<ir::dims>{{1, 1}, {3, 5}, {64, 9}, {16, 256}, {2, 3000}})
      for (const int percent : {0, 10, 40, 70, 100}) {
        const ir::tensor weight = test::pruned(type, shape, ir::count(shape) * percent / 100);
        for (const sparse_storage wanted : {sparse_storage::automatic, sparse_storage::gaps,
                                            sparse_storage::bitmap, sparse_storage::blocks}) {
          const auto storage = chosen(weight, wanted);
          INFO(ir::to_string(weight.type) << ", " << percent << " % kept");
          CHECK(stored_bytes(weight, storage) <= dense_bytes(weight));
        }
      }
}

TEST_CASE("off leaves everything dense; what cannot be forced is named") {
  const ir::tensor full = test::pruned(ir::element::i8, {8, 64}, 8 * 64);
  CHECK_FALSE(chosen(test::pruned(ir::element::i8, {8, 64}, 10), sparse_storage::off));
  const storage_choice choice = choose_storage(linear_of(full), sparse_storage::gaps);
  CHECK(choice.left_dense == std::vector<std::size_t>{0});
  CHECK_FALSE(genn::emit::is_sparse(choice.network));
}

TEST_CASE("a sparse layer multiplies less and asks for scratch where it sums in bands") {
  const ir::tensor weight = test::pruned(ir::element::f32, {16, 256}, 400);
  for (const std::int64_t rows : {1, 20}) {
    const ir::network n =
        choose_storage(linear_of(weight, rows), sparse_storage::automatic).network;
    CHECK(genn::run::macs_of(n, n.nodes[0]) == static_cast<std::uint64_t>(400 * rows));
    CHECK(genn::run::choice_of(n, n.nodes[0]).scratch_bytes == (rows == 1 ? 0 : 80));
    CHECK(genn::run::plan_memory(n).arena_bytes == (rows == 1 ? 0 : 80));
  }
}

TEST_CASE("a header names the storage and its arrays") {
  const ir::tensor weight = test::pruned(ir::element::f32, {4, 64}, 12);
  const ir::network n = choose_storage(linear_of(weight), sparse_storage::automatic).network;
  genn::emit::options o;
  o.name = "small";
  o.source = "small.pt2";
  for (const auto form : {genn::emit::weights_as::literals, genn::emit::weights_as::numbers}) {
    o.weights = form;
    const std::string text = genn::emit::header(n, n, o);
    CHECK_THAT(text, Catch::Contains(
                         "struct weight : genn::gaps_constant<genn::f32, genn::shape<4, 64>> {\n"
                         "  static constexpr genn::index_t kept_weights = 12;\n"
                         "  struct kept : genn::part<genn::f32, 12> {\n"));
    CHECK_THAT(text, Catch::Contains("  struct gaps : genn::part<genn::uint8, 12> {\n"));
    CHECK_THAT(text, Catch::Contains("  struct counts : genn::part<genn::uint8, 4> {\n"));
  }
}
