#include "daemon/fetch/text_check.hpp"

#include <algorithm>
#include <array>

#include "daemon/fetch/header_values.hpp"

namespace tidings::fetch {
namespace {

using namespace std::string_view_literals;

struct Named {
  std::string_view mark;
  std::string_view what;
};

constexpr std::array kTypePrefixes = std::to_array<Named>({
    {"image/", "an image"},
    {"video/", "a video"},
    {"audio/", "a sound file"},
    {"font/", "a font"},
    {"application/pdf", "a PDF document"},
    {"application/msword", "an office document"},
    {"application/vnd.ms-", "an office document"},
    {"application/vnd.openxmlformats", "an office document"},
    {"application/vnd.oasis.opendocument", "an office document"},
    {"application/epub", "an e-book"},
    {"application/zip", "an archive"},
    {"application/x-tar", "an archive"},
    {"application/x-7z", "an archive"},
    {"application/vnd.rar", "an archive"},
    {"application/java-archive", "an archive"},
    {"application/wasm", "a program"},
    {"application/x-shockwave-flash", "a program"},
});

constexpr std::array kMagic = std::to_array<Named>({
    {"%PDF-", "a PDF document"},
    {"%!PS-Adobe-", "a PostScript document"},
    {"\x89PNG\r\n\x1a\n", "an image (PNG)"},
    {"\xff\xd8\xff", "an image (JPEG)"},
    {"GIF87a", "an image (GIF)"},
    {"GIF89a", "an image (GIF)"},
    {"\x00\x00\x01\x00"sv, "an image (icon)"},
    {"PK\x03\x04", "a zip archive"},
    {"Rar!\x1a\x07", "a rar archive"},
    {"7z\xbc\xaf\x27\x1c", "a 7z archive"},
    {"\x1f\x8b\x08", "gzip data"},
    {"BZh9", "bzip2 data"},
    {"\xfd"
     "7zXZ",
     "xz data"},
    {"\x28\xb5\x2f\xfd", "zstd data"},
    {"OggS", "a sound or video file (Ogg)"},
    {"ID3", "a sound file (MP3)"},
    {"\x1a\x45\xdf\xa3", "a video (Matroska)"},
    {"wOFF", "a font"},
    {"wOF2", "a font"},
    {"\x7f"
     "ELF",
     "a program"},
    {"\xca\xfe\xba\xbe", "a program"},
    {"\xd0\xcf\x11\xe0", "an office document"},
});

// WHATWG MIME Sniffing 3, "binary data byte".
bool is_binary(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x08 || byte == 0x0b || (byte >= 0x0e && byte <= 0x1a) ||
         (byte >= 0x1c && byte <= 0x1f);
}

bool is_container(std::string_view head, std::string_view outer, std::string_view inner,
                  std::size_t at) {
  return head.starts_with(outer) && head.size() >= at + inner.size() &&
         head.substr(at, inner.size()) == inner;
}

bool may_be_wide(std::string_view head, std::string_view content_type) {
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return true;
  if (head.starts_with("\x00\x00\xfe\xff"sv)) return true;
  if (head.starts_with("<\0"sv) || head.starts_with("\0<"sv)) return true;
  std::string type(content_type);
  std::ranges::transform(type, type.begin(), [](char c) { return c == 'U' ? 'u' : c; });
  return type.find("utf-16") != std::string::npos || type.find("uTF-16") != std::string::npos ||
         type.find("utf-32") != std::string::npos || type.find("uTF-32") != std::string::npos;
}

}  // namespace

std::string not_text_by_type(std::string_view content_type) {
  const std::string type = media_type(content_type);
  for (const Named& entry : kTypePrefixes) {
    if (type.starts_with(entry.mark)) return std::string(entry.what) + " (" + type + ")";
  }
  return {};
}

std::string_view not_text_by_bytes(std::string_view head, std::string_view content_type) {
  head = head.substr(0, kSniffBytes);
  for (const Named& entry : kMagic) {
    if (head.starts_with(entry.mark)) return entry.what;
  }
  if (is_container(head, "RIFF", "WEBP", 8)) return "an image (WebP)";
  if (is_container(head, "RIFF", "WAVE", 8)) return "a sound file (WAV)";
  if (is_container(head, "", "ftyp", 4)) return "a video or image (ISO media)";
  if (may_be_wide(head, content_type)) return {};
  const auto binary = static_cast<std::size_t>(std::ranges::count_if(head, is_binary));
  return binary * 16 > head.size() ? "binary data" : std::string_view();
}

}  // namespace tidings::fetch
