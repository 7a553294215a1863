// SPDX-License-Identifier: BSL-1.0
// Access to JSON that names the place of every surprise.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "ir/diagnostic.hpp"

namespace genn::readers {

using json = nlohmann::json;

[[noreturn]] inline void fail_json(const std::string& where, const std::string& what) {
  throw conversion_error(exit_code::input,
                         {where, what, "the archive is damaged or of an unknown version"});
}

/// A value and its path in the document.
class json_view {
 public:
  json_view(const json& value, std::string where) : value_(&value), where_(std::move(where)) {}

  const std::string& where() const { return where_; }
  const json& raw() const { return *value_; }
  bool has(const char* key) const { return value_->is_object() && value_->contains(key); }
  bool is_null() const { return value_->is_null(); }

  json_view operator[](const char* key) const {
    if (!has(key)) fail_json(where_, std::string("key '") + key + "' is missing");
    return {(*value_)[key], where_ + "." + key};
  }
  json_view operator[](std::size_t i) const {
    if (i >= size()) fail_json(where_, "element " + std::to_string(i) + " is missing");
    return {(*value_)[i], where_ + "[" + std::to_string(i) + "]"};
  }
  /// Elements of an array.
  std::size_t size() const {
    if (!value_->is_array()) fail_json(where_, "expected a list");
    return value_->size();
  }

  std::string text() const {
    if (!value_->is_string()) fail_json(where_, "expected a string");
    return value_->get<std::string>();
  }
  std::int64_t integer() const {
    if (!value_->is_number_integer()) fail_json(where_, "expected an integer");
    if (value_->is_number_unsigned() &&
        value_->get<std::uint64_t>() > std::uint64_t{9223372036854775807})
      fail_json(where_, "the integer is too large");
    return value_->get<std::int64_t>();
  }
  bool boolean() const {
    if (!value_->is_boolean()) fail_json(where_, "expected true or false");
    return value_->get<bool>();
  }
  /// Numbers, and the strings that stand for those JSON cannot write.
  double number() const {
    if (value_->is_number()) return value_->get<double>();
    const std::string special = text();
    if (special == "Infinity") return std::numeric_limits<double>::infinity();
    if (special == "-Infinity") return -std::numeric_limits<double>::infinity();
    if (special == "NaN") return std::numeric_limits<double>::quiet_NaN();
    fail_json(where_, "expected a number");
  }

 private:
  const json* value_;
  std::string where_;
};

}  // namespace genn::readers
