#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// JSON that is almost RFC 8259's, and the limits of a JSON Feed, each from both of its sides.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

struct Case {
  std::string_view name;
  std::string_view json;
};

class BehindAnItem : public testing::TestWithParam<Case> {};

TEST_P(BehindAnItem, DamageLeavesTheItem) {
  const Feed feed = parsed(R"({"title":"H","items":[{"id":"1"})" + std::string(GetParam().json));
  EXPECT_THAT(feed.items, SizeIs(1));
  EXPECT_EQ(feed.title, "H");
  EXPECT_TRUE(feed.truncated);
}

constexpr Case kBehind[] = {
    {"ACommaTooMany", ",]}"},
    {"TwoCommas", R"(,,{"id":"2"}]})"},
    {"NoComma", R"({"id":"2"}]})"},
    {"AMissingBracket", "}"},
    {"AnotherBracket", "})"},
    {"AComment", R"(,/* note */{"id":"2"}]})"},
    {"NotANumber", ",NaN]}"},
    {"ALeadingZero", ",01]}"},
    {"ASign", ",+1]}"},
    {"SingleQuotes", ",'a']}"},
    {"AKeyWithoutQuotes", R"(,{id:"2"}]})"},
    {"AKeyWithoutAValue", R"(,{"id"}]})"},
    {"ALineInAText", ",{\"id\":\"a\nb\"}]}"},
    {"ATabInAText", ",{\"id\":\"a\tb\"}]}"},
    {"AnEscapeOfNobody", R"(,{"id":"\x"}]})"},
    {"HalfAnEscape", R"(,{"id":"\u12"}]})"},
    {"AnItemThatBreaksOff", R"(,{"id":"2","title":"t)"},
    {"TextBehindTheEnd", "]} <!-- 12 ms -->"},
    {"ASecondDocument", R"(]}{"items":[]})"},
    {"AWordCutShort", ",tru"},
    {"DamageBehindTheItems", R"(],"author":{"name":]})"},
};
INSTANTIATE_TEST_SUITE_P(Rfc8259_2_To_9, BehindAnItem, testing::ValuesIn(kBehind), name_of);

class BeforeAnItem : public testing::TestWithParam<Case> {};

TEST_P(BeforeAnItem, DamageLeavesAReason) {
  EXPECT_EQ(error_of(GetParam().json), "this is JSON that breaks off or is damaged");
}

constexpr Case kBefore[] = {
    {"ABraceAlone", "{"},
    {"AKeyAlone", R"({"items")"},
    {"ABracketOfItems", R"({"items":[)"},
    {"ACommaBeforeTheItems", R"({,"items":[{"id":"1"}]})"},
    {"TextBehindAFeedWithoutItems", R"({"items":[]} x)"},
    {"AnItemThatBreaksOff", R"({"items":[{"id":"1")"},
};
INSTANTIATE_TEST_SUITE_P(Rfc8259_2, BeforeAnItem, testing::ValuesIn(kBefore), name_of);

TEST(JsonBytes, Rfc8259_8_1_ThatAreNoUtf8AreReplacedAmongThoseThatAre) {
  EXPECT_EQ(parsed("{\"title\":\"Größe Maß Fähre \xFF\",\"items\":[]}").title,
            "Größe Maß Fähre \uFFFD");
}

TEST(JsonBytes, OfADeleteOrALineSeparatorAreText) {
  EXPECT_EQ(parsed("{\"items\":[{\"id\":\"a\x7F\u2028z\"}]}").items.at(0).id, "a\x7F\u2028z");
}

TEST(JsonNesting, Of128LevelsIsRead) {
  const auto nested = [](std::size_t levels) {
    return R"({"items":[{"id":"1"}],"x":)" + repeat("[", levels) + repeat("]", levels) + "}";
  };
  EXPECT_THAT(parsed(nested(127)).items, SizeIs(1));
  EXPECT_EQ(error_of(nested(128)), "this is JSON that is nested too deeply");
}

TEST(JsonNesting, WithinAnItemCountsItsLevels) {
  const auto nested = [](std::size_t levels) {
    return R"({"items":[{"id":"1","_x":)" + repeat(R"({"a":)", levels) + "1" + repeat("}", levels) +
           "}]}";
  };
  EXPECT_EQ(parsed(nested(125)).items.at(0).id, "1");
  EXPECT_EQ(error_of(nested(126)), "this is JSON that is nested too deeply");
}

