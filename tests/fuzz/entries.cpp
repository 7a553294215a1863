// SPDX-License-Identifier: BSL-1.0
#include "entries.hpp"

#include <zip.h>

#include <memory>

namespace fuzz {

namespace {

using zip_handle = std::unique_ptr<zip_t, void (*)(zip_t*)>;

std::string contents(zip_source_t* source) {
  std::string bytes;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return bytes;
  bytes.resize(stat.size);
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  zip_source_close(source);
  return bytes;
}

}  // namespace

entries unpack(std::string_view archive) {
  entries all;
  zip_source_t* source = zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr);
  const zip_handle zip(zip_open_from_source(source, ZIP_RDONLY, nullptr), zip_discard);
  if (!zip) {
    zip_source_free(source);
    return all;
  }
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const auto index = static_cast<zip_uint64_t>(i);
    // A damaged directory may claim any size.
    if (zip_stat_index(zip.get(), index, 0, &stat) != 0 || stat.size > 8 * archive.size()) continue;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(zip.get(), index, 0), zip_fclose);
    std::string bytes(stat.size, '\0');
    if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) < 0) continue;
    all.emplace_back(stat.name, std::move(bytes));
  }
  return all;
}

std::string pack(const entries& all) {
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(source);
  zip_handle zip(zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nullptr), zip_discard);
  std::string bytes;
  if (zip) {
    for (const auto& [name, data] : all) {
      zip_source_t* entry = zip_source_buffer(zip.get(), data.data(), data.size(), 0);
      const zip_int64_t at = zip_file_add(zip.get(), name.c_str(), entry, ZIP_FL_OVERWRITE);
      if (at < 0)
        zip_source_free(entry);
      else
        zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    }
    if (zip_close(zip.get()) == 0) {
      zip.release();
      bytes = contents(source);
    }
  }
  zip_source_free(source);
  return bytes;
}

}  // namespace fuzz
