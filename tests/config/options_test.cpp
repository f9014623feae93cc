#include "config/options.hpp"

#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "config/value_reader.hpp"
#include "config/yaml_reader.hpp"

namespace tidings::config {
namespace {

Node scalar(std::string_view text) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = text;
  return node;
}

TEST(Options, HaveDifferentNamesInASection) {
  std::set<std::pair<Section, std::string_view>> seen;
  for (const Option& option : options()) {
    EXPECT_TRUE(seen.insert({option.section, option.name}).second) << option.name;
  }
}

TEST(Options, AreEachExplainedInASentence) {
  for (const Option& option : options()) {
    EXPECT_TRUE(option.help.ends_with('.')) << option.name;
    EXPECT_FALSE(expectation(option).empty()) << option.name;
  }
}

// The defaults of the table are those of settings.hpp.
TEST(Options, FallbacksAreWhatTheTypesBeginWith) {
  ValueReader reader(process_environment(), true);
  Settings settings;
  Source source;
  for (const Option& option : options()) {
    if (option.fallback.empty() || option.section == Section::kTop) continue;
    reader.set_option(option);
    option.assign({&settings, &source}, scalar(option.fallback), reader);
  }
  EXPECT_TRUE(reader.mistakes().empty());
  const Fetch fetch;
  EXPECT_EQ(settings.fetch.every, fetch.every);
  EXPECT_EQ(settings.fetch.min_every, fetch.min_every);
  EXPECT_EQ(settings.fetch.max_every, fetch.max_every);
  EXPECT_EQ(settings.fetch.timeout, fetch.timeout);
  EXPECT_EQ(settings.fetch.max_body, fetch.max_body);
  EXPECT_EQ(settings.fetch.max_sitemap, fetch.max_sitemap);
  EXPECT_EQ(settings.fetch.memory_budget, fetch.memory_budget);
  EXPECT_EQ(settings.fetch.concurrency, fetch.concurrency);
  EXPECT_EQ(settings.fetch.workers, fetch.workers);
  EXPECT_EQ(settings.fetch.per_host, fetch.per_host);
  EXPECT_EQ(settings.fetch.host_delay, fetch.host_delay);
  EXPECT_EQ(settings.fetch.max_redirects, fetch.max_redirects);
  EXPECT_EQ(settings.duplicates.threshold, Duplicates{}.threshold);
  EXPECT_EQ(settings.duplicates.window, Duplicates{}.window);
  EXPECT_EQ(settings.keep.age, Retention{}.age);
  EXPECT_EQ(settings.keep.documents, Retention{}.documents);
  EXPECT_EQ(settings.keep.bytes, Retention{}.bytes);
  const Source built_in;
  EXPECT_EQ(source.enabled, built_in.enabled);
  EXPECT_EQ(source.every, built_in.every);
  EXPECT_EQ(source.first_poll, built_in.first_poll);
  EXPECT_EQ(source.horizon, built_in.horizon);
  EXPECT_EQ(source.full_text_in_feed, built_in.full_text_in_feed);
  EXPECT_EQ(source.revisit, built_in.revisit);
  EXPECT_EQ(source.updates, built_in.updates);
  EXPECT_EQ(source.near_duplicates, built_in.near_duplicates);
  EXPECT_EQ(source.ignore_robots, built_in.ignore_robots);
  EXPECT_EQ(source.filters.min_words, built_in.filters.min_words);
  EXPECT_EQ(source.filters.max_age, built_in.filters.max_age);
  EXPECT_EQ(source.access, built_in.access);
}

}  // namespace
}  // namespace tidings::config
