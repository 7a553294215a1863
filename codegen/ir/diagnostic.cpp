// SPDX-License-Identifier: BSL-1.0
#include "ir/diagnostic.hpp"

namespace genn {

namespace {

std::string join(const std::vector<diagnostic>& all) {
  std::string text;
  for (const diagnostic& d : all) text += (text.empty() ? "" : "\n") + to_string(d);
  return text;
}

}  // namespace

std::string to_string(const diagnostic& d) {
  std::string text = d.where.empty() ? d.what : d.where + ": " + d.what;
  if (!d.remedy.empty()) text += "; " + d.remedy;
  return text;
}

conversion_error::conversion_error(exit_code code, std::vector<diagnostic> all)
    : std::runtime_error(join(all)), code_(code), all_(std::move(all)) {}

}  // namespace genn
