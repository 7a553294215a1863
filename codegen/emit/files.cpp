// SPDX-License-Identifier: BSL-1.0
#include "emit/files.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "ir/diagnostic.hpp"

namespace genn::emit {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
  throw conversion_error(exit_code::input, {path.string(), "cannot be written: " + why,
                                            "choose another folder, or make room"});
}

fs::path beside(const fs::path& path) {
  return path.parent_path() / ("." + path.filename().string() + "." + std::to_string(getpid()));
}

/// Everything made so far; taken back unless kept.
class transaction {
 public:
  ~transaction() {
    std::error_code ignored;
    for (const fs::path& file : files_) fs::remove(file, ignored);
    for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder)
      fs::remove(*folder, ignored);
  }
  void keep() {
    files_.clear();
    folders_.clear();
  }

  void make_folder(const fs::path& folder) {
    if (folder.empty() || fs::is_directory(folder)) return;
    make_folder(folder.parent_path());
    std::error_code error;
    if (!fs::create_directory(folder, error) && error) fail(folder, error.message());
    folders_.push_back(folder);
  }

  // Into a file beside `path`, which messages do not name.
  void write(const fs::path& path, const std::string& content) {
    std::FILE* out = std::fopen(beside(path).c_str(), "wb");
    if (out == nullptr) fail(path, std::strerror(errno));
    files_.push_back(beside(path));
    const bool written = std::fwrite(content.data(), 1, content.size(), out) == content.size() &&
                         std::fflush(out) == 0;
    const int reason = errno;
    const bool closed = std::fclose(out) == 0;
    if (!written || !closed) fail(path, std::strerror(written ? errno : reason));
  }

 private:
  std::vector<fs::path> files_, folders_;
};

}  // namespace

void write_files(const std::vector<file>& files) {
  transaction t;
  for (const file& f : files) {
    if (fs::is_directory(f.path)) fail(f.path, "it is a folder");
    t.make_folder(f.path.parent_path());
    t.write(f.path, f.content);
  }
  for (const file& f : files) {
    std::error_code error;
    fs::rename(beside(f.path), f.path, error);
    if (error) fail(f.path, error.message());
  }
  t.keep();
}

}  // namespace genn::emit
