#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include <gmock/gmock.h>

#include "daemon/state/sqlite_state.hpp"
#include "tests/daemon/os/fake_clock.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::state {

// A state in a temporary folder.
class StateTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return temp_.path() / "state.db"; }
  void reopen() {
    state_.reset();
    state_ = std::move(open_sqlite(file()).value());
  }
  void apply(const Batch& batch) {
    const auto done = state_->apply(batch);
    ASSERT_TRUE(done) << done.error().message;
  }
  [[nodiscard]] WallTime now() const { return clock_.now(); }

  test::TempFolder temp_;
  test::FakeClock clock_;
  std::unique_ptr<State> state_ = std::move(open_sqlite(file()).value());
};

// A page of the frontier with everything filled in.
inline PendingPage page(const std::string& name, const std::string& host = "https://a.example") {
  PendingPage page;
  page.url = host + "/" + name;
  page.key = page.url;
  page.host = host;
  page.source = "site";
  page.item_id = "id-" + name;
  page.title = "Title";
  page.summary = "Summary";
  page.published = "2026-03-12T10:00:00+03:30";
  page.version = "v1";
  page.listed_day = "2026-03-12";
  page.content = "<p>Text</p>";
  page.authors = {"A. Author", "B. \"Quoted\""};
  page.language = "en-GB";
  return page;
}

// A document with everything filled in.
inline Document document(std::uint64_t number) {
  Document document;
  document.number = number;
  document.hash[0] = static_cast<std::uint8_t>(number + 1);
  document.file = document::file_name(number, document.hash);
  document.bytes = 100;
  document.day = "2026-03-12";
  document.url = "https://a.example/" + std::to_string(number);
  document.title = "Title";
  document.words = 17;
  document.source = "site";
  document.item_id = "id";
  document.authors = {"A. Author", "B. \"Quoted\""};
  document.language = "en";
  document.published = "2026-03-12T10:00:00+03:30";
  document.date_source = "json-ld";
  document.image = "https://a.example/i.jpg";
  document.tags = {"one", "two"};
  document.fetched_at = WallTime(std::chrono::milliseconds(1'773'300'000'000));
  document.removed_reason = "";
  document.text_source = "feed";
  return document;
}

}  // namespace tidings::state
