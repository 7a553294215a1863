// SPDX-License-Identifier: BSL-1.0
#include "mutate_archive.hpp"

#include "entries.hpp"

namespace fuzz {

namespace {

bool is_json(const std::string& name) {
  return name.size() > 5 && name.compare(name.size() - 5, 5, ".json") == 0;
}

void change_json(entries& all, randomness& random) {
  std::string* graph = nullptr;
  std::string* some = nullptr;
  std::size_t seen = 0;
  for (auto& [name, bytes] : all) {
    if (!is_json(name)) continue;
    if (name.find("models/model.json") != std::string::npos) graph = &bytes;
    if (below(random, ++seen) == 0) some = &bytes;
  }
  // The graph is where the meaning is.
  if (graph != nullptr && below(random, 8) != 0) some = graph;
  if (some != nullptr) *some = mutate_json(*some, random);
}

void change_size(std::string& bytes, randomness& random) {
  if (below(random, 2) == 0)
    bytes.resize(below(random, bytes.size() + 1));
  else
    bytes.resize(bytes.size() + 1 + below(random, 4096), static_cast<char>(random()));
}

void change_list(entries& all, randomness& random) {
  const std::size_t which = below(random, all.size());
  switch (below(random, 4)) {
    case 0:
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(which));
      return;
    case 1:
      all[which].first += "_";
      return;
    case 2:
      all[which].second = all[below(random, all.size())].second;
      return;
    default:
      all.insert(all.begin(), {"../" + all[which].first, all[which].second});
      return;
  }
}

}  // namespace

std::string mutate_archive(const std::string& archive, randomness& random,
                           const byte_mutator& mutate_bytes) {
  entries all = unpack(archive);
  const std::size_t what = below(random, 16);
  if (all.empty() || what == 0) {
    std::string changed = archive;
    mutate_bytes(changed);
    return changed;
  }
  std::string& bytes = all[below(random, all.size())].second;
  if (what == 1)
    mutate_bytes(bytes);
  else if (what == 2)
    change_size(bytes, random);
  else if (what == 3)
    change_list(all, random);
  else
    change_json(all, random);
  return pack(all);
}

}  // namespace fuzz
