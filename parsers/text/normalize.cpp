#include "parsers/text/normalize.hpp"

#include <cstdint>
#include <stdexcept>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "parsers/text/utf8.hpp"

namespace tidings::text {
namespace {

constexpr char32_t kFirstUnstable = 0x300;  // all below are in NFC whatever stands beside them

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("text: ICU has no normalisation data");
  return *instance;
}

bool is_blank(char32_t c) {
  if (c < 0x1680) return c <= 0x20 || (c >= 0x7F && c <= 0xA0);
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_dropped(char32_t c) {
  if (c < 0x200B) return c == 0xAD;
  return c == 0x200B || c == 0x2060 || c == 0xFEFF || U_IS_UNICODE_NONCHAR(c);
}

bool is_line_break(char32_t c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// The end of the run of printable ASCII and single blanks within it that begins at `i`.
std::size_t plain_run(std::string_view text, std::size_t i) {
  const auto printable = [&](std::size_t at) {
    return at < text.size() && text[at] > 0x20 && text[at] < 0x7F;
  };
  while (printable(i) || (i < text.size() && text[i] == ' ' && printable(i + 1))) ++i;
  return i;
}

// Collects the characters of one line; blanks are written when text follows them.
class LineBuilder {
 public:
  explicit LineBuilder(std::size_t size_hint) { line_.reserve(size_hint); }

  void add(char32_t c) {
    if (is_blank(c)) {
      blank_ = !line_.empty();
    } else if (is_dropped(c)) {
      return;
    } else if (c < kFirstUnstable) {
      append(c);
      marks_ = 0;
    } else {
      stable_ = false;
      marks_ = is_mark(c) ? marks_ + 1 : 0;
      if (marks_ <= kMaxMarks) append(c);
    }
  }

  // Printable ASCII without two blanks in a row.
  void add_plain(std::string_view text) {
    if (text.front() == ' ') {
      blank_ = !line_.empty();
      text.remove_prefix(1);
    }
    if (blank_) line_ += ' ';
    blank_ = false;
    line_ += text;
    marks_ = 0;
  }

  std::string take() {
    std::string line = stable_ ? std::move(line_) : to_nfc(line_);
    line_.clear();
    stable_ = true;
    blank_ = false;
    marks_ = 0;
    return line;
  }

 private:
  // No combining marks in the blocks of symbols, CJK ideographs and Hangul syllables.
  static bool is_mark(char32_t c) {
    const bool none = (c >= 0x2100 && c < 0x2C00) || (c >= 0x3100 && c < 0xA000) || c >= 0xAC00;
    return !(none && c < 0xD800) && u_getCombiningClass(static_cast<UChar32>(c)) != 0;
  }

  void append(char32_t c) {
    if (blank_) line_ += ' ';
    blank_ = false;
    append_character(line_, c);
  }

  static std::string to_nfc(const std::string& line) {
    UErrorCode status = U_ZERO_ERROR;
    if (nfc().isNormalizedUTF8(line, status) && U_SUCCESS(status)) return line;
    std::string normal;
    icu::StringByteSink<std::string> sink(&normal, static_cast<std::int32_t>(line.size()));
    nfc().normalizeUTF8(0, line, sink, nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error("text: ICU cannot normalise");
    return normal;
  }

  std::string line_;
  bool stable_ = true;  // all characters are below kFirstUnstable
  bool blank_ = false;  // a blank is due before the next character
  int marks_ = 0;       // combining marks in a row
};

}  // namespace

std::string one_line(std::string_view text) {
  LineBuilder line(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t words = plain_run(text, i);
    if (words > i) {
      line.add_plain(text.substr(i, words - i));
      i = words;
    } else {
      line.add(next_character(text, i));
    }
  }
  return line.take();
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  LineBuilder line(0);
  const auto finish = [&] {
    std::string taken = line.take();
    if (!taken.empty()) lines.push_back(std::move(taken));
  };
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_character(text, i);
    if (is_line_break(c)) {
      finish();
    } else {
      line.add(c);
    }
  }
  finish();
  return lines;
}

}  // namespace tidings::text
