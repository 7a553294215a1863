// SPDX-License-Identifier: BSL-1.0
// A real archive with some entries changed: what damaged, old and hostile files look like.
#pragma once

#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

class rewritten_archive {
 public:
  using entries = std::vector<std::pair<std::string, std::string>>;

  /// Copies `source` into a temporary file, changed by `change`.
  rewritten_archive(const std::string& source, const std::function<void(entries&)>& change)
      : path_(std::filesystem::temp_directory_path() /
              ("genn_" + std::to_string(getpid()) + "_" + std::to_string(counter()++) + ".pt2")) {
    entries all = read(source);
    change(all);
    write(all);
  }
  ~rewritten_archive() { std::filesystem::remove(path_); }
  rewritten_archive(const rewritten_archive&) = delete;
  rewritten_archive& operator=(const rewritten_archive&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Entry whose name ends in `end`.
  static std::string& find(entries& all, const std::string& end) {
    for (auto& [name, bytes] : all)
      if (name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0)
        return bytes;
    throw std::logic_error("no entry " + end);
  }

 private:
  static int& counter() {
    static int n = 0;
    return n;
  }

  static entries read(const std::string& source) {
    int code = 0;
    const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(source.c_str(), ZIP_RDONLY, &code),
                                                       zip_discard);
    if (!zip) throw std::logic_error("cannot open " + source);
    entries all;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
      zip_stat_t stat;
      zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &stat);
      std::string bytes(stat.size, '\0');
      const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
          zip_fopen_index(zip.get(), static_cast<zip_uint64_t>(i), 0), zip_fclose);
      if (stat.size > 0) zip_fread(file.get(), bytes.data(), stat.size);
      all.emplace_back(stat.name, std::move(bytes));
    }
    return all;
  }

  void write(const entries& all) const {
    int code = 0;
    zip_t* zip = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    for (const auto& [name, bytes] : all) {
      zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
      const zip_int64_t at = zip_file_add(zip, name.c_str(), source, 0);
      zip_set_file_compression(zip, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) != 0) throw std::logic_error("cannot write " + path_.string());
  }

  std::filesystem::path path_;
};
