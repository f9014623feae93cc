#include "daemon/fetch/transfer.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "daemon/fetch/address_guard.hpp"
#include "daemon/fetch/curl_failure.hpp"
#include "daemon/fetch/header_values.hpp"
#include "daemon/fetch/text_check.hpp"

namespace tidings::fetch {
namespace {

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxKeptHeaderBytes = 8 * 1024;
constexpr std::size_t kMaxUrl = 2048;
constexpr std::size_t kMaxErrorBody = 64 * 1024;  // read to recognise bot walls
constexpr std::size_t kUsualBody = 128 * 1024;    // of a page that does not state its length
constexpr std::size_t kUsualRatio = 5;            // of a compressed page

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// The host of an absolute URL, for the guard's check of literals; [IPv6] with its brackets.
std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#\\"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest = rest.substr(at + 1);
  if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
  return rest.substr(0, rest.find(':'));
}

// A body of several megabytes must not be asked for when its length already says too much.
std::optional<std::uint64_t> length_value(std::string_view text) {
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec == std::errc::result_out_of_range) return UINT64_MAX;
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

Micros time_of(CURL* easy, CURLINFO info) {
  curl_off_t micros = 0;
  curl_easy_getinfo(easy, info, &micros);
  return Micros(micros);
}

}  // namespace

Transfer::Transfer(Exchange exchange, std::shared_ptr<RightsClass> rights, ByteBudget& budget,
                   const Clock& clock, std::function<void()> on_pause)
    : exchange_(std::move(exchange)),
      rights_(std::move(rights)),
      easy_(rights_->take()),
      budget_(budget),
      clock_(clock),
      on_pause_(std::move(on_pause)),
      request_headers_(exchange_),
      hold_(budget) {}

Transfer::~Transfer() = default;

// A handle keeps the headers of its last exchange until the next one: large ones are let go.
void Transfer::release() {
  if (!own_options_ && header_bytes_ <= kMaxKeptHeaderBytes) rights_->keep(std::move(easy_));
}

std::optional<Failure> Transfer::prepare(const std::string& user_agent) {
  const std::string& url = exchange_.url;
  if (url.size() > kMaxUrl) {
    fail(FailureKind::kBadUrl,
         fmt::format("the address has {} bytes; at most {} are taken", url.size(), kMaxUrl));
    return failure_;
  }
  const AddressVerdict verdict = classify_host(host_of(url));
  if (!may_connect(verdict.kind, rights_->allow_private())) {
    fail(FailureKind::kRefusedAddress, refusal_text(host_of(url), verdict));
    return failure_;
  }
  set_callbacks();
  set_identity(user_agent);
  return std::nullopt;
}

void Transfer::set_callbacks() {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error_text_.data());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_connected);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

void Transfer::set_identity(const std::string& user_agent) {
  CURL* easy = easy_.get();
  const config::Access& access = *exchange_.access;
  curl_easy_setopt(easy, CURLOPT_URL, exchange_.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, request_headers_.list());
  curl_easy_setopt(easy, CURLOPT_USERAGENT,
                   access.user_agent.empty() ? user_agent.c_str() : access.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, exchange_.with_credentials ? 0L : 1L);
  if (exchange_.with_credentials && access.credentials &&
      access.credentials->bearer_token.empty()) {
    curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(easy, CURLOPT_USERNAME, access.credentials->username.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, access.credentials->password.c_str());
    own_options_ = true;
  }
  std::string cookie = exchange_.with_credentials ? access.cookies : std::string();
  if (!cookie.empty() && !exchange_.cookie.empty()) cookie += "; ";
  cookie += exchange_.cookie;
  if (cookie.empty()) return;
  curl_easy_setopt(easy, CURLOPT_COOKIE, cookie.c_str());
  own_options_ = true;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto* transfer = static_cast<Transfer*>(self);
  return transfer->take_header({data, size * count}) ? size * count : 0;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto* transfer = static_cast<Transfer*>(self);
  if (!transfer->privileged_ && !transfer->may_go_on()) {
    transfer->on_pause_();
    return CURL_WRITEFUNC_PAUSE;
  }
  return transfer->take_body({data, size * count}) ? size * count : 0;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto* transfer = static_cast<Transfer*>(self);
  if (transfer->rights_->proxied()) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
  const curl_socket_t opened =
      guarded_socket(*address, transfer->rights_->allow_private(), transfer->refused_);
  transfer->tried_ = transfer->tried_ || opened != CURL_SOCKET_BAD;
  return opened;
}

