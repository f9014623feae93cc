#include "tests/e2e/news_site.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "tests/e2e/program.hpp"

namespace tidings::test {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 16> kWho = {
    "the ferry", "a baker", "the mayor",   "her neighbour", "the choir", "a farmer",
    "the clerk", "a pilot", "the teacher", "his brother",   "the crew",  "a sailor",
    "the band",  "a nurse", "the miller",  "their cousin"};
constexpr std::array<const char*, 16> kDid = {
    "repaired", "painted", "measured", "counted",   "found",   "moved",   "opened", "closed",
    "bought",   "sold",    "planted",  "described", "carried", "cleaned", "lit",    "named"};
constexpr std::array<const char*, 16> kWhat = {
    "bridges", "windows", "lanterns", "barrels", "gardens", "maps",  "clocks", "boats",
    "kettles", "fences",  "stoves",   "letters", "ladders", "wells", "sails",  "benches"};

std::string sentence(int number, int place) {
  const auto seed =
      static_cast<unsigned>(number) * 2654435761U + static_cast<unsigned>(place) * 40503U;
  return fmt::format("On the {}th morning {} {} {} {} near pier {}, as {} had {} them in year {}.",
                     place + 2, kWho[seed % 16], kDid[(seed >> 5) % 16], (seed >> 9) % 900 + 3,
                     kWhat[(seed >> 13) % 16], number * 7 + place, kWho[(seed >> 17) % 16],
                     kDid[(seed >> 21) % 16], 1700 + (seed >> 6) % 300);
}

}  // namespace

Story made_up_story(int number) {
  Story story;
  story.path = fmt::format("/a/{}.html", number);
  story.title =
      fmt::format("What {} found at pier {}", kWho[static_cast<std::size_t>(number) % 16], number);
  for (int paragraph = 0; paragraph < 5; ++paragraph) {
    std::string text;
    for (int i = 0; i < 4; ++i) text += (i > 0 ? " " : "") + sentence(number, paragraph * 4 + i);
    story.paragraphs.push_back(std::move(text));
  }
  return story;
}

std::string page_of(const Story& story) {
  std::string body;
  for (const std::string& paragraph : story.paragraphs) body += "<p>" + paragraph + "</p>\n";
  return fmt::format(
      R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{0} - The Pier Post</title>
<meta property="og:title" content="{0}"><meta property="article:published_time" content="{1}T08:00:00+00:00">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{0}</h1><time datetime="{1}T08:00:00+00:00">{1}</time>
<div class="article-body">{2}</div></article></main>
<footer><p>The Pier Post, 1 Harbour Street. <a href="/imprint">Imprint</a></p></footer></body></html>)",
      story.title, story.day, body);
}

NewsSite::NewsSite(SslContext tls) : server_(std::move(tls)) {
  server_.on("/feed.xml", [this](const Seen& request) { return feed(request); });
}

void NewsSite::relist(const std::string& path, const std::string& title) {
  const std::scoped_lock lock(mutex_);
  ++version_;
  const auto known = std::ranges::find(entries_, path, &Entry::path);
  if (known != entries_.end()) {
    known->title = title;
    ++known->version;
  } else {
    entries_.insert(entries_.begin(), {path, title});
  }
}

void NewsSite::publish(const Story& story) {
  server_.on(story.path, page(page_of(story)));
  relist(story.path, story.title);
}

void NewsSite::list(const std::string& path, const std::string& title) { relist(path, title); }

Reply NewsSite::feed(const Seen& request) const {
  const std::scoped_lock lock(mutex_);
  const std::string etag = fmt::format("W/\"feed {}\"", version_);
  const auto given = request.headers.find("if-none-match");
  if (given != request.headers.end() && given->second == etag)
    return answer(304, {}, {{"ETag", etag}});
  const std::string host = request.headers.contains("host") ? request.headers.at("host") : "";
  std::string items;
  for (const Entry& entry : entries_) {
    items += fmt::format(
        "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">{}</guid>"
        "<description>Version {}.</description></item>",
        entry.title, entry.path, entry.path, entry.version);
  }
  return answer(200,
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Pier "
                "Post</title><link>/</link>" +
                    items + "</channel></rss>",
                {{"Content-Type", "application/rss+xml"}, {"ETag", etag}});
}

std::size_t NewsSite::requests_for(const std::string& target) const {
  return static_cast<std::size_t>(std::ranges::count(server_.targets(), target));
}

std::string NewsSite::source(const std::string& name, const std::string& more) const {
  return fmt::format(
      "{{name: {0}, feed: \"http://{0}.test/feed.xml\", connect_to: [\"{1}\"], allow_private: "
      "true{2}}}",
      name, server_.connect_to(name + ".test"), more);
}

Workplace::Workplace() {
  std::string name = (fs::temp_directory_path() / "tidings-e2e-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
}

Workplace::~Workplace() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Workplace::configure(const std::vector<std::string>& sources, const std::string& more) {
  std::string text =
      "corpus: corpus\nstate: state.db\nfetch: {host_delay: 0s, timeout: 10s}\n" + more;
  text += sources.empty() ? "sources: []\n" : "sources:\n";
  for (const std::string& source : sources) text += "  - " + source + "\n";
  const fs::path fresh = folder_ / "tidings.yaml.new";
  std::ofstream(fresh) << text;
  fs::rename(fresh, folder_ / "tidings.yaml");
}

std::vector<std::string> Workplace::command(std::vector<std::string> arguments) const {
  std::vector<std::string> all = {"--config", (folder_ / "tidings.yaml").string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

std::map<std::string, std::string> Workplace::documents() const {
  std::map<std::string, std::string> texts;
  if (!fs::exists(corpus())) return texts;
  for (const auto& entry : fs::directory_iterator(corpus())) {
    if (entry.path().extension() == ".txt")
      texts.emplace(entry.path().filename(), read_file(entry.path()));
  }
  return texts;
}

std::string Workplace::index() const { return read_file(corpus() / "INDEX.md"); }

}  // namespace tidings::test
