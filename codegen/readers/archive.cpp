// SPDX-License-Identifier: BSL-1.0
#include "readers/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <fstream>
#include <set>

#include "ir/diagnostic.hpp"

namespace genn::readers {

namespace {

constexpr const char* marker = "archive_format";
constexpr const char* save_again = "save the program with torch.export.save of torch 2.9 or newer";

[[noreturn]] void fail(const std::string& where, const std::string& what,
                       const std::string& remedy) {
  throw conversion_error(exit_code::input, {where, what, remedy});
}

[[noreturn]] void fail_damaged(const std::string& where, const std::string& entry,
                               const std::string& what) {
  fail(where, "archive damaged: " + entry + " " + what, "save or copy the program again");
}

bool escapes(const std::string& name) {
  return name.empty() || name.front() == '/' || name.find('\\') != std::string::npos ||
         name.find(':') != std::string::npos || name == ".." || name.rfind("../", 0) == 0 ||
         name.find("/../") != std::string::npos ||
         (name.size() > 3 && name.compare(name.size() - 3, 3, "/..") == 0);
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

class zip_archive : public archive {
 public:
  explicit zip_archive(const std::filesystem::path& path)
      : where_(path.filename().string()), zip_(nullptr, zip_discard) {
    int code = 0;
    zip_.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!zip_) {
      zip_error_t error;
      zip_error_init_with_code(&error, code);
      const std::string text = zip_error_strerror(&error);
      zip_error_fini(&error);
      fail(where_, "not a .pt2 archive, or a truncated one (" + text + ")", save_again);
    }
    std::set<std::string> names;
    const zip_int64_t entries = zip_get_num_entries(zip_.get(), 0);
    for (zip_int64_t i = 0; i < entries; ++i) {
      const char* raw = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), 0);
      const std::string name = raw == nullptr ? "" : raw;
      if (!names.insert(name).second) fail_damaged(where_, name, "stands in it twice");
      if (root_.empty() && ends_with(name, std::string("/") + marker))
        root_ = name.substr(0, name.size() - std::string(marker).size());
    }
    for (const std::string& name : names)
      // Extra files carry the names their author gave them; nothing reads them.
      if (escapes(name) && name.rfind(root_ + "extra/", 0) != 0)
        fail(where_, "entry '" + name + "' points out of the archive", save_again);
    if (root_.empty()) fail_old(names);
  }

  bool has(const std::string& entry) const override {
    return zip_name_locate(zip_.get(), (root_ + entry).c_str(), 0) >= 0;
  }

  std::string read(const std::string& entry, std::uint64_t limit) const override {
    zip_stat_t stat;
    if (zip_stat(zip_.get(), (root_ + entry).c_str(), 0, &stat) != 0)
      fail_damaged(where_, entry, "is missing");
    if (stat.size > limit)
      fail_damaged(where_, entry,
                   fmt::format("has {} bytes, more than the {} it may have", stat.size, limit));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(zip_.get(), stat.index, 0), zip_fclose);
    if (!file) fail_damaged(where_, entry, "cannot be opened");
    std::string bytes;
    // In pieces: the size a damaged directory claims is not to be trusted.
    constexpr std::size_t piece = std::size_t{1} << 20;
    while (bytes.size() < stat.size) {
      const std::size_t begin = bytes.size();
      bytes.resize(std::min<std::size_t>(stat.size, begin + piece));
      const zip_int64_t got = zip_fread(file.get(), &bytes[begin], bytes.size() - begin);
      if (got <= 0) fail_damaged(where_, entry, "is cut short");
      bytes.resize(begin + static_cast<std::size_t>(got));
    }
    // libzip compares the checksum only when it is asked for more than there is.
    char more = 0;
    if (zip_fread(file.get(), &more, 1) != 0) fail_damaged(where_, entry, "has a wrong checksum");
    return bytes;
  }

 private:
  [[noreturn]] void fail_old(const std::set<std::string>& names) const {
    for (const std::string& name : names)
      if (ends_with(name, "serialized_exported_program.json"))
        fail(where_, "saved by torch 2.7 or older", save_again);
    fail(where_, "not a .pt2 archive: it has no entry archive_format", save_again);
  }

  std::string where_, root_;
  std::unique_ptr<zip_t, void (*)(zip_t*)> zip_;
};

class folder_archive : public archive {
 public:
  explicit folder_archive(std::filesystem::path folder)
      : where_(folder.filename().string()), folder_(std::move(folder)) {
    if (std::filesystem::exists(folder_ / marker)) return;
    for (const auto& inside : std::filesystem::directory_iterator(folder_))
      if (std::filesystem::exists(inside.path() / marker)) {
        folder_ = inside.path();
        return;
      }
    fail(where_, "not the folder of a .pt2 archive: it has no file archive_format", save_again);
  }

  bool has(const std::string& entry) const override {
    return !escapes(entry) && std::filesystem::is_regular_file(folder_ / entry);
  }

  std::string read(const std::string& entry, std::uint64_t limit) const override {
    if (!has(entry)) fail_damaged(where_, entry, "is missing");
    const std::uint64_t size = std::filesystem::file_size(folder_ / entry);
    if (size > limit)
      fail_damaged(where_, entry,
                   fmt::format("has {} bytes, more than the {} it may have", size, limit));
    std::ifstream file(folder_ / entry, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
      fail_damaged(where_, entry, "cannot be read");
    return bytes;
  }

 private:
  std::string where_;
  std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<archive> open_archive(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) fail(path.string(), "no such file", "check the path");
  std::unique_ptr<archive> opened;
  if (std::filesystem::is_directory(path))
    opened = std::make_unique<folder_archive>(path);
  else
    opened = std::make_unique<zip_archive>(path);
  const std::string name = path.filename().string();
  if (opened->read(marker, 64).rfind("pt2", 0) != 0)
    fail(name, "archive_format is not pt2", save_again);
  if (opened->has("byteorder") && opened->read("byteorder", 64).rfind("little", 0) != 0)
    fail(name, "saved on a big-endian machine", "save the program on a little-endian one");
  if (opened->has("data/weights/model.pt"))
    fail(name, "saved by torch 2.8: its weights are pickles", save_again);
  return opened;
}

}  // namespace genn::readers
