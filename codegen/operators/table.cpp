// SPDX-License-Identifier: BSL-1.0
#include "operators/table.hpp"

#include <algorithm>
#include <stdexcept>

namespace genn::operators {

namespace {

bool by_target(const row& a, const row& b) { return std::string(a.target) < std::string(b.target); }

std::vector<row> all_rows() {
  std::vector<row> all;
  for (const auto& family :
       {contract_rows(),        product_rows(),   attention_rows(),  window_rows(),
        transposed_rows(),      place_rows(),     recurrent_rows(),  map_rows(),
        compare_rows(),         bit_rows(),       power_rows(),      sampler_rows(),
        fractional_pool_rows(), quantile_rows(),  reduce_rows(),     order_rows(),
        distance_rows(),        loss_rows(),      normalize_rows(),  move_rows(),
        slice_rows(),           stack_rows(),     rearrange_rows(),  index_rows(),
        embedding_rows(),       resize_rows(),    fold_rows(),       identity_rows(),
        create_rows(),          quantized_rows(), index_axis_rows(), grid_rows(),
        search_rows(),          between_rows(),   gradient_rows(),   matrix_norm_rows(),
        special_rows(),         solve_rows(),     factor_rows(),     diagonal_rows(),
        polynomial_rows(),      lu_solve_rows(),  matrix_exp_rows(), histogram_rows(),
        grouped_product_rows()})
    all.insert(all.end(), family.begin(), family.end());
  std::sort(all.begin(), all.end(), by_target);
  const auto twin = std::adjacent_find(all.begin(), all.end(),
                                       [](const row& a, const row& b) { return !by_target(a, b); });
  if (twin != all.end()) throw std::logic_error(std::string("two rows for ") + twin->target);
  return all;
}

}  // namespace

const std::vector<row>& table() {
  static const std::vector<row> rows = all_rows();
  return rows;
}

const row* find_row(const std::string& target) {
  const auto found =
      std::lower_bound(table().begin(), table().end(), row{target.c_str(), "", {}}, by_target);
  if (found != table().end() && found->target == target) return &*found;
  // "aten.permute_copy.default" is a view with memory of its own.
  const std::size_t copy = target.find("_copy.");
  return copy != std::string::npos ? find_row(target.substr(0, copy) + target.substr(copy + 5))
                                   : nullptr;
}

std::string base_name(const std::string& target) {
  const std::size_t begin = target.find('.') + 1;
  return target.substr(begin, target.find('.', begin) - begin);
}

}  // namespace genn::operators
