#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "config/settings.hpp"

// The table of everything that can be set: the loader, the messages of `tidings check`, the man
// page and the sample configuration are made from it.
namespace tidings::config {

class ValueReader;
struct Node;

enum class Section : std::uint8_t { kTop, kFetch, kHosts, kDuplicates, kKeep, kSource, kAuth };
inline constexpr Section kSections[] = {Section::kTop,        Section::kFetch, Section::kHosts,
                                        Section::kDuplicates, Section::kKeep,  Section::kSource,
                                        Section::kAuth};

enum class Type : std::uint8_t {
  kText,
  kHeaderText,  // fits into an HTTP header: no control characters
  kName,
  kPath,
  kUrl,
  kProxy,
  kListen,
  kDuration,
  kSize,
  kInteger,
  kNumber,
  kBoolean,
  kChoice,   // one of `words`
  kChoices,  // a list of them
  kTextList,
  kConnectList,  // "host:port:host:port", as curl's --connect-to
  kPatternList,  // RE2 expressions
  kTextMap,
  kSection,  // a map with keys of its own
  kSources,
};

// What a value is assigned to.
struct Target {
  Settings* settings = nullptr;
  Source* source = nullptr;      // set for kSource and kAuth
  HostSettings* host = nullptr;  // set for kHosts
};

// Reads `node` into a field of the target; mistakes go to the reader.
using Assign = void (*)(const Target& target, const Node& node, ValueReader& reader);

struct Option {
  Section section = Section::kTop;
  std::string_view name;
  Type type = Type::kText;
  std::string_view fallback;  // the default, as it would be written; empty: none
  double least = 0;           // of numbers, milliseconds or bytes
  double most = 0;            // 0 with least 0: no range
  std::string_view words;     // kChoice: the choices; else a word that may stand instead ("auto")
  bool secret = false;        // may come from {env: NAME} or {credential: NAME}; never shown
  std::string_view help;      // a sentence or two, for the man page
  Assign assign = nullptr;    // none: kSection and kSources
};

// Every option, in the order of the man page.
[[nodiscard]] std::span<const Option> options();

// None: there is no such key in that section.
[[nodiscard]] const Option* find_option(Section section, std::string_view name);

// How the section is called in messages and headings: "", "fetch", "hosts", "duplicates", "keep",
// "source", "auth".
[[nodiscard]] std::string_view section_name(Section section);

// What is expected, for messages: "a duration such as 30s, 5m or 2h, or auto".
[[nodiscard]] std::string expectation(const Option& option);

}  // namespace tidings::config
