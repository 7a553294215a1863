// SPDX-License-Identifier: BSL-1.0
// Writes the calls on floats that stand for one call on complex numbers.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ir/program.hpp"

namespace genn::passes {

/// What a row cannot express.
struct complex_limit {
  std::string what;
};

/// One call on complex numbers on its way into calls on pairs of floats. Axes are counted without
/// the one of the pairs.
class complex_calls {
 public:
  using named = std::pair<std::string, ir::argument>;

  complex_calls(ir::program& p, std::vector<ir::call>& calls, const ir::call& call)
      : program_(p), calls_(calls), call_(call) {}

  const ir::call& call() const { return call_; }
  bool is_complex(ir::value_id id) const { return program_.values[id.index].complex; }
  // A copy, for values move when others are added.
  ir::dims shape(ir::value_id id) const { return program_.values[id.index].type.shape; }
  std::int64_t rank(ir::value_id id) const;
  ir::value_id result() const { return call_.results.at(0); }

  const ir::argument* find(const std::string& name) const;  ///< nullptr where missing or None
  ir::value_id tensor(const std::string& name) const;
  std::int64_t integer(const std::string& name, std::int64_t otherwise) const;
  bool boolean(const std::string& name, bool otherwise) const;
  ir::dims integers(const std::string& name) const;  ///< empty where missing
  std::string text(const std::string& name) const;   ///< empty where missing

  /// A call with one result of this shape, which consists of floats.
  ir::value_id emit(const std::string& target, std::vector<named> arguments, ir::dims shape);
  ir::value_id constant(ir::dims shape, std::vector<float> numbers);
  /// The call itself, with other arguments.
  void again(std::vector<named> arguments);
  void finish(ir::value_id value);

  // Pieces; x is complex where a part or a conjugate is asked for.
  ir::value_id part(ir::value_id x, std::int64_t which);  ///< 0: real, 1: imaginary
  ir::value_id pair(ir::value_id real, ir::value_id imaginary);
  ir::value_id with_zeros(ir::value_id real);  ///< a real tensor as a complex one
  ir::value_id binary(const char* function, ir::value_id a, ir::value_id b);
  ir::value_id unary(const char* function, ir::value_id x);
  ir::value_id reshape(ir::value_id x, ir::dims shape);
  ir::value_id permute(ir::value_id x, const ir::dims& order);

 private:
  ir::program& program_;
  std::vector<ir::call>& calls_;
  const ir::call& call_;
};

using complex_rows = std::vector<std::pair<const char*, void (*)(complex_calls&)>>;
complex_rows complex_arithmetic();
complex_rows complex_layout();
complex_rows complex_fourier();

}  // namespace genn::passes
