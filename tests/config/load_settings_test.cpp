#include "config/load_settings.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.hpp"

namespace tidings::config {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

// A folder of its own with a configuration in it.
class LoadSettings : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  std::expected<Settings, std::vector<Mistake>> load(const std::string& text) {
    write("tidings.yaml", "corpus: corpus\nstate: state.db\n" + text);
    return load_settings(folder_ / "tidings.yaml", options_);
  }

  // The settings of a configuration that has no mistakes.
  Settings loaded(const std::string& text) {
    auto settings = load(text);
    if (settings) return *settings;
    ADD_FAILURE() << settings.error().front().text();
    return {};
  }

  test::TempFolder place_;
  fs::path folder_ = place_.path();
  LoadOptions options_;
};

TEST_F(LoadSettings, ResolvesRelativePathsFromTheFolderOfTheFile) {
  fs::create_directory(folder_ / "sites");
  const Settings settings = loaded("site_rules: ./sites\n");
  EXPECT_EQ(settings.file, folder_ / "tidings.yaml");
  EXPECT_EQ(settings.corpus, folder_ / "corpus");
  EXPECT_EQ(settings.state, folder_ / "state.db");
  EXPECT_EQ(settings.site_rules, folder_ / "sites");
}

TEST_F(LoadSettings, ReadsTheLimitsOfSingleHosts) {
  const Settings settings =
      loaded("hosts:\n  Slow.Example: {host_delay: 10s}\n  b\303\274cher.example: {per_host: 3}\n");
  ASSERT_TRUE(settings.hosts.contains("slow.example"));
  ASSERT_TRUE(settings.hosts.contains("xn--bcher-kva.example"));
  EXPECT_EQ(settings.hosts.at("slow.example").host_delay, std::chrono::seconds(10));
  EXPECT_EQ(settings.hosts.at("slow.example").per_host, 0);
  EXPECT_EQ(settings.hosts.at("xn--bcher-kva.example").per_host, 3);
}

