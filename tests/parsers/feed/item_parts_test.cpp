#include "parsers/feed/item_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  std::string_view written;
  std::string_view name;
};

class Person : public testing::TestWithParam<Case> {};

TEST_P(Person, HasAName) { EXPECT_EQ(person_name(GetParam().written), GetParam().name); }

constexpr Case kPeople[] = {
    {"Mary Pen", "Mary Pen"},
    {" Mary \n Pen ", "Mary Pen"},
    {"pen@h.example (Mary Pen)", "Mary Pen"},
    {"Mary Pen (pen@h.example)", "Mary Pen"},
    {"Mary Pen <pen@h.example>", "Mary Pen"},
    {"<pen@h.example>", "pen@h.example"},
    {"(pen@h.example)", "(pen@h.example)"},
    {"pen@h.example", "pen@h.example"},
    {"pen@h.example ()", "pen@h.example"},
    {"mailto:pen@h.example", "pen@h.example"},
    {"mailto:pen@h.example (Mary Pen)", "Mary Pen"},
    {"Mary Pen (Harbour News)", "Mary Pen (Harbour News)"},
    {"Mary Pen <Harbour News>", "Mary Pen"},
    {"Mary &amp; Al", "Mary & Al"},
    {"<a href='/pen'>Mary Pen</a>", "Mary Pen"},
    {"Mary @ Pen", "Mary @ Pen"},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(AsWritten, Person, testing::ValuesIn(kPeople));

TEST(FirstOf, IsTheFirstThatIsNotEmpty) {
  EXPECT_EQ(first_of({"", "a", "b"}), "a");
  EXPECT_EQ(first_of({"", ""}), "");
}

TEST(FirstDate, PassesOverWhatIsNoDate) {
  EXPECT_EQ(first_date({"", "soon", "2024-03-14"}, "")->day_text(), "2024-03-14");
  EXPECT_EQ(first_date({"soon"}, ""), std::nullopt);
}

TEST(FirstDate, Iso8601MayLeaveOutTheCentury) {
  EXPECT_EQ(first_date({"031231"}, "")->day_text(), "2003-12-31");
}

TEST(FirstDate, TheLanguageDecidesAnAmbiguousMonth) {
  EXPECT_EQ(first_date({"14 listopada 2024"}, "pl")->month, 11);
  EXPECT_EQ(first_date({"14 listopada 2024"}, "hr")->month, 10);
}

std::vector<Enclosure> enclosure(std::string_view url, std::string_view length) {
  std::vector<Enclosure> list;
  add_enclosure(list, url, " audio/mpeg\n", length, "https://h.example/f");
  return list;
}

TEST(AddEnclosure, ResolvesItsAddress) {
  const auto list = enclosure("/a.mp3", "1");
  ASSERT_THAT(list, SizeIs(1));
  EXPECT_EQ(list[0].url, "https://h.example/a.mp3");
  EXPECT_EQ(list[0].type, "audio/mpeg");
}

TEST(AddEnclosure, ALengthIsAWholeNumberOfBytes) {
  for (const auto& [written, length] :
       {std::pair<std::string_view, std::optional<std::uint64_t>>{"0", 0},
        {" 123 ", 123},
        {"18446744073709551615", 18'446'744'073'709'551'615ULL},
        {"18446744073709551616", {}},
        {"", {}},
        {"12 MB", {}},
        {"-1", {}},
        {"1.5", {}}}) {
    EXPECT_EQ(enclosure("/a.mp3", written)[0].length, length) << written;
  }
}

TEST(AddEnclosure, WithoutAWebAddressIsNone) {
  EXPECT_THAT(enclosure("", "1"), IsEmpty());
  EXPECT_THAT(enclosure("javascript:x", "1"), IsEmpty());
}

TEST(AddEnclosure, TheSameAddressIsListedOnce) {
  auto list = enclosure("/a.mp3", "1");
  add_enclosure(list, "https://h.example/a.mp3", "", "2", "");
  ASSERT_THAT(list, SizeIs(1));
  EXPECT_EQ(list[0].length, 1U);
}

TEST(AddKeywords, AreSplitAtCommasAndKeptOnce) {
  std::vector<std::string> list{"ferry"};
  add_keywords(list, "storm, ferry,, R&amp;D ,storm,");
  EXPECT_THAT(list, ElementsAre("ferry", "storm", "R&D"));
}

TEST(AddOnce, KeepsNoMoreThanTheLimit) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < kMaxListed + 10; ++i) add_once(list, std::to_string(i));
  EXPECT_THAT(list, SizeIs(kMaxListed));
  add_once(list, "");
  EXPECT_EQ(list.back(), std::to_string(kMaxListed - 1));
}

}  // namespace
}  // namespace tidings::feed
