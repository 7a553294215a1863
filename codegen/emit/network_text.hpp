// SPDX-License-Identifier: BSL-1.0
// A network as the library's types.
#pragma once

#include <string>
#include <vector>

#include "emit/names.hpp"
#include "emit/packed.hpp"
#include "ir/network.hpp"

namespace genn::emit {

/// A constant of the generated header.
struct constant_text {
  std::string name;     ///< identifier
  std::string comment;  ///< PyTorch's name
  std::string base;     ///< "genn::constant<genn::f32, genn::shape<784, 128>, genn::tap_major>"
  packed_weight numbers;
};

/// A parameter of a function: a type with a static `value`.
struct number_text {
  std::string name;
  float value;
};

/// How a tensor's integers stand for real numbers, and the arithmetic of the layer that computes
/// them: a type with static members.
struct quant_text {
  std::string name;
  std::string comment;
  std::vector<std::string> members;
};

struct name_text {
  std::string name;  ///< identifier
  std::string text;  ///< PyTorch's name
};

struct network_text {
  std::vector<name_text> names;
  std::vector<number_text> numbers;
  std::vector<quant_text> quants;
  std::vector<constant_text> constants;
  std::string base;  ///< "genn::sequential<…>" or "genn::network<…>", a line a node
};

/// Writes the network for kernels of machine `m`.
network_text describe_network(const ir::network& n, machine m);

}  // namespace genn::emit