TEST(JsonNumbers, OfAFractionEndAt100Characters) {
  EXPECT_EQ(parsed(R"({"items":[{"id":0.)" + std::string(1000, '1') + "}]}").items.at(0).id,
            "0." + std::string(98, '1'));
}

TEST(JsonNumbers, KeepHowTheyAreWritten) {
  EXPECT_EQ(parsed(R"({"items":[{"id":1e3}]})").items.at(0).id, "1e3");
  EXPECT_EQ(parsed(R"({"items":[{"id":18446744073709551615}]})").items.at(0).id,
            "18446744073709551615");
  EXPECT_EQ(parsed(R"({"items":[{"id":-9223372036854775808}]})").items.at(0).id,
            "-9223372036854775808");
}

TEST(JsonLimits, EveryTextOfAListIsCutByItself) {
  const Feed feed =
      parsed(R"({"items":[{"tags":["abcdef","gh"],"authors":["ijklm"]}]})", {.max_field_bytes = 4});
  EXPECT_THAT(feed.items.at(0).categories, ElementsAre("abcd", "gh"));
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("ijkl"));
  EXPECT_EQ(feed.note, "a value was cut off");
}

TEST(JsonLimits, ATextOfTheLimitsLengthIsWhole) {
  const Feed feed = parsed(R"({"title":"abcd","items":[]})", {.max_field_bytes = 4});
  EXPECT_EQ(feed.title, "abcd");
  EXPECT_EQ(feed.note, "");
}

TEST(JsonLimits, AttachmentsOfAnItemAreLimited) {
  std::string json = R"({"items":[{"attachments":[{"url":"https://h.example/"})";
  for (int i = 0; i < 1000; ++i)
    json += R"(,{"url":"https://h.example/)" + std::to_string(i) + "\"}";
  EXPECT_THAT(parsed(json + "]}]}").items.at(0).enclosures, SizeIs(kMaxListed));
}

TEST(JsonLimits, ThoseOfOneItemAreNotTheNexts) {
  const std::string full = R"({"attachments":[)" + repeat("{},", kMaxListed) + "{}]}";
  const Feed feed =
      parsed(R"({"items":[)" + full + R"(,{"attachments":[{"url":"https://h.example/a"}]}]})");
  EXPECT_THAT(feed.items.at(1).enclosures, SizeIs(1));
}

TEST(JsonReceiver, ThatHasEnoughEndsTheReadingWithoutTruncation) {
  int count = 0;
  const auto feed = read(R"({"items":[{"id":"1"},{"id":"2"},{"id":"3"}]})", {}, [&](Item&&) {
    ++count;
    return false;
  });
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(count, 1);
  EXPECT_FALSE(feed->truncated);
}

TEST(JsonReceiver, KnowsOfTheFeedWhatStandsBeforeItsItems) {
  Item taken;
  const auto feed = read(R"({"language":"de","authors":[{"name":"A"}],"items":[{"id":"1"}]})", {},
                         [&](Item&& item) {
                           taken = std::move(item);
                           return true;
                         });
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(taken.language, "de");
  EXPECT_THAT(taken.authors, ElementsAre("A"));
}

TEST(JsonAuthors, OfBothVersionsAreAllListed) {
  const Feed feed =
      parsed(R"({"items":[{"author":{"name":"A"},"authors":[{"name":"B"},{"name":"A"}]}]})");
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("A", "B"));
}

TEST(JsonAuthors, WithoutNamesLeaveThoseOfTheFeed) {
  const Feed feed =
      parsed(R"({"authors":[{"name":"F"}],"items":[{"authors":[{"url":"https://h.example/"}]}]})");
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("F"));
}

TEST(JsonAuthors, AsAnObjectOfObjectsAreNone) {
  EXPECT_THAT(parsed(R"({"items":[{"authors":{"a":{"name":"No"}}}]})").items.at(0).authors,
              IsEmpty());
}

TEST(JsonMembers, AreNamedInSmallLetters) {
  const Item item = parsed(R"({"items":[{"ID":"1","Title":"T","tags ":["a"]}]})").items.at(0);
  EXPECT_EQ(item.id + item.title, "");
  EXPECT_THAT(item.categories, IsEmpty());
}

TEST(JsonMembers, WithEscapesInTheirNamesAreTheSame) {
  EXPECT_EQ(parsed(R"({"\u0069tems":[{"\u0069d":"1"}]})").items.at(0).id, "1");
}

}  // namespace
}  // namespace tidings::feed