// Called for new and for reused connections, before anything is sent.
int Transfer::on_connected(void* self, char* remote, char* /*local*/, int /*remote_port*/,
                           int /*local_port*/) {
  auto* transfer = static_cast<Transfer*>(self);
  const AddressVerdict verdict = classify_host(remote);
  if (transfer->rights_->proxied() ||
      may_connect(verdict.kind, transfer->rights_->allow_private())) {
    if (transfer->exchange_.on_sent) transfer->exchange_.on_sent();
    return CURL_PREREQFUNC_OK;
  }
  transfer->fail(FailureKind::kRefusedAddress, refusal_text(remote, verdict));
  return CURL_PREREQFUNC_ABORT;
}

bool Transfer::take_header(std::string_view line) {
  if (answered_ == SteadyTime{}) answered_ = clock_.steady();
  header_bytes_ += line.size();
  if (header_bytes_ > kMaxHeaderBytes) {
    return fail(FailureKind::kHeadersTooLarge, "the header block is over 64 KiB");
  }
  if (headers_done_) return true;  // trailers of a chunked body
  if (line.starts_with("HTTP/")) {
    headers_.clear();
    return true;
  }
  const std::string_view text = trimmed(line);
  if (text.empty()) return end_headers();
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return true;
  headers_.add(trimmed(text.substr(0, colon)), trimmed(text.substr(colon + 1)));
  return true;
}

bool Transfer::end_headers() {
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 100 && status < 200 && status != 101) return true;  // the real answer follows
  status_ = static_cast<int>(status);
  headers_done_ = true;
  if (status_ == 101) {
    return fail(FailureKind::kProtocol, "101: the server changes the protocol unasked");
  }
  if (!check_lengths()) return false;
  if (wanted_body() && exchange_.purpose != Purpose::kRobots) {
    const std::string what = not_text_by_type(headers_.get("content-type"));
    if (!what.empty())
      return fail(FailureKind::kNotText, fmt::format("this is {}, not text", what));
  }
  const bool unwrap = exchange_.purpose == Purpose::kFeed || exchange_.purpose == Purpose::kSitemap;
  decoder_.emplace(headers_.get("content-encoding"), most_body(), unwrap && wanted_body());
  return true;
}

bool Transfer::check_lengths() {
  if (!wanted_body()) return true;
  const auto lengths = headers_.all("content-length");
  for (const std::string_view length : lengths) {
    if (length != lengths.front()) {
      return fail(FailureKind::kProtocol,
                  fmt::format("two different Content-Length headers ({} and {}): the server or a "
                              "proxy before it is broken",
                              lengths.front().substr(0, 24), length.substr(0, 24)));
    }
  }
  if (lengths.empty()) return true;
  const auto length = length_value(lengths.front());
  if (!length) {
    return fail(FailureKind::kProtocol,
                fmt::format("Content-Length is no number: \"{}\"", lengths.front().substr(0, 24)));
  }
  // Robots.txt is cut at its limit, not refused.
  if (*length <= exchange_.max_body || exchange_.purpose == Purpose::kRobots) return true;
  return fail(FailureKind::kTooLarge,
              fmt::format("the server announces {} bytes; at most {} are taken", *length,
                          exchange_.max_body));
}

std::size_t Transfer::most_body() const {
  return wanted_body() ? exchange_.max_body : kMaxErrorBody;
}

// Counted from the first byte on, so that a hundred answers at once do not each find room.
std::size_t Transfer::expected_body() const {
  const auto length = length_value(headers_.get("content-length"));
  const std::size_t ratio = headers_.get("content-encoding").empty() ? 1 : kUsualRatio;
  const std::size_t expected = length ? std::min(*length, most_body()) * ratio : kUsualBody;
  return std::clamp(expected, std::size_t{1}, most_body());
}

bool Transfer::take_body(std::string_view bytes) {
  if (!decoder_) return fail(FailureKind::kProtocol, "a body without an HTTP header");
  if (hold_.bytes() == 0) hold_.resize(expected_body());
  const DecodeStatus status = decoder_->write(bytes, body_);
  hold_.resize(std::max(hold_.bytes(), body_.capacity()));
  if (!wanted_body()) return status == DecodeStatus::kGood || stop_here();
  if (!checked_text_ && body_.size() >= kSniffBytes && !check_text()) return false;
  return decoded(status);
}

