// SPDX-License-Identifier: BSL-1.0
// Changes the structure of a JSON document: what is damaged still parses.
#pragma once

#include <random>
#include <string>

namespace fuzz {

using randomness = std::minstd_rand;

/// A number in [0, count).
std::size_t below(randomness& random, std::size_t count);

/// `text` with one to four places changed: numbers to their limits, values to those of other
/// places, members taken away, repeated or renamed. As it is where it does not parse.
std::string mutate_json(const std::string& text, randomness& random);

}  // namespace fuzz
