#include "daemon/log/render.hpp"

#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tidings::log {
namespace {

using Json = nlohmann::json;

const WallTime kTime{std::chrono::milliseconds(1'795'285'412'007)};

std::string text(std::initializer_list<Field> fields) {
  return render_text({kTime, Level::kInfo, "source.polled", {fields.begin(), fields.size()}});
}
std::string json(std::initializer_list<Field> fields) {
  return render_json({kTime, Level::kWarn, "source.polled", {fields.begin(), fields.size()}});
}
std::string journal(std::initializer_list<Field> fields) {
  return render_journal({kTime, Level::kError, "source.failed", {fields.begin(), fields.size()}});
}

TEST(SafeText, KeepsTextOfAllLanguages) {
  for (const char* kept : {"plain", "Türkiye", "خبرها", "新聞", "🗞", "a\"b\\c"}) {
    EXPECT_EQ(safe_text(kept), kept);
  }
}

struct Case {
  std::string_view text;
  std::string_view safe;
};

TEST(SafeText, EscapesWhatCouldEndALineOrHideIt) {
  const Case cases[] = {
      {"a\nb", "a\\x0ab"},         {"a\r\nb", "a\\x0d\\x0ab"},
      {"\x1b[2J", "\\x1b[2J"},     {std::string_view("a\0b", 3), "a\\x00b"},
      {"\x7f", "\\x7f"},           {"\xc2\x85", "\\u0085"},
      {"\xe2\x80\xa8", "\\u2028"}, {"\xe2\x80\xae", "\\u202e"},
      {"\xe2\x81\xa6", "\\u2066"}, {"\xef\xbb\xbf", "\\ufeff"},
  };
  for (const Case& one : cases) EXPECT_EQ(safe_text(one.text), one.safe);
}

TEST(SafeText, EscapesBytesThatAreNotUtf8) {
  const Case cases[] = {
      {"\xff", "\\xff"},
      {"\xc3", "\\xc3"},                             // cut
      {"\xc0\xaf", "\\xc0\\xaf"},                    // overlong
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},           // a surrogate
      {"\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80"},  // beyond Unicode
      {"\x80x", "\\x80x"},
  };
  for (const Case& one : cases) EXPECT_EQ(safe_text(one.text), one.safe);
}

TEST(SafeText, BlanksOutCredentialsInAddresses) {
  const Case cases[] = {
      {"https://me:secret@a.example/x@y", "https://***@a.example/x@y"},
      {"from http://me@a.example to http://b:c@d.example",
       "from http://***@a.example to "
       "http://***@d.example"},
      {"http://a:p@ss@host/", "http://***@host/"},
      {"https://a.example/?mail=me@b.example", "https://a.example/?mail=me@b.example"},
      {"https://a.example me@b.example", "https://a.example me@b.example"},
  };
  for (const Case& one : cases) EXPECT_EQ(safe_text(one.text), one.safe);
}

TEST(SafeText, IsCutAtAThousandBytes) {
  EXPECT_EQ(safe_text(std::string(1000, 'a')).size(), 1000U);
  EXPECT_EQ(safe_text(std::string(5000, 'a')), std::string(1000, 'a') + "...");
}

TEST(RenderText, WritesFieldsInOrder) {
  EXPECT_EQ(text({{"source", "a"}, {"ms", 12}, {"share", 0.5}, {"new", true}}),
            "source.polled source=a ms=12 share=0.5 new=true");
}

TEST(RenderText, QuotesValuesThatWouldReadAsMore) {
  EXPECT_EQ(text({{"title", "a b"}, {"x", ""}, {"y", "a=b"}, {"z", "say \"hi\"\\"}}),
            "source.polled title=\"a b\" x=\"\" y=\"a=b\" z=\"say \\\"hi\\\"\\\\\"");
}

TEST(RenderText, CannotBeMadeToShowAnotherField) {
  EXPECT_EQ(text({{"title", "x\" level=error"}, {"n", 1}}),
            "source.polled title=\"x\\\" level=error\" n=1");
}

TEST(RenderJson, IsOneObjectWithTimeLevelAndEvent) {
  EXPECT_EQ(json({{"source", "a"}, {"ms", 12}, {"share", 0.5}, {"new", false}}),
            R"({"time":"2026-11-21T18:23:32.007Z","level":"warn","event":"source.polled",)"
            R"("source":"a","ms":12,"share":0.5,"new":false})");
}

TEST(RenderJson, StaysJsonWhateverTheWebSays) {
  for (const std::string value : {"\"}\n{", "\\", "\xff\xfe", "\xe2\x80\xa8", "</script>"}) {
    const std::string line = json({{"title", value}});
    EXPECT_TRUE(Json::accept(line)) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos);
  }
}

TEST(RenderJson, WritesNumbersThatJsonDoesNotHaveAsTexts) {
  EXPECT_EQ(Json::parse(json({{"rate", std::numeric_limits<double>::infinity()}}))["rate"], "inf");
}

TEST(RenderJournal, WritesFieldsInCapitalsWithThePriorityOfSyslog) {
  EXPECT_EQ(journal({{"source", "a b"}, {"ms", 12}}),
            "MESSAGE=source.failed source=\"a b\" ms=12\nPRIORITY=3\nSYSLOG_IDENTIFIER=tidings\n"
            "EVENT=source.failed\nSOURCE=a b\nMS=12");
}

TEST(RenderJournal, HasNoMoreLinesThanFields) {
  EXPECT_EQ(journal({{"title", "x\nPRIORITY=0"}}),
            "MESSAGE=source.failed title=\"x\\\\x0aPRIORITY=0\"\nPRIORITY=3\n"
            "SYSLOG_IDENTIFIER=tidings\nEVENT=source.failed\nTITLE=x\\x0aPRIORITY=0");
}

}  // namespace
}  // namespace tidings::log
