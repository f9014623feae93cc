#include "daemon/ingest/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kText =
    "<p>The ferry left the pier at nine in the morning with forty passengers on board, and nobody "
    "on the quay expected it back before the storm had passed.</p>"
    "<p>It came back at noon with all of them, wet through, and with a story that the village "
    "will tell for many years to come.</p>";

std::expected<PreparedDocument, Refusal> prepared(const PageInput& input) {
  const config::Source source{.name = "post"};
  const Filters filters({});
  const url::TrackingTable tracking;
  return prepare_page(input, {&source, &filters, nullptr, &tracking});
}

PageInput text_in_feed(std::string_view text = kText) {
  PageInput input;
  input.bytes = text;
  input.content_type = "text/html; charset=utf-8";
  input.url = "https://a.example/1";
  input.text_only = true;
  input.listed.title = "Ferry back";
  input.listed.published = DateTime::from_unix(1'710'408'413);
  return input;
}

TEST(PreparePage, ATextOfAFeedIsTakenWhole) {
  const auto document = prepared(text_in_feed());
  ASSERT_TRUE(document) << document.error().message;
  EXPECT_TRUE(document->bytes.starts_with(
      " date 2024-03-14 https://a.example/1\nFerry back\nThe ferry left the pier"))
      << document->bytes;
  EXPECT_THAT(document->bytes, HasSubstr("years to come.\n"));
}

TEST(PreparePage, ADocumentSaysWhereItsTextCameFrom) {
  EXPECT_EQ(prepared(text_in_feed())->record.text_source, "feed");
  PageInput page = text_in_feed();
  page.text_only = false;
  EXPECT_EQ(prepared(page)->record.text_source, "page");
}

TEST(PreparePage, ShortParagraphsOfATextOfAFeedStay) {
  const std::string text = std::string(kText) + "<p>So it goes.</p>";
  EXPECT_THAT(prepared(text_in_feed(text))->bytes, HasSubstr("\nSo it goes.\n"));
}

TEST(PreparePage, ATeaserInAFeedIsNoDocument) {
  const auto document = prepared(text_in_feed("<p>Read more.</p>"));
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().reason, state::Reason::kNoArticle);
}

TEST(PreparePage, WhatTheFeedSaidFillsWhatThePageLeavesOpen) {
  PageInput input = text_in_feed();
  input.text_only = false;
  input.listed.authors = {"Ann Lee"};
  input.listed.language = "en-GB";
  const auto document = prepared(input);
  ASSERT_TRUE(document);
  EXPECT_THAT(document->record.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(document->record.language, "en");
  EXPECT_EQ(document->record.date_source, "feed");
}

TEST(PreparePage, TheFeedsSummaryIsEvidenceForTheStandFirst) {
  const std::string stand_first = "Forty passengers and a storm that came too early.";
  const std::string bytes = "<html><body><h1>Ferry back</h1><header><div>" + stand_first +
                            "</div></header><div>" + std::string(kText) + "</div></body></html>";
  PageInput input = text_in_feed(bytes);
  input.text_only = false;
  EXPECT_EQ(prepared(input)->bytes.find(stand_first), std::string::npos);
  input.listed.summary = stand_first;
  EXPECT_NE(prepared(input)->bytes.find(stand_first), std::string::npos);
}

}  // namespace
}  // namespace tidings::ingest
