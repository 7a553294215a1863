// SPDX-License-Identifier: BSL-1.0
// Build tool: turns a text into a C++ source that holds it, in pieces that every compiler takes.
//
//   embed OUTPUT NAME FILE                        the file as it is
//   embed OUTPUT NAME --bundle HEADER FOLDER...   the header with everything it includes from
//   FOLDERs
//
// Defines genn::embedded::NAME_pieces and NAME_piece_count.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Copies headers into one text: each once, in the order of their includes. <genn/config.hpp> and
/// <genn/undef.hpp>, which headers include again and again, stand once around everything.
class bundler {
 public:
  explicit bundler(std::vector<std::string> folders) : folders_(std::move(folders)) {}

  std::string bundle(const std::string& header) {
    add("genn/config.hpp");
    add(header);
    text_ += without_comments(find("genn/undef.hpp"));
    return text_;
  }

 private:
  std::string find(const std::string& header) const {
    for (const std::string& folder : folders_) {
      std::string text = read(folder + "/" + header);
      if (!text.empty()) return text;
    }
    return {};
  }

  // The compiler's own headers stay included.
  bool add(const std::string& header) {
    if (header == "genn/undef.hpp" || !seen_.insert(header).second) return true;
    const std::string content = find(header);
    if (content.empty()) {
      seen_.erase(header);
      return false;
    }
    std::istringstream lines(without_comments(content));
    for (std::string line; std::getline(lines, line);) {
      std::string included;
      if (line.find("#pragma once") != std::string::npos) continue;
      if (is_include(line, included) && add(included)) continue;
      text_ += line + "\n";
    }
    return true;
  }

  static bool is_include(const std::string& line, std::string& included) {
    const std::size_t hash = line.find_first_not_of(' ');
    if (hash == std::string::npos || line[hash] != '#') return false;
    const std::size_t word = line.find("include", hash);
    const std::size_t open = line.find('<', hash), close = line.find('>', hash);
    if (word == std::string::npos || open == std::string::npos || close == std::string::npos)
      return false;
    included = line.substr(open + 1, close - open - 1);
    return included.rfind("genn/", 0) == 0 || included.rfind("boost/", 0) == 0;
  }

  // Comments, and lines that hold nothing else, are left out: the documentation is in the library.
  static std::string without_comments(const std::string& text) {
    std::string result, line;
    bool block = false;
    const auto end_line = [&] {
      const std::size_t last = line.find_last_not_of(" \t");
      // An empty line may end a macro.
      const bool in_macro = result.size() > 1 && result[result.size() - 2] == '\\';
      if (last != std::string::npos || in_macro) result += line.substr(0, last + 1) + "\n";
      line.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (block) {
        if (text.compare(i, 2, "*/") == 0) {
          block = false;
          ++i;
        }
      } else if (text.compare(i, 2, "/*") == 0) {
        block = true;
        ++i;
      } else if (text.compare(i, 2, "//") == 0) {
        while (i < text.size() && text[i] != '\n') ++i;
        end_line();
      } else if (text.compare(i, 3, "'\"'") == 0) {
        line += text.substr(i, 3);
        i += 2;
      } else if (text[i] == '"') {
        const std::size_t start = i++;
        while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
        line += text.substr(start, i - start + 1);
      } else if (text[i] == '\n') {
        end_line();
      } else {
        line += text[i];
      }
    }
    end_line();
    return result;
  }

  std::vector<std::string> folders_;
  std::set<std::string> seen_;
  std::string text_;
};

std::string as_source(const std::string& text, const std::string& name) {
  constexpr std::size_t piece_size = 8000;
  std::string source = "#include \"embedded.hpp\"\n\nnamespace genn::embedded {\n", list;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += piece_size, ++count) {
    const std::string piece = text.substr(at, piece_size);
    source += "static const char " + name + "_piece_" + std::to_string(count) + "[] = \"";
    for (const char c : piece) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\%03o",
                    static_cast<unsigned>(static_cast<unsigned char>(c)));
      source += escaped;
    }
    source += "\";\n";
    list += "  {" + name + "_piece_" + std::to_string(count) + ", " + std::to_string(piece.size()) +
            "},\n";
  }
  return source + "const std::string_view " + name + "_pieces[] = {\n" + list +
         "};\nconst std::size_t " + name + "_piece_count = " + std::to_string(count) + ";\n}\n";
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 3) {
    std::cerr << "usage: embed OUTPUT NAME FILE | OUTPUT NAME --bundle HEADER FOLDER...\n";
    return 64;
  }
  const bool bundle = arguments[2] == "--bundle" && arguments.size() > 4;
  const std::string text =
      bundle ? bundler({arguments.begin() + 4, arguments.end()}).bundle(arguments[3])
             : read(arguments[2]);
  if (text.empty()) {
    std::cerr << "embed: " << arguments[bundle ? 3 : 2] << ": nothing to read\n";
    return 1;
  }
  std::ofstream out(arguments[0], std::ios::binary);
  out << as_source(text, arguments[1]);
  return out.flush() ? 0 : 1;
}
