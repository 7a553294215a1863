// SPDX-License-Identifier: BSL-1.0
#include "mutate_json.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace fuzz {

namespace {

using json = nlohmann::json;

// Every value of the document, members and elements included.
void collect(json& value, std::vector<json*>& all) {
  all.push_back(&value);
  if (value.is_structured())
    for (json& inside : value) collect(inside, all);
}

json odd_number(randomness& random) {
  static const std::vector<json> odd{0,
                                     1,
                                     2,
                                     3,
                                     7,
                                     8,
                                     255,
                                     65536,
                                     -1,
                                     -2,
                                     2147483647,
                                     -2147483648LL,
                                     4294967296LL,
                                     1000000007,
                                     std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min(),
                                     std::numeric_limits<std::uint64_t>::max(),
                                     0.5,
                                     -1e308,
                                     1e-320,
                                     "NaN",
                                     "Infinity"};
  return odd[below(random, odd.size())];
}

json odd_value(randomness& random) {
  static const std::vector<json> odd{
      nullptr, true, "", "x\n*/\"\\ ..", json::array(), json::object(), json{{"as_none", true}}};
  return below(random, 2) == 0 ? odd_number(random) : odd[below(random, odd.size())];
}

void change_structure(json& place, randomness& random) {
  if (place.empty()) return;
  const std::size_t which = below(random, place.size());
  if (place.is_array()) {
    const auto at = static_cast<json::difference_type>(which);
    if (below(random, 2) == 0)
      place.erase(place.begin() + at);
    else
      place.insert(place.begin() + at, json(place[which]));
    return;
  }
  auto member = place.begin();
  std::advance(member, static_cast<std::ptrdiff_t>(which));
  const json value = member.value();
  const std::string name = member.key();
  if (below(random, 3) != 0) place.erase(member);
  if (below(random, 2) == 0) place[name + "_"] = value;
}

void change(json& document, randomness& random) {
  std::vector<json*> all;
  collect(document, all);
  json& place = *all[below(random, all.size())];
  if (place.is_number() && below(random, 2) == 0)
    place = odd_number(random);
  else if (place.is_structured() && below(random, 2) == 0)
    change_structure(place, random);
  else if (below(random, 4) == 0)
    place = odd_value(random);
  else
    place = json(*all[below(random, all.size())]);
}

}  // namespace

std::size_t below(randomness& random, std::size_t count) { return random() % count; }

std::string mutate_json(const std::string& text, randomness& random) {
  constexpr std::size_t longest = std::size_t{1} << 20;
  json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return text;
  for (std::size_t times = 1 + below(random, 4); times > 0; --times) change(document, random);
  // Copies of whole parts into parts of themselves must not grow without end.
  const std::string changed = document.dump(-1, ' ', false, json::error_handler_t::replace);
  return changed.size() > longest ? text : changed;
}

}  // namespace fuzz