bool Transfer::check_text() {
  checked_text_ = true;
  if (exchange_.purpose == Purpose::kRobots) return true;
  const std::string_view what = not_text_by_bytes(body_, headers_.get("content-type"));
  if (what.empty()) return true;
  return fail(FailureKind::kNotText, fmt::format("this is {}, not text", what));
}

bool Transfer::decoded(DecodeStatus status) {
  const std::string_view coding = headers_.get("content-encoding");
  switch (status) {
    case DecodeStatus::kGood:
      return true;
    case DecodeStatus::kTooLarge:
      if (exchange_.purpose == Purpose::kRobots) return stop_here();
      return fail(FailureKind::kTooLarge,
                  fmt::format("the body is over the limit of {} bytes{}; raise max_body or "
                              "max_sitemap if that is right",
                              exchange_.max_body, coding.empty() ? "" : " after decompression"));
    case DecodeStatus::kUnknownCoding:
      return fail(FailureKind::kBadEncoding,
                  fmt::format("unknown Content-Encoding \"{}\", which was not asked for",
                              coding.substr(0, 60)));
    case DecodeStatus::kDamaged:
      return fail(FailureKind::kBadEncoding,
                  fmt::format("the body is damaged {} data", coding.empty() ? "gzip" : coding));
    case DecodeStatus::kTruncated:
      return fail(FailureKind::kTruncated,
                  fmt::format("the {} body ends early, after {} decoded bytes",
                              coding.empty() ? "gzip" : coding, body_.size()));
  }
  return true;
}

bool Transfer::check_end() {
  if (!wanted_body() || !decoder_ || enough_) return true;
  if (!checked_text_ && !check_text()) return false;
  return decoded(decoder_->finish());
}

bool Transfer::fail(FailureKind kind, std::string message) {
  if (!failure_) {
    failure_ = Failure{
        .kind = kind, .message = std::move(message), .status = status_, .url = exchange_.url};
  }
  return false;
}

bool Transfer::stop_here() {
  enough_ = true;
  return false;
}

Failure Transfer::failure(CURLcode code) const {
  const CurlOutcome outcome{.code = code,
                            .detail = error_text_.data(),
                            .refused = tried_ ? std::string_view() : std::string_view(refused_),
                            .headers_done = headers_done_,
                            .header_bytes = header_bytes_,
                            .body_bytes = body_.size(),
                            .timings = timings(),
                            .timeout = exchange_.timeout,
                            .proxied = rights_->proxied()};
  Failure failure = explain_failure(outcome);
  failure.status = status_;
  failure.url = exchange_.url;
  return failure;
}

Timings Transfer::timings() const {
  CURL* easy = easy_.get();
  Timings timings{.dns = time_of(easy, CURLINFO_NAMELOOKUP_TIME_T),
                  .connect = time_of(easy, CURLINFO_CONNECT_TIME_T),
                  .tls = time_of(easy, CURLINFO_APPCONNECT_TIME_T),
                  .first_byte = time_of(easy, CURLINFO_STARTTRANSFER_TIME_T),
                  .total = time_of(easy, CURLINFO_TOTAL_TIME_T)};
  // libcurl counts the two from different moments, some milliseconds apart on a busy machine: too
  // much for the gap, which counts from the first byte.
  if (answered_ != SteadyTime{}) {
    const auto since = std::chrono::duration_cast<Micros>(clock_.steady() - answered_);
    timings.first_byte = std::max(Micros(1), timings.total - since);
  }
  return timings;
}

std::expected<Answer, Failure> Transfer::conclude(CURLcode code) {
  if (code == CURLE_OK) check_end();
  if (failure_) {
    failure_->timings = timings();
    return std::unexpected(std::move(*failure_));
  }
  const bool whole = code == CURLE_OK || (code == CURLE_WRITE_ERROR && enough_);
  if (!whole) {
    Failure found = failure(code);
    found.timings = timings();
    return std::unexpected(std::move(found));
  }
  body_.shrink_to_fit();  // it may wait for a while, and grew by doubling
  hold_.resize(body_.size());
  char* address = nullptr;
  long port = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_PRIMARY_IP, &address);
  curl_easy_getinfo(easy_.get(), CURLINFO_PRIMARY_PORT, &port);
  return Answer{
      .status = status_,
      .headers = std::move(headers_),
      .body = std::move(body_),
      .remote_address = std::string(address == nullptr ? "" : address) + ':' + std::to_string(port),
      .timings = timings(),
      .hold = std::move(hold_)};
}

}  // namespace tidings::fetch
