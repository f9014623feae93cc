#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// What a line of a saved page is by its form alone, without a word about its site.
namespace tidings::text {

enum class LineKind : std::uint8_t {
  kText,
  kMoment,        // a date and time, "4 hours ago", "5 min read": nothing but that
  kDay,           // a day or a bare number; between two paragraphs it may be a heading
  kAddress,       // one URL
  kContact,       // a mail address or telephone number with at most a few words
  kLocale,        // "en_EN"
  kIdentifier,    // one word of letters and many digits
  kKeywords,      // "trade talks, steel tariffs, port strikes, ferry routes"
  kShare,         // names of networks and "share", "print", "copy link"; one word may be text
  kLabel,         // "Listen to this article", "Back to top": interface_label.hpp
  kSourceCredit,  // "SOURCE: An Agency"
  kByline,        // "By Somebody", "(Reporting by Somebody)"
  kCaption,       // a picture's text: ends in a credit, or starts like an agency's caption
  kRelated,       // "Related" or "Read more" before a headline, or a time right behind one
};

// The line is as text::one_line() gives it.
[[nodiscard]] LineKind line_kind(std::string_view line);

// The name of a kind, as it stands in `--explain` and logs.
[[nodiscard]] std::string_view name_of(LineKind kind);

// Ends like a sentence: . ! ? … : ; or a closing quotation mark or bracket behind one of them, and
// their relatives in other scripts.
[[nodiscard]] bool is_terminated(std::string_view line);

// Letters and digits only, case-folded, digits of all scripts as ASCII, words separated by one
// blank: lines that differ in quotes, dashes, case or white space have the same key.
[[nodiscard]] std::string line_key(std::string_view line);

}  // namespace tidings::text
