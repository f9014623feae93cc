#include "parsers/feed/sniff.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

struct Case {
  std::string_view text;
  Format format;
};

class Sniffing : public testing::TestWithParam<Case> {};

TEST_P(Sniffing, TellsTheFormat) {
  EXPECT_EQ(sniff(GetParam().text).format, GetParam().format) << GetParam().text;
}

constexpr Case kRootElements[] = {
    {"<rss/>", Format::kRss},         {"<RSS version='2.0'>", Format::kRss},
    {"<rdf:RDF>", Format::kRss},      {"<channel>", Format::kRss},
    {"<feed>", Format::kAtom},        {"<atom:feed>", Format::kAtom},
    {"<entry>", Format::kAtom},       {"<urlset>", Format::kSitemap},
    {"<s:urlset>", Format::kSitemap}, {"<sitemapindex>", Format::kSitemap},
    {"<feeds>", Format::kUnknown},    {"<html>", Format::kUnknown},
    {"<opml>", Format::kUnknown},
};
INSTANTIATE_TEST_SUITE_P(ByTheRootElement, Sniffing, testing::ValuesIn(kRootElements));

constexpr Case kBefore[] = {
    {"<?xml version='1.0'?><rss>", Format::kRss},
    {"<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><!-- <html> --><rss>", Format::kRss},
    {"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'x.dtd'><rss>", Format::kRss},
    {"<!DOCTYPE rss [<!ENTITY a '<html>'>]><rss>", Format::kRss},
    {"<!-- <feed> --><rss>", Format::kRss},
    {"<!-- never closed <rss>", Format::kRss},
    {"Notice: x in y.php\n<rss>", Format::kRss},
    {"<br />\n<b>Warning</b>: x<br />\n<feed>", Format::kAtom},
    {"<html><body><rss></body></html>", Format::kUnknown},
    {"<!doctype html><html>", Format::kUnknown},
    {"<HTML>", Format::kUnknown},
};
INSTANTIATE_TEST_SUITE_P(BehindOtherThings, Sniffing, testing::ValuesIn(kBefore));

constexpr Case kWithoutElements[] = {
    {"{\"version\":1}", Format::kJson},
    {" \n[1]", Format::kJson},
    {"https://h.example/1\nhttps://h.example/2", Format::kText},
    {"http://h.example/", Format::kText},
    {"", Format::kUnknown},
    {"words", Format::kUnknown},
    {"1 < 2", Format::kUnknown},
    {"<", Format::kUnknown},
    {"<>", Format::kUnknown},
    {"%PDF-1.7", Format::kUnknown},
};
INSTANTIATE_TEST_SUITE_P(WithoutElements, Sniffing, testing::ValuesIn(kWithoutElements));

TEST(Sniff, AKnownRootCountsInTheFirst4KilobytesOnly) {
  const auto behind = [](std::size_t junk) {
    return sniff("<p>" + std::string(junk, 'x') + "<rss>").format;
  };
  EXPECT_EQ(behind(4000), Format::kRss);
  EXPECT_EQ(behind(5000), Format::kUnknown);
}

TEST(Sniff, TheDocumentBeginsWithItsFirstMarkup) {
  EXPECT_EQ(sniff("junk <?xml version='1.0'?><rss/>").document, "<?xml version='1.0'?><rss/>");
  EXPECT_EQ(sniff("<b>junk</b><rss/>").document, "<rss/>");
}

TEST(Sniff, WhatItIsInsteadIsNamed) {
  EXPECT_EQ(sniff("<html>").what, "this is an HTML page");
  EXPECT_EQ(sniff("<svg>").what, "this is not a feed: its root element is <svg>");
  EXPECT_EQ(sniff("< 2 >").what, "this is not a feed: it has no elements");
  EXPECT_EQ(sniff("words").what, "this is not a feed: it has no markup");
}

}  // namespace
}  // namespace tidings::feed
