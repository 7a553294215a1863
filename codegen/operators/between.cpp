// SPDX-License-Identifier: BSL-1.0
// Steps of equal size, or equal ratio, from one number to another.
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// As PyTorch: from both ends towards the middle.
std::vector<double> between(lowering& l) {
  const double start = l.number("start"), end = l.number("end");
  const std::int64_t steps = ir::count(l.result_type().shape);
  const double step = steps > 1 ? (end - start) / static_cast<double>(steps - 1) : 0.0;
  std::vector<double> numbers;
  for (std::int64_t i = 0; i < steps; ++i)
    numbers.push_back(i < steps / 2 || steps == 1
                          ? start + step * static_cast<double>(i)
                          : end - step * static_cast<double>(steps - 1 - i));
  return numbers;
}

void finish(lowering& l, const std::vector<double>& numbers) {
  const ir::tensor_type& type = l.result_type();
  std::vector<float> values;
  for (const double x : numbers)
    values.push_back(static_cast<float>(ir::is_floating(type.type) ? x : std::trunc(x)));
  l.finish(l.add_constant(l.module_name("constant"), type.shape, std::move(values)));
}
void lower_linspace(lowering& l) { finish(l, between(l)); }
void lower_logspace(lowering& l) {
  std::vector<double> numbers = between(l);
  for (double& x : numbers) x = std::pow(l.is_given("base") ? l.number("base") : 10.0, x);
  finish(l, numbers);
}

// Ends that are tensors may be known when the program runs.
ir::value_id between_tensors(lowering& l) {
  if (l.gives_integers()) throw limit{"steps of integers are not supported", "use floats"};
  const ir::dims shape = l.result_type().shape;
  const std::int64_t steps = ir::count(shape);
  const ir::value_id start = tensor_or_number(l, "start"), end = tensor_or_number(l, "end");
  if (steps == 1) return l.reshape(start, shape);
  ir::dims from_start, from_end;
  std::vector<float> in_front;
  for (std::int64_t i = 0; i < steps; ++i) {
    from_start.push_back(i);
    from_end.push_back(steps - 1 - i);
    in_front.push_back(i < steps / 2 ? 1.0f : 0.0f);
  }
  const ir::value_id step =
      join(l, "div", join(l, "sub", end, start), static_cast<double>(steps - 1));
  const auto away = [&](const char* function, ir::value_id x, const ir::dims& numbers) {
    return join(l, function, x, join(l, "mul", step, index_constant(l, shape, numbers)));
  };
  return choose(l, l.add_constant(l.module_name("front"), shape, std::move(in_front)),
                away("add", start, from_start), away("sub", end, from_end));
}
void lower_linspace_tensors(lowering& l) { l.finish(between_tensors(l)); }
void lower_logspace_tensors(lowering& l) {
  l.finish(
      join(l, "pow", l.number(l.is_given("base") ? l.number("base") : 10.0), between_tensors(l)));
}

}  // namespace

std::vector<row> between_rows() {
  return {
      {"aten.linspace.default", "create", lower_linspace},
      {"aten.linspace.Tensor_Tensor", "create", lower_linspace_tensors},
      {"aten.linspace.Tensor_Scalar", "create", lower_linspace_tensors},
      {"aten.linspace.Scalar_Tensor", "create", lower_linspace_tensors},
      {"aten.logspace.default", "create", lower_logspace},
      {"aten.logspace.Tensor_Tensor", "create", lower_logspace_tensors},
      {"aten.logspace.Tensor_Scalar", "create", lower_logspace_tensors},
      {"aten.logspace.Scalar_Tensor", "create", lower_logspace_tensors},
  };
}

}  // namespace genn::operators
