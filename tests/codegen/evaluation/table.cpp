// SPDX-License-Identifier: BSL-1.0
#include <catch2/catch.hpp>

#include "commands/evaluation.hpp"

namespace {

using genn::commands::evaluation;
using genn::commands::form_evaluation;

evaluation two_forms() {
  form_evaluation f32{"f32", 0.993, {}, {}, {}, 87360, 23040, 480500, {}, {}};
  form_evaluation i8{"i8",
                     0.99,
                     {},
                     0.9965,
                     0.25,
                     22150,
                     5760,
                     480500,
                     form_evaluation::layer{"block.conv2", 0.0312},
                     {"softmax stays in float"}};
  return {1000, {f32, i8}};
}

}  // namespace

TEST_CASE("columns are aligned, and empty ones left out") {
  CHECK(to_table(two_forms()) ==
        "form  accuracy   as f32  furthest  constants    RAM    MACs         worst layer\n"
        "f32    99.30 %                         87360  23040  480500                    \n"
        "i8     99.00 %  99.65 %      0.25      22150   5760  480500  block.conv2 3.12 %\n"
        "\n"
        "1000 samples; constants and RAM in bytes\n"
        "i8: softmax stays in float\n");
}

TEST_CASE("JSON holds what there is") {
  const std::string text = to_json(two_forms());
  CHECK_THAT(text, Catch::Contains("\"samples\": 1000"));
  CHECK_THAT(text, Catch::Contains(
                       "\"form\": \"i8\",\n      \"sparse\": false,\n      \"accuracy\": 0.99,\n"
                       "      \"agreement\": 0.9965,"));
  CHECK_THAT(text, Catch::Contains("\"worst_layer\": {\n        \"name\": \"block.conv2\""));
  CHECK_THAT(text, !Catch::Contains("root_mean_square_error"));
}

TEST_CASE("a sparse row stands beside its dense one") {
  evaluation e = two_forms();
  form_evaluation sparse = e.forms[1];
  sparse.sparse = true;
  sparse.constant_bytes = 5000;
  sparse.remarks.clear();
  e.forms.push_back(sparse);
  CHECK_THAT(to_table(e), Catch::Contains("\ni8 sparse   99.00 %  99.65 %      0.25       5000"));
  CHECK_THAT(to_json(e), Catch::Contains("\"form\": \"i8\",\n      \"sparse\": true,"));
}
