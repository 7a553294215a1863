// SPDX-License-Identifier: BSL-1.0
// Texts that the build embeds (build_tools/embed.cpp), in pieces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace genn::embedded {

extern const std::string_view aten_operators_pieces[];
extern const std::size_t aten_operators_piece_count;
extern const std::string_view library_pieces[];
extern const std::size_t library_piece_count;

inline std::string join(const std::string_view* pieces, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += pieces[i];
  return text;
}

}  // namespace genn::embedded
