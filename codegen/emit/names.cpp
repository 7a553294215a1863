// SPDX-License-Identifier: BSL-1.0
#include "emit/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace genn::emit {

namespace {

const std::set<std::string>& keywords() {
  static const std::set<std::string> words = {
      "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break",
      "case", "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return",
      "co_yield", "compl", "concept", "const", "const_cast", "consteval", "constexpr", "constinit",
      "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
      "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline",
      "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
      "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast",
      "requires", "restrict", "return", "short", "signed", "sizeof", "static", "static_assert",
      "static_cast", "struct", "switch", "template", "this", "thread_local", "throw", "true", "try",
      "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual", "void", "volatile",
      "wchar_t", "while", "xor", "xor_eq",
      // names of the library, of the C library, and macros of common platforms
      "genn", "std", "boost", "main", "errno", "assert", "signbit", "isnan", "isinf", "linux",
      "unix", "arm", "i386", "complex", "I", "EOF", "INFINITY", "NAN", "NULL"};
  return words;
}

bool plain(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

}  // namespace

std::string identifier(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const bool usable = static_cast<unsigned char>(c) < 0x80 && plain(c);
    if (usable)
      id += c;
    else if (!id.empty() && id.back() != '_')
      id += '_';  // never two in a row: those are reserved
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  if (id.empty()) id = "unnamed";
  if (std::isdigit(static_cast<unsigned char>(id.front())) != 0) id = "n" + id;
  if (keywords().count(id) != 0) id += "_";
  return id;
}

std::string comment(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c >= 0x20 && c < 0x7f && c != '\\' && c != '*' ? c : '?';
  // A trigraph would join the next line to the comment.
  for (std::size_t at = safe.find("?\?/"); at != std::string::npos; at = safe.find("?\?/"))
    safe.replace(at, 3, "?");
  return safe;
}

std::string literal(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const unsigned code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '?')
      quoted += std::string("\\") + c;
    else if (code >= 0x20 && code < 0x7f)
      quoted += c;
    else
      quoted += fmt::format("\\{:03o}", code);
  }
  return quoted + "\"";
}

std::string unique_names::make(const std::string& name) {
  const std::string base = identifier(name);
  std::string candidate = base;
  for (int n = 1; !taken_.insert(candidate).second; ++n)
    candidate = base + (base.back() == '_' ? "" : "_") + std::to_string(n);
  return candidate;
}

}  // namespace genn::emit
