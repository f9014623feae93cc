#include "parsers/charset/detect.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include <uchardet/uchardet.h>
#include <unicode/ucsdet.h>

#include "parsers/charset/charset.hpp"
#include "parsers/charset/utf8.hpp"

namespace tidings::charset {
namespace {

constexpr std::size_t kSample = 65'536;

// The bytes with long ASCII runs (mark-up, scripts) shortened to what stands beside other bytes.
std::string sample_of(std::string_view bytes) {
  constexpr std::size_t kBeside = 32;
  std::string sample;
  while (!bytes.empty() && sample.size() < kSample) {
    const std::size_t plain = utf8::ascii_prefix(bytes);
    if (plain <= 2 * kBeside) {
      sample.append(bytes.substr(0, plain));
    } else {
      sample.append(bytes.substr(0, sample.empty() ? 0 : kBeside)).append("\n");
      if (plain < bytes.size()) sample.append(bytes.substr(plain - kBeside, kBeside));
    }
    bytes.remove_prefix(plain);
    const auto end = std::ranges::find_if(bytes, [](char c) { return c >= 0; });
    const auto other = static_cast<std::size_t>(end - bytes.begin());
    sample.append(bytes.substr(0, other));
    bytes.remove_prefix(other);
  }
  return sample;
}

bool has_any(std::string_view bytes, std::string_view wanted) {
  return bytes.find_first_of(wanted) != std::string_view::npos;
}

// Bytes that are control characters in every ISO 8859 part, but punctuation in Windows code pages.
bool has_c1(std::string_view bytes) {
  return std::ranges::any_of(bytes, [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) <= 0x9F;
  });
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC0;
}

// One of `wanted` stands inside a word.
bool has_inside_word(std::string_view bytes, std::string_view wanted) {
  for (std::size_t i = 1; i + 1 < bytes.size(); ++i) {
    if (wanted.contains(bytes[i]) && is_letter(bytes[i - 1]) && is_letter(bytes[i + 1]))
      return true;
  }
  return false;
}

// One of `wanted` begins a word of other letters.
bool has_before_word(std::string_view bytes, char wanted) {
  for (std::size_t i = 1; i + 1 < bytes.size(); ++i) {
    if (bytes[i] == wanted && !is_letter(bytes[i - 1]) && is_letter(bytes[i + 1])) return true;
  }
  return false;
}

// Tells apart encodings that statistics of letters cannot, by the few bytes in which they differ.
std::string_view settle(std::string_view name, std::string_view bytes) {
  const bool c1 = has_c1(bytes);
  if (name == "KOI8-R") {  // Ukrainian letters, or box drawing
    return has_inside_word(bytes, "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD") ? "KOI8-U" : name;
  }
  if (name == "ISO-8859-13") return has_any(bytes, "\xA1\xA5") && !c1 ? name : "windows-1257";
  if (name == "ISO-8859-8") return "windows-1255";
  if (name == "ISO-8859-16") return "windows-1250";
  if (name == "ISO-8859-2") return c1 ? "windows-1250" : name;
  if (name == "ISO-8859-7") return c1 || has_before_word(bytes, '\xA2') ? "windows-1253" : name;
  if (name == "ISO-8859-15" && c1) return "windows-1252";
  if (name == "windows-1252" && !c1) {  // the euro sign, and the French oe
    const bool latin9 = has_any(bytes, "\xA4") || has_inside_word(bytes, "\xBC\xBD");
    return latin9 ? "ISO-8859-15" : name;
  }
  return name;
}

// What uchardet says, in the WHATWG's words; empty where that is no legacy encoding.
std::string_view ask_uchardet(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  const std::string_view said = uchardet_get_charset(detector.get());
  if (said == "UHC") return "EUC-KR";
  if (said == "MAC-CYRILLIC") return "x-mac-cyrillic";
  return encoding_for_label(said);
}

// What ICU says first that is a legacy encoding.
std::string_view ask_icu(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  return encoding_for_label(ucsdet_getName(match, &status));
}

bool is_legacy(std::string_view name) {
  return !name.empty() && name != "replacement" && !name.starts_with("UTF-");
}

}  // namespace

std::string_view detect(std::string_view bytes) {
  if (utf8::ascii_prefix(bytes) == bytes.size()) {
    const std::string_view name = ask_uchardet(bytes.substr(0, kSample));
    return name == "ISO-2022-JP" ? name : std::string_view();
  }
  const std::string sample = sample_of(bytes);
  std::string_view name = ask_uchardet(sample);
  if (!is_legacy(name)) name = ask_icu(sample);
  return is_legacy(name) ? settle(name, sample) : std::string_view();
}

std::string_view detect_utf16(std::string_view bytes) {
  constexpr std::size_t kStart = 2048;
  bytes = bytes.substr(0, std::min(bytes.size(), kStart) & ~std::size_t{1});
  if (bytes.size() < 4) return {};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const auto [even, odd] = zeros;
  const std::size_t units = bytes.size() / 2;
  if (odd * 5 > units && even * 20 <= odd) return "UTF-16LE";
  if (even * 5 > units && odd * 20 <= even) return "UTF-16BE";
  return {};
}

}  // namespace tidings::charset
