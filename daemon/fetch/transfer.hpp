#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "daemon/fetch/content_decoder.hpp"
#include "daemon/fetch/http_client.hpp"
#include "daemon/fetch/request_headers.hpp"
#include "daemon/fetch/rights_class.hpp"

namespace tidings::fetch {

// One exchange on one easy handle: sets it up, takes headers and body as they come, and says at the
// end what it was. Must not move while the handle is in use.
class Transfer {
 public:
  // `on_pause` is called each time that the transfer holds itself back: it may not go on and is not
  // privileged.
  Transfer(Exchange exchange, std::shared_ptr<RightsClass> rights, ByteBudget& budget,
           const Clock& clock, std::function<void()> on_pause);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Sets what the handle needs for this exchange. Error: it must not be begun.
  [[nodiscard]] std::optional<Failure> prepare(const std::string& user_agent);

  // What became of it; `code` is libcurl's, or CURLE_OPERATION_TIMEDOUT from our own deadline.
  [[nodiscard]] std::expected<Answer, Failure> conclude(CURLcode code);

  [[nodiscard]] CURL* easy() const { return easy_.get(); }
  // Gives the handle back to its class; it must not be in a multi handle any more.
  void release();
  // Bytes of the budget that it holds: none until its body begins, then what the body is expected
  // to take, or takes.
  [[nodiscard]] std::size_t held() const { return hold_.bytes(); }
  // Whether the budget has room for more of its body, or for a body that has not begun.
  [[nodiscard]] bool may_go_on() const {
    return held() > 0 ? !budget_.exhausted() : !budget_.scarce();
  }
  void set_privileged() { privileged_ = true; }

 private:
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_connected(void* self, char* remote, char* local, int remote_port, int local_port);

  void set_callbacks();
  void set_identity(const std::string& user_agent);
  bool take_header(std::string_view line);
  bool end_headers();
  bool check_lengths();
  bool take_body(std::string_view bytes);
  [[nodiscard]] std::size_t most_body() const;
  [[nodiscard]] std::size_t expected_body() const;
  bool check_text();
  bool check_end();
  bool decoded(DecodeStatus status);
  bool fail(FailureKind kind, std::string message);
  bool stop_here();
  [[nodiscard]] bool wanted_body() const { return status_ >= 200 && status_ < 300; }
  [[nodiscard]] Failure failure(CURLcode code) const;
  [[nodiscard]] Timings timings() const;

  Exchange exchange_;
  std::shared_ptr<RightsClass> rights_;
  EasyHandle easy_;
  ByteBudget& budget_;
  const Clock& clock_;
  std::function<void()> on_pause_;
  bool privileged_ = false;
  RequestHeaders request_headers_;
  bool own_options_ = false;  // the handle has options that others must not inherit
  std::array<char, CURL_ERROR_SIZE> error_text_{};

  SteadyTime answered_{};  // when the answer began to come; the epoch: it did not
  int status_ = 0;
  Headers headers_;
  std::size_t header_bytes_ = 0;
  bool headers_done_ = false;
  std::optional<ContentDecoder> decoder_;
  std::string body_;
  BudgetHold hold_;
  bool checked_text_ = false;
  bool enough_ = false;             // the rest of the body is not needed: stopping is success
  std::string refused_;             // what the guard said last
  bool tried_ = false;              // some address passed the guard
  std::optional<Failure> failure_;  // found by ourselves; goes before libcurl's code
};

}  // namespace tidings::fetch
