// SPDX-License-Identifier: BSL-1.0
// The operator table: what each PyTorch operator means, one row each. The converter, `genn support`
// and the README's table read the same rows.
#pragma once

#include <string>
#include <vector>

#include "operators/lowering.hpp"

namespace genn::operators {

/// "linear", "conv2d", "relu": an operator and everything said about it.
struct row {
  const char* target;  ///< "aten.conv2d.default"
  const char*
      family;  ///< contract, window, map, reduce, normalize, move, identity, create, quantize
  void (*lower)(lowering&);
  const char* limits = "";  ///< what is not supported of it, for the table shown to users
};

// One list a family.
std::vector<row> contract_rows();
std::vector<row> product_rows();
std::vector<row> attention_rows();
std::vector<row> window_rows();
std::vector<row> transposed_rows();
std::vector<row> place_rows();
std::vector<row> recurrent_rows();
std::vector<row> map_rows();
std::vector<row> compare_rows();
std::vector<row> bit_rows();
std::vector<row> power_rows();
std::vector<row> sampler_rows();
std::vector<row> fractional_pool_rows();
std::vector<row> quantile_rows();
std::vector<row> reduce_rows();
std::vector<row> order_rows();
std::vector<row> distance_rows();
std::vector<row> loss_rows();
std::vector<row> normalize_rows();
std::vector<row> move_rows();
std::vector<row> slice_rows();
std::vector<row> stack_rows();
std::vector<row> rearrange_rows();
std::vector<row> index_rows();
std::vector<row> index_axis_rows();
std::vector<row> grid_rows();
std::vector<row> search_rows();
std::vector<row> between_rows();
std::vector<row> gradient_rows();
std::vector<row> matrix_norm_rows();
std::vector<row> special_rows();
std::vector<row> solve_rows();
std::vector<row> factor_rows();
std::vector<row> diagonal_rows();
std::vector<row> matrix_exp_rows();
std::vector<row> histogram_rows();
std::vector<row> grouped_product_rows();
std::vector<row> polynomial_rows();
std::vector<row> lu_solve_rows();
std::vector<row> embedding_rows();
std::vector<row> resize_rows();
std::vector<row> fold_rows();
std::vector<row> identity_rows();
std::vector<row> create_rows();
std::vector<row> quantized_rows();

/// All rows, sorted by target.
const std::vector<row>& table();

/// The row of an operator, or nullptr.
const row* find_row(const std::string& target);

/// "aten.add.Tensor" -> "add"
std::string base_name(const std::string& target);

}  // namespace genn::operators