TEST_F(LoadSettings, ReadsTheSectionsOfTheDesign) {
  const Settings settings = loaded(
      "user_agent: test/1\nmetrics: 127.0.0.1:9099\n"
      "fetch: {every: 10m, timeout: 5s, max_body: 1MB, per_host: 2, host_delay: 0}\n"
      "duplicates: {threshold: 0.5, window: unlimited}\n"
      "keep: {age: 90d, documents: 1000, bytes: 2GB}\n");
  EXPECT_EQ(settings.user_agent, "test/1");
  EXPECT_EQ(settings.metrics_listen, "127.0.0.1:9099");
  EXPECT_EQ(settings.fetch.every, std::chrono::minutes(10));
  EXPECT_EQ(settings.fetch.max_body, 1'000'000U);
  EXPECT_EQ(settings.fetch.host_delay, Duration{0});
  EXPECT_EQ(settings.duplicates.window, std::nullopt);
  EXPECT_EQ(settings.keep.age, std::chrono::days(90));
  EXPECT_EQ(settings.keep.documents, 1000U);
  EXPECT_EQ(settings.keep.bytes, 2'000'000'000U);
}

TEST_F(LoadSettings, ReadsSourcesOfAllKinds) {
  fs::create_directory(folder_ / "saved");
  const Settings settings = loaded(
      "sources:\n"
      "  - {name: a, feed: https://a.example/f}\n"
      "  - {name: b, sitemap: https://b.example/s.xml}\n"
      "  - {name: c, site: https://c.example/}\n"
      "  - {name: d, page: https://d.example/x.html}\n"
      "  - {name: e, files: saved}\n");
  ASSERT_EQ(settings.sources.size(), 5U);
  EXPECT_EQ(settings.sources[0].kind, SourceKind::kFeed);
  EXPECT_EQ(settings.sources[1].kind, SourceKind::kSitemap);
  EXPECT_EQ(settings.sources[2].kind, SourceKind::kSite);
  EXPECT_EQ(settings.sources[3].kind, SourceKind::kPage);
  EXPECT_EQ(settings.sources[4].kind, SourceKind::kFiles);
  EXPECT_EQ(settings.sources[4].location, folder_ / "saved");
  EXPECT_EQ(settings.sources[2].declared_at, (folder_ / "tidings.yaml").string() + ":6");
}

TEST_F(LoadSettings, ReadsEveryKeyOfASource) {
  const Settings settings = loaded(
      "sources:\n"
      "  - name: a\n"
      "    feed: https://a.example/f\n"
      "    enabled: false\n"
      "    every: 5m\n"
      "    first_poll: 7\n"
      "    robots: ignore\n"
      "    full_text_in_feed: true\n"
      "    revisit: true\n"
      "    horizon: 2d\n"
      "    updates: ignore\n"
      "    near_duplicates: skip\n"
      "    include: ['/news/']\n"
      "    exclude: ['/video/', '\\.pdf$']\n"
      "    title_exclude: [Live]\n"
      "    text_exclude: [sponsored]\n"
      "    languages: [en, fa]\n"
      "    min_words: 50\n"
      "    max_age: 30d\n"
      "    respect: [noai, tdm]\n"
      "    allow_private: true\n"
      "    connect_to: ['a.example:443:127.0.0.1:8443', '::[::1]:8443']\n"
      "    proxy: socks5h://127.0.0.1:9050\n"
      "    http1: true\n"
      "    user_agent: other/1\n"
      "    headers: {Accept-Language: en}\n"
      "    cookies: a=b; c=d\n"
      "    auth: {username: me, password: secret}\n");
  const Source& source = settings.sources.at(0);
  EXPECT_FALSE(source.enabled);
  EXPECT_EQ(source.every, std::chrono::minutes(5));
  EXPECT_EQ(source.first_poll, 7);
  EXPECT_TRUE(source.ignore_robots);
  EXPECT_TRUE(source.full_text_in_feed);
  EXPECT_TRUE(source.revisit);
  EXPECT_EQ(source.horizon, std::chrono::days(2));
  EXPECT_EQ(source.updates, Updates::kIgnore);
  EXPECT_EQ(source.near_duplicates, NearDuplicates::kSkip);
  EXPECT_THAT(source.filters.include, ElementsAre("/news/"));
  EXPECT_THAT(source.filters.exclude, ElementsAre("/video/", "\\.pdf$"));
  EXPECT_THAT(source.filters.languages, ElementsAre("en", "fa"));
  EXPECT_EQ(source.filters.min_words, 50);
  EXPECT_EQ(source.filters.max_age, std::chrono::days(30));
  EXPECT_THAT(source.respect, ElementsAre("noai", "tdm"));
  EXPECT_TRUE(source.access.allow_private);
  EXPECT_THAT(source.access.connect_to,
              ElementsAre("a.example:443:127.0.0.1:8443", "::[::1]:8443"));
  EXPECT_EQ(source.access.proxy, "socks5h://127.0.0.1:9050");
  EXPECT_TRUE(source.access.http1);
  EXPECT_EQ(source.access.user_agent, "other/1");
  EXPECT_EQ(source.access.headers.at("Accept-Language"), "en");
  EXPECT_EQ(source.access.cookies, "a=b; c=d");
  EXPECT_EQ(source.access.credentials->username, "me");
  EXPECT_EQ(source.access.credentials->password, "secret");
}

TEST_F(LoadSettings, GivesDefaultsToSourcesThatDoNotSetThemWhereverTheyStand) {
  const Settings settings = loaded(
      "sources:\n"
      "  - {name: a, feed: https://a.example/f}\n"
      "  - {name: b, feed: https://b.example/f, first_poll: 5, allow_private: false}\n"
      "defaults: {first_poll: 9, allow_private: true}\n");
  EXPECT_EQ(settings.sources[0].first_poll, 9);
  EXPECT_TRUE(settings.sources[0].access.allow_private);
  EXPECT_EQ(settings.sources[1].first_poll, 5);
  EXPECT_FALSE(settings.sources[1].access.allow_private);
}

TEST_F(LoadSettings, AddsTheSourcesOfSourcesDInTheOrderOfTheNames) {
  fs::create_directories(folder_ / "sources.d/saved");
  write("sources.d/2.yaml", "- {name: c, files: saved}\n");
  write("sources.d/1.yaml", "sources:\n  - {name: b, feed: https://b.example/f}\n");
  write("sources.d/.hidden.yaml", "nonsense: 1\n");
  write("sources.d/3.yaml.bak", "nonsense: 1\n");
  const Settings settings =
      loaded("defaults: {min_words: 3}\nsources:\n  - {name: a, feed: https://a.example/f}\n");
  ASSERT_EQ(settings.sources.size(), 3U);
  EXPECT_EQ(settings.sources[1].name, "b");
  EXPECT_EQ(settings.sources[2].location, folder_ / "sources.d/saved");
  EXPECT_EQ(settings.sources[2].filters.min_words, 3);
}

TEST_F(LoadSettings, FindsANameThatTwoFilesUse) {
  write("sources.d/1.yaml", "- {name: a, feed: https://b.example/f}\n");
  const auto settings = load("sources:\n  - {name: a, feed: https://a.example/f}\n");
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().front().text(),
            fmt::format("{0}/sources.d/1.yaml:1:3: duplicate source name \"a\": it stands at "
                        "{0}/tidings.yaml:4 already",
                        folder_.string()));
}

TEST_F(LoadSettings, AllowsSourcesDToHoldSourcesOnly) {
  write("sources.d/1.yaml", "corpus: elsewhere\n");
  const auto settings = load("");
  ASSERT_FALSE(settings);
  EXPECT_THAT(settings.error().front().text(), HasSubstr("1.yaml:1:1: unknown key \"corpus\""));
}

