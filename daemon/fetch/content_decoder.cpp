#include "daemon/fetch/content_decoder.hpp"

#include <algorithm>
#include <array>

namespace tidings::fetch {
namespace {

constexpr std::size_t kMaxCodings = 3;
constexpr std::size_t kBuffer = 32'768;

std::string lower_trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  std::string out(text.substr(first, text.find_last_not_of(" \t") - first + 1));
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// None for a name that is not known.
std::unique_ptr<Coding> make_coding(std::string_view name) {
  if (name == "gzip" || name == "x-gzip") return make_gzip();
  if (name == "deflate") return make_deflate();
  if (name == "br") return make_brotli();
  if (name == "zstd") return make_zstd();
  return nullptr;
}

}  // namespace

ContentDecoder::ContentDecoder(std::string_view content_encoding, std::size_t max_bytes,
                               bool unwrap_gzip)
    : max_bytes_(max_bytes) {
  while (!content_encoding.empty()) {
    const auto comma = content_encoding.find(',');
    const std::string name = lower_trimmed(content_encoding.substr(0, comma));
    content_encoding =
        comma == std::string_view::npos ? std::string_view() : content_encoding.substr(comma + 1);
    if (name.empty() || name == "identity" || name == "none") continue;
    auto coding = make_coding(name);
    unknown_ = unknown_ || coding == nullptr || stages_.size() == kMaxCodings;
    if (unknown_) return;
    stages_.insert(stages_.begin(), std::move(coding));  // applied in the order listed
  }
  if (unwrap_gzip) stages_.push_back(make_gzip());
}

DecodeStatus ContentDecoder::write(std::string_view input, std::string& out) {
  if (unknown_) return DecodeStatus::kUnknownCoding;
  return run(0, input, out);
}

DecodeStatus ContentDecoder::run(std::size_t stage, std::string_view input, std::string& out) {
  if (stage == stages_.size()) {
    const std::size_t room = max_bytes_ - std::min(max_bytes_, out.size());
    out.append(input.substr(0, room));
    return input.size() > room ? DecodeStatus::kTooLarge : DecodeStatus::kGood;
  }
  std::array<char, kBuffer> buffer;
  bool filled = false;
  while (!input.empty() || filled) {
    const std::size_t before = input.size();
    const DecodeStep step = stages_[stage]->decode(input, buffer);
    if (step.produced > 0) {
      const DecodeStatus next = run(stage + 1, {buffer.data(), step.produced}, out);
      if (next != DecodeStatus::kGood) return next;
    }
    if (step.status != DecodeStatus::kGood) return step.status;
    filled = step.produced == buffer.size();
    if (step.produced == 0 && input.size() == before) break;
  }
  return DecodeStatus::kGood;
}

DecodeStatus ContentDecoder::finish() const {
  if (unknown_) return DecodeStatus::kUnknownCoding;
  const bool complete = std::ranges::all_of(stages_, [](const auto& s) { return s->complete(); });
  return complete ? DecodeStatus::kGood : DecodeStatus::kTruncated;
}

}  // namespace tidings::fetch
