#include "parsers/document/document.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <fmt/core.h>
#include <openssl/evp.h>

#include "parsers/text/normalize.hpp"

namespace tidings::document {
namespace {

constexpr std::string_view kUnknown = "-";
constexpr std::string_view kHeader = " date ";

bool is_day(std::string_view day) {
  if (day.size() != 10) return false;
  for (std::size_t i = 0; i < day.size(); ++i) {
    const bool good = i == 4 || i == 7 ? day[i] == '-' : day[i] >= '0' && day[i] <= '9';
    if (!good) return false;
  }
  return true;
}

// RFC 3986, section 2.1: what cannot stand in a URL (blanks, control characters, bytes over 7F) is
// percent-encoded, so that the header stays one line of three words.
std::string printable_url(std::string_view url) {
  std::string result;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", byte);
    }
  }
  return result;
}

std::string or_unknown(std::string value) {
  return value.empty() ? std::string(kUnknown) : std::move(value);
}

std::string_view known(std::string_view value) {
  return value == kUnknown ? std::string_view() : value;
}

// Takes the text up to the next LF off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

std::expected<Document, std::string> parse_header(std::string_view line) {
  const auto wrong = std::unexpected("line 1 is not ' date DAY URL'");
  if (!line.starts_with(kHeader)) return wrong;
  line.remove_prefix(kHeader.size());
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos || blank + 1 == line.size()) return wrong;
  Document document;
  document.day = known(line.substr(0, blank));
  document.url = known(line.substr(blank + 1));
  if (!document.day.empty() && !is_day(document.day)) return wrong;
  return document;
}

constexpr const char* kNoSha256 = "document: OpenSSL offers no SHA-256";

using Method = std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)>;

// To be called once: OpenSSL 3 searches its providers anew for EVP_sha256(), which costs more than
// the hash of a short text.
Method fetch_sha256() {
  Method method(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
  if (!method) throw std::runtime_error(kNoSha256);
  return method;
}

}  // namespace

std::string format(const Document& document) {
  std::string result(kHeader);
  result += is_day(document.day) ? std::string_view(document.day) : kUnknown;
  result += ' ';
  result += or_unknown(printable_url(document.url));
  result += '\n';
  result += or_unknown(text::one_line(document.title));
  result += '\n';
  for (const std::string& paragraph : document.paragraphs) {
    const std::string line = text::one_line(paragraph);
    if (line.empty()) continue;
    result += line;
    result += '\n';
  }
  return result;
}

std::expected<Document, std::string> parse(std::string_view text) {
  if (!text.ends_with('\n')) return std::unexpected("the last line does not end in LF");
  std::string_view rest = text;
  auto document = parse_header(take_line(rest));
  if (!document) return document;
  if (rest.empty()) return std::unexpected("line 2, the title, is missing");
  document->title = known(take_line(rest));
  for (std::size_t number = 3; !rest.empty(); ++number) {
    const std::string_view line = take_line(rest);
    if (line.empty()) return std::unexpected(fmt::format("line {} is blank", number));
    document->paragraphs.emplace_back(line);
  }
  if (format(*document) != text) return std::unexpected("the text is not normalised");
  return document;
}

ContentHash content_hash(std::string_view formatted) {
  take_line(formatted);
  take_line(formatted);
  return sha256(formatted);
}

ContentHash sha256(std::string_view bytes) {
  static const Method method = fetch_sha256();
  ContentHash hash{};
  if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, method.get(), nullptr) != 1) {
    throw std::runtime_error(kNoSha256);
  }
  return hash;
}

std::string hex(const ContentHash& hash) {
  std::string digits;
  digits.reserve(2 * hash.size());
  for (const std::uint8_t byte : hash) {
    digits += "0123456789abcdef"[byte >> 4U];
    digits += "0123456789abcdef"[byte & 15U];
  }
  return digits;
}

}  // namespace tidings::document
