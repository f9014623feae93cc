#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace tidings::fetch {

enum class DecodeStatus : std::uint8_t { kGood, kUnknownCoding, kDamaged, kTruncated, kTooLarge };

struct DecodeStep {
  DecodeStatus status = DecodeStatus::kGood;
  std::size_t produced = 0;  // bytes written to the front of the output
};

// One content coding (RFC 9110 8.4.1), undone as the bytes come.
class Coding {
 public:
  virtual ~Coding() = default;
  // Takes bytes off the front of `input` and writes decoded ones to `output`. To be called again
  // while `input` is not empty or the output was filled.
  virtual DecodeStep decode(std::string_view& input, std::span<char> output) = 0;
  // Whether the input may end here.
  [[nodiscard]] virtual bool complete() const = 0;
};

// RFC 1952, one or more members; what follows the last one is ignored, as browsers do. A body that
// does not begin as gzip is passed through: some servers claim the coding wrongly.
[[nodiscard]] std::unique_ptr<Coding> make_gzip();
// RFC 9110 8.4.1.2 (zlib), or bare RFC 1951, which some servers send instead.
[[nodiscard]] std::unique_ptr<Coding> make_deflate();
[[nodiscard]] std::unique_ptr<Coding> make_brotli();  // RFC 7932
[[nodiscard]] std::unique_ptr<Coding> make_zstd();    // RFC 8878, windows up to 8 MB (RFC 9659)

}  // namespace tidings::fetch
