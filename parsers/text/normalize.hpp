#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text as the corpus holds it. Every function takes any bytes: ill-formed UTF-8 becomes U+FFFD
// (Unicode 15.0, section 3.9, one for each maximal subpart). Time is linear in the input; at most
// kMaxMarks combining marks are kept in a row, since ordering them is quadratic (as UAX 15,
// section 13, "Stream-Safe Text Format", allows for).
namespace tidings::text {

inline constexpr int kMaxMarks = 30;

// One line of clean text in NFC: white space (White_Space of the Unicode Character Database: also
// U+0085, U+00A0, U+2028, U+2029, U+3000) and control characters (Cc) become one blank for each
// run, none at the ends. Characters that only steer line breaking (U+00AD, U+200B, U+2060, U+FEFF)
// and noncharacters are dropped. ASCII and text that is in NFC already take a fast path.
[[nodiscard]] std::string one_line(std::string_view text);

// Cuts at LF, CR, VT, FF, U+0085, U+2028 and U+2029 (UAX 14, class BK), each piece as one_line();
// empty ones are dropped.
[[nodiscard]] std::vector<std::string> split_lines(std::string_view text);

}  // namespace tidings::text
