#include "parsers/article/json_value.hpp"

#include <string>

#include <gmock/gmock.h>

namespace tidings::article {
namespace {

// The string under `key` of the first value in `json`.
std::string string_at(std::string_view json, std::string_view key) {
  const auto roots = read_json(json);
  if (roots.empty()) return "(nothing)";
  const JsonValue* value = roots.front().find(key);
  return value == nullptr ? "(none)" : value->text;
}

TEST(LenientJson, ReadsAnObjectWithEveryKindOfValue) {
  const auto roots =
      read_json(R"({"s":"a","n":-1.5e3,"t":true,"z":null,"l":[1,"b"],"o":{"k":"v"}})");
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_EQ(roots[0].find("s")->text, "a");
  EXPECT_EQ(roots[0].find("n")->text, "-1.5e3");
  EXPECT_EQ(roots[0].find("t")->text, "true");
  EXPECT_EQ(roots[0].find("z")->kind, JsonValue::Kind::kNull);
  EXPECT_EQ(roots[0].find("l")->members.size(), 2U);
  EXPECT_EQ(roots[0].find("o")->find("k")->text, "v");
}

TEST(LenientJson, ResolvesEscapesAndSurrogatePairs) {
  EXPECT_EQ(string_at(R"({"k":"a\n\"b\"\/ \u00e9 \ud83d\ude00"})", "k"), "a\n\"b\"/ é 😀");
}

TEST(LenientJson, ALoneSurrogateBecomesTheReplacementCharacter) {
  EXPECT_EQ(string_at(R"({"k":"\ud83d!"})", "k"), "\uFFFD!");
}

TEST(LenientJson, TakesRawLineBreaksInStrings) {
  EXPECT_EQ(string_at("{\"k\":\"one\ntwo\",\"l\":1}", "k"), "one\ntwo");
}

TEST(LenientJson, TakesQuotesThatWereNotEscaped) {
  EXPECT_EQ(string_at(R"({"k":"the "big", loud one","l":"x"})", "k"), R"(the "big", loud one)");
}

TEST(LenientJson, TakesTrailingAndMissingCommas) {
  EXPECT_EQ(string_at("{\"a\":\"1\",}", "a"), "1");
  EXPECT_EQ(string_at("{\"a\":\"1\"\n\"b\":\"2\"}", "b"), "2");
}

TEST(LenientJson, SkipsCommentsAndCdataMarks) {
  EXPECT_EQ(string_at("<!-- //<![CDATA[\n{/* x */\"a\": // y\n\"1\"}\n//]]> -->", "a"), "1");
}

TEST(LenientJson, KeepsWhatStandsBeforeAMissingEnd) {
  EXPECT_EQ(string_at(R"({"a":"1","b":{"c":"2")", "a"), "1");
}

TEST(LenientJson, ReadsSeveralValuesInARow) {
  EXPECT_EQ(read_json(R"({"a":1};{"b":2})").size(), 2U);
}

TEST(LenientJson, StopsAtItsDepthLimitWithoutLosingTheRest) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(
      string_at("{\"a\":" + std::string(200, '[') + std::string(200, ']') + ",\"b\":\"2\"}", "b"),
      "2");
  EXPECT_LE(read_json(deep).size(), 1U);
}

TEST(LenientJson, HoldsNothingInTextWithoutJson) {
  EXPECT_TRUE(read_json("").empty());
  EXPECT_TRUE(read_json("var x = 1;").empty());
  EXPECT_TRUE(read_json("\"").empty());
}

}  // namespace
}  // namespace tidings::article
