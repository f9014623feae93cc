#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// The vocabularies that feeds and sitemaps are written in.
namespace tidings::feed {

enum class Namespace : std::uint8_t {
  kNone,  // no namespace, RSS's own (0.90, 1.0, and the mistaken ones of 2.0), sitemaps
  kAtom,  // 0.3 and 1.0
  kRdf,
  kDc,
  kDcTerms,
  kContent,
  kMedia,
  kItunes,
  kSyndication,
  kFeedburner,
  kXhtml,
  kXml,
  kNews,
  kOther
};

// The vocabulary of a namespace name, compared without case, scheme, "www." and trailing '/' or
// '#': publishers vary them. An undeclared prefix counts as what it is usually bound to.
[[nodiscard]] Namespace find_namespace(std::string_view uri, std::string_view prefix);

struct Attribute {
  Namespace space = Namespace::kNone;
  std::string_view name;  // local name as written
  std::string_view value;
};

// A start tag as a format sees it; valid during the call.
struct Element {
  Namespace space = Namespace::kNone;
  std::string_view name;      // local name in lower case
  std::string_view raw_name;  // local name as written
  std::span<const Attribute> attributes;

  // The value of an attribute in no namespace, its name compared without case; empty if absent.
  [[nodiscard]] std::string_view attribute(std::string_view name_in_lower_case) const;
  [[nodiscard]] std::string_view attribute(Namespace space, std::string_view name) const;
};

[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_with_ignoring_case(std::string_view text, std::string_view start);
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace tidings::feed
