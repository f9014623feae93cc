#include "daemon/fetch/coding.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include <brotli/decode.h>
#include <isa-l/igzip_lib.h>
#include <zstd.h>

namespace tidings::fetch {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr int kZstdWindowLog = 23;  // 8 MB, RFC 9659

// ISA-L's inflate of one stream after another: twice as fast as zlib's.
class Inflater {
 public:
  // `format`: ISAL_GZIP, ISAL_ZLIB or ISAL_DEFLATE, whose checksums are verified.
  explicit Inflater(std::uint32_t format) : format_(format) { begin(); }

  void begin() {
    isal_inflate_init(&state_);
    state_.crc_flag = format_;
  }
  // False when the data is damaged.
  bool run(std::string_view& input, std::span<char> output, std::size_t& produced) {
    // ISA-L does not write to its input, but takes it as non-const.
    state_.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(input.data()));
    state_.avail_in = static_cast<std::uint32_t>(input.size());
    state_.next_out = reinterpret_cast<std::uint8_t*>(output.data());
    state_.avail_out = static_cast<std::uint32_t>(output.size());
    const int code = isal_inflate(&state_);
    input.remove_prefix(input.size() - state_.avail_in);
    produced = output.size() - state_.avail_out;
    return code == ISAL_DECOMP_OK || code == ISAL_END_INPUT || code == ISAL_OUT_OVERFLOW;
  }
  [[nodiscard]] bool at_end() const { return state_.block_state == ISAL_BLOCK_FINISH; }
  [[nodiscard]] bool wrote_nothing() const { return state_.total_out == 0; }

 private:
  std::uint32_t format_;
  inflate_state state_;
};

std::size_t copy_through(std::string_view& input, std::span<char> output) {
  const std::size_t count = std::min(input.size(), output.size());
  std::memcpy(output.data(), input.data(), count);
  input.remove_prefix(count);
  return count;
}

class Gzip final : public Coding {
 public:
  DecodeStep decode(std::string_view& input, std::span<char> output) override {
    if (state_ == State::kStart && !input.empty()) {
      state_ = input.front() == kGzipMagic.front() ? State::kMember : State::kPlain;
    }
    if (state_ == State::kPlain) return {DecodeStatus::kGood, copy_through(input, output)};
    if (state_ == State::kBetween) skip_to_member(input);
    if (state_ != State::kMember) return {};
    DecodeStep step;
    if (!inflater_.run(input, output, step.produced)) {
      fail(input, step);
    } else if (inflater_.at_end()) {
      inflater_.begin();
      state_ = State::kBetween;
      first_done_ = true;
    }
    return step;
  }
  [[nodiscard]] bool complete() const override { return state_ != State::kMember; }

 private:
  enum class State : std::uint8_t { kStart, kPlain, kMember, kBetween, kJunk };

  void skip_to_member(std::string_view& input) {
    if (input.empty()) return;
    const bool member = kGzipMagic.starts_with(input.substr(0, kGzipMagic.size()));
    state_ = member ? State::kMember : State::kJunk;
    if (state_ == State::kJunk) input = {};
  }
  void fail(std::string_view& input, DecodeStep& step) {
    if (first_done_ && inflater_.wrote_nothing()) {  // junk that begins like a member
      state_ = State::kJunk;
      input = {};
    } else {
      step.status = DecodeStatus::kDamaged;
    }
  }

  Inflater inflater_{ISAL_GZIP};
  State state_ = State::kStart;
  bool first_done_ = false;
};

class Deflate final : public Coding {
 public:
  DecodeStep decode(std::string_view& input, std::span<char> output) override {
    if (done_) input = {};
    if (inflater_ == nullptr) {
      if (input.empty()) return {};
      // RFC 1950 2.2: CM is 8, and CINFO at most 7; bare deflate hardly ever begins so.
      const auto first = static_cast<unsigned char>(input.front());
      const bool zlib = (first & 0x0f) == 8 && (first >> 4) <= 7;
      inflater_ = std::make_unique<Inflater>(zlib ? ISAL_ZLIB : ISAL_DEFLATE);
    }
    if (done_) return {};
    DecodeStep step;
    if (!inflater_->run(input, output, step.produced)) step.status = DecodeStatus::kDamaged;
    done_ = inflater_->at_end();
    return step;
  }
  [[nodiscard]] bool complete() const override { return done_ || inflater_ == nullptr; }

 private:
  std::unique_ptr<Inflater> inflater_;
  bool done_ = false;
};

class Brotli final : public Coding {
 public:
  Brotli() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  ~Brotli() override { BrotliDecoderDestroyInstance(state_); }
  Brotli(const Brotli&) = delete;
  Brotli& operator=(const Brotli&) = delete;

  DecodeStep decode(std::string_view& input, std::span<char> output) override {
    if (done_) {
      input = {};
      return {};
    }
    begun_ = begun_ || !input.empty();
    std::size_t in_left = input.size();
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(input.data());
    std::size_t out_left = output.size();
    auto* next_out = reinterpret_cast<std::uint8_t*>(output.data());
    const auto result =
        BrotliDecoderDecompressStream(state_, &in_left, &next_in, &out_left, &next_out, nullptr);
    input.remove_prefix(input.size() - in_left);
    done_ = result == BROTLI_DECODER_RESULT_SUCCESS;
    return {result == BROTLI_DECODER_RESULT_ERROR ? DecodeStatus::kDamaged : DecodeStatus::kGood,
            output.size() - out_left};
  }
  [[nodiscard]] bool complete() const override { return done_ || !begun_; }

 private:
  BrotliDecoderState* state_;
  bool begun_ = false;
  bool done_ = false;
};

class Zstd final : public Coding {
 public:
  Zstd() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kZstdWindowLog);
  }
  ~Zstd() override { ZSTD_freeDStream(stream_); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  DecodeStep decode(std::string_view& input, std::span<char> output) override {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{output.data(), output.size(), 0};
    const std::size_t code = ZSTD_decompressStream(stream_, &out, &in);
    input.remove_prefix(in.pos);
    if (ZSTD_isError(code) != 0) {
      if (!frame_done_) return {DecodeStatus::kDamaged, out.pos};
      input = {};  // junk after a whole frame
      return {};
    }
    if (in.pos > 0 || out.pos > 0) frame_done_ = code == 0;
    return {DecodeStatus::kGood, out.pos};
  }
  [[nodiscard]] bool complete() const override { return frame_done_; }

 private:
  ZSTD_DStream* stream_;
  bool frame_done_ = true;  // nothing has begun
};

}  // namespace

std::unique_ptr<Coding> make_gzip() { return std::make_unique<Gzip>(); }
std::unique_ptr<Coding> make_deflate() { return std::make_unique<Deflate>(); }
std::unique_ptr<Coding> make_brotli() { return std::make_unique<Brotli>(); }
std::unique_ptr<Coding> make_zstd() { return std::make_unique<Zstd>(); }

}  // namespace tidings::fetch
