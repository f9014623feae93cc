#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/test_server.hpp"

// A small newspaper on loopback, and a folder to take it in.
namespace tidings::test {

struct Story {
  std::string path;  // "/a/1.html"
  std::string title;
  std::string day = "2026-03-12";
  std::vector<std::string> paragraphs;
};

// A story whose sentences are like no other's with another number.
[[nodiscard]] Story made_up_story(int number);

// A page as a small newspaper would serve it, menus and footer included.
[[nodiscard]] std::string page_of(const Story& story);

// Serves a feed with ETags and the pages that it lists.
class NewsSite {
 public:
  explicit NewsSite(SslContext tls = nullptr);

  // Adds a story to the feed (or replaces the one with that path); listed from now on.
  void publish(const Story& story);
  // Lists an address and says nothing of what is there.
  void list(const std::string& path, const std::string& title);

  [[nodiscard]] TestServer& server() { return server_; }
  [[nodiscard]] std::size_t requests_for(const std::string& target) const;
  // A source entry for the configuration, host "NAME.test".
  [[nodiscard]] std::string source(const std::string& name, const std::string& more = "") const;

 private:
  struct Entry {
    std::string path;
    std::string title;
    int version = 1;
  };
  [[nodiscard]] Reply feed(const Seen& request) const;
  void relist(const std::string& path, const std::string& title);

  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
  int version_ = 0;
  TestServer server_;
};

// A temporary folder with a configuration, corpus and state; gone with the object.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  // Writes tidings.yaml with these source entries; `more` are further top-level lines.
  void configure(const std::vector<std::string>& sources, const std::string& more = "");
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path corpus() const { return folder_ / "corpus"; }
  // "--config FILE" before `arguments`.
  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const;

  // The texts of the documents, by file name.
  [[nodiscard]] std::map<std::string, std::string> documents() const;
  [[nodiscard]] std::string index() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace tidings::test
