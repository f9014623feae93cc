#include "parsers/feed/field_table.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace tidings::feed {
namespace {

struct Record {
  std::string line;
  std::string token;
  std::string html;
  std::vector<std::string> list;
};

constexpr FieldRow<Record> kRows[] = {
    {Namespace::kNone, "line", Form::kLine, &Record::line},
    {Namespace::kNone, "token", Form::kToken, &Record::token},
    {Namespace::kNone, "html", Form::kHtml, &Record::html},
    {Namespace::kNone, "list", Form::kToken, nullptr, &Record::list},
    {Namespace::kDc, "line", Form::kLine, &Record::line},
};

Value html(std::string_view text) { return {.text = std::string(text), .is_html = true}; }

void put(Record& record, int row, Value value) { store(record, kRows[row], value); }

TEST(FindRow, IsByNamespaceAndName) {
  EXPECT_EQ(find_row<Record>(kRows, Namespace::kNone, "token"), 1);
  EXPECT_EQ(find_row<Record>(kRows, Namespace::kDc, "line"), 4);
  EXPECT_EQ(find_row<Record>(kRows, Namespace::kDc, "token"), -1);
  EXPECT_EQ(find_row<Record>(kRows, Namespace::kNone, "other"), -1);
  EXPECT_EQ(find_row<Record>({}, Namespace::kNone, "line"), -1);
}

TEST(Store, EachFormKeepsItsOwn) {
  Record record;
  put(record, 0, html(" <b>a</b>\n b "));
  put(record, 1, html(" <b>a</b> "));
  put(record, 2, html("<b>a</b>"));
  EXPECT_EQ(record.line, "a b");
  EXPECT_EQ(record.token, "<b>a</b>");
  EXPECT_EQ(record.html, "<b>a</b>");
}

TEST(Store, TheFirstValueStays) {
  Record record;
  put(record, 0, html("one"));
  put(record, 0, html("two"));
  EXPECT_EQ(record.line, "one");
}

TEST(Store, ARowOfAnotherNamespaceFillsTheSameMemberOnce) {
  Record record;
  put(record, 4, html("dc"));
  put(record, 0, html("own"));
  EXPECT_EQ(record.line, "dc");
}

TEST(Store, AnEmptyValueIsNone) {
  Record record;
  put(record, 1, html("  "));
  put(record, 1, html("two"));
  put(record, 3, html(" "));
  EXPECT_EQ(record.token, "two");
  EXPECT_TRUE(record.list.empty());
}

TEST(Store, AListTakesAllInOrder) {
  Record record;
  for (const char* value : {"b", "a", "b"}) put(record, 3, html(value));
  EXPECT_THAT(record.list, testing::ElementsAre("b", "a", "b"));
}

}  // namespace
}  // namespace tidings::feed
