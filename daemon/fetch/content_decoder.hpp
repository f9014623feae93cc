#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fetch/coding.hpp"

namespace tidings::fetch {

// Undoes the codings of a Content-Encoding header, up to three, and stops at `max_bytes` of output:
// memory beyond the output is a few buffers, whatever the ratio.
class ContentDecoder {
 public:
  // `content_encoding`: the header's value; empty: identity. `unwrap_gzip`: a body that begins as
  // gzip without saying so is decoded too (sitemap.xml.gz).
  ContentDecoder(std::string_view content_encoding, std::size_t max_bytes, bool unwrap_gzip);

  // Decodes `input` and appends to `out`, which is never longer than max_bytes.
  [[nodiscard]] DecodeStatus write(std::string_view input, std::string& out);
  // To be called after the last byte: kTruncated if a coding is unfinished.
  [[nodiscard]] DecodeStatus finish() const;

 private:
  DecodeStatus run(std::size_t stage, std::string_view input, std::string& out);

  std::vector<std::unique_ptr<Coding>> stages_;  // in the order of undoing
  std::size_t max_bytes_;
  bool unknown_ = false;
};

}  // namespace tidings::fetch