TEST_F(LoadSettings, TakesAnEmptyFileAndEmptySections) {
  EXPECT_TRUE(loaded("").sources.empty());
  EXPECT_TRUE(loaded("sources:\nfetch:\ndefaults:\n").sources.empty());
  EXPECT_TRUE(loaded("sources: []\nfetch: {}\n").sources.empty());
}

TEST_F(LoadSettings, ReadsAFileWithAByteOrderMarkAndWindowsLineEnds) {
  write("tidings.yaml",
        "\xEF\xBB\xBF"
        "corpus: corpus\r\nstate: state.db\r\nuser_agent: \"x/1\"\r\n");
  const auto settings = load_settings(folder_ / "tidings.yaml", options_);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->user_agent, "x/1");
}

TEST_F(LoadSettings, PrefersWhatTheCommandLineSets) {
  options_.corpus = folder_ / "other";
  options_.state = folder_ / "other.db";
  options_.no_site_rules = true;
  const Settings settings = loaded("site_rules: no-such-folder\n");
  EXPECT_EQ(settings.corpus, folder_ / "other");
  EXPECT_EQ(settings.state, folder_ / "other.db");
  EXPECT_TRUE(settings.site_rules.empty());
}

TEST_F(LoadSettings, NamesTheOptionWhoseParentIsMissing) {
  options_.corpus = folder_ / "no/such";
  const auto settings = load("");
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().front().file, "");
  EXPECT_THAT(settings.error().front().what, HasSubstr("corpus: the folder"));
}

TEST_F(LoadSettings, LooksAtNoPathWhenItNeedNot) {
  options_.check_paths = false;
  EXPECT_EQ(loaded("site_rules: no/such\n").site_rules, folder_ / "no/such");
}

TEST_F(LoadSettings, TakesSecretsFromTheEnvironmentAndFromCredentials) {
  write("credentials/token", "abc\n");
  options_.environment = [&](const std::string& name) -> std::optional<std::string> {
    if (name == "CREDENTIALS_DIRECTORY") return (folder_ / "credentials").string();
    if (name == "PASSWORD") return "pw";
    return std::nullopt;
  };
  const Settings settings = loaded(
      "sources:\n"
      "  - {name: a, feed: https://a.example/f, auth: {username: me, password: {env: PASSWORD}}}\n"
      "  - {name: b, feed: https://b.example/f, auth: {bearer_token: {credential: token}}}\n"
      "  - {name: c, feed: https://c.example/f, headers: {X-Key: {env: PASSWORD}}}\n");
  EXPECT_EQ(settings.sources[0].access.credentials->password, "pw");
  EXPECT_EQ(settings.sources[1].access.credentials->bearer_token, "abc");
  EXPECT_EQ(settings.sources[2].access.headers.at("X-Key"), "pw");
}

TEST_F(LoadSettings, TakesNoCredentialFromOutsideItsFolder) {
  write("secret", "abc\n");
  fs::create_directory(folder_ / "credentials");
  options_.environment = [&](const std::string&) { return (folder_ / "credentials").string(); };
  EXPECT_FALSE(load("defaults: {cookies: {credential: ../secret}}\n"));
}

TEST_F(LoadSettings, NeverShowsASecretInAMessage) {
  const auto settings =
      load("defaults:\n  auth: {password: [hunter2]}\n  cookies: \"hunter2\\n\"\n");
  ASSERT_FALSE(settings);
  for (const Mistake& mistake : settings.error()) {
    EXPECT_THAT(mistake.text(), testing::Not(HasSubstr("hunter2")));
  }
}

TEST_F(LoadSettings, NeedsNoSecretsWhereTheyAreNotUsed) {
  options_.require_secrets = false;
  options_.environment = [](const std::string&) { return std::nullopt; };
  EXPECT_TRUE(load("defaults: {cookies: {credential: session}, headers: {A: {env: B}}}\n"));
}

TEST_F(LoadSettings, SaysThatAFileCannotBeRead) {
  const auto settings = load_settings(folder_ / "none.yaml", options_);
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().front().text(),
            (folder_ / "none.yaml").string() + ": cannot be read: No such file or directory");
}

TEST_F(LoadSettings, StopsAfterTwoHundredMistakes) {
  std::string text = "sources:\n";
  for (int i = 0; i < 1000; ++i) text += "  - {nme: a}\n";
  const auto settings = load(text);
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().size(), ValueReader::kMostMistakes);
}

TEST_F(LoadSettings, ReadsTheShippedConfiguration) {
  options_.check_paths = false;
  const auto settings = load_settings(TIDINGS_SOURCE_DIR "/config/tidings.yaml", options_);
  ASSERT_TRUE(settings) << settings.error().front().text();
  EXPECT_EQ(settings->corpus, "/var/lib/tidings/corpus");
  EXPECT_EQ(settings->sources.size(), 5U);
}

}  // namespace
}  // namespace tidings::config
