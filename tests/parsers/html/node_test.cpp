#include "parsers/html/node.hpp"

#include <gtest/gtest.h>

#include "parsers/html/document.hpp"

namespace tidings::html {
namespace {

// The first element of that name in a page.
class FirstElement {
 public:
  FirstElement(std::string page, std::string_view name)
      : document_(*Document::parse(std::move(page))) {
    walk(*document_.root(), [&](const GumboNode& node) {
      if (node_ == nullptr && tag_name(node) == name) node_ = &node;
      return true;
    });
  }
  const GumboNode& operator*() const { return *node_; }

 private:
  Document document_;
  const GumboNode* node_ = nullptr;
};

TEST(TagName, IsLowerCaseAlsoForUnknownElements) {
  EXPECT_EQ(tag_name(*FirstElement("<AMP-Img src=x>", "amp-img")), "amp-img");
  EXPECT_EQ(tag_name(*FirstElement("<P>x", "p")), "p");
}

TEST(Attribute, IsEmptyWhenAbsent) {
  const FirstElement node("<p CLASS='a B' hidden>x", "p");
  EXPECT_EQ(attribute(*node, "class"), "a B");
  EXPECT_EQ(attribute(*node, "id"), "");
  EXPECT_TRUE(has_attribute(*node, "hidden"));
  EXPECT_FALSE(has_attribute(*node, "id"));
}

TEST(HasToken, LooksAtWholeTokens) {
  EXPECT_TRUE(has_token(" a  Canonical ", "canonical"));
  EXPECT_FALSE(has_token("canonicals", "canonical"));
  EXPECT_FALSE(has_token("", "a"));
  EXPECT_FALSE(has_token("a-b", "a"));
}

TEST(TextOf, PutsNoBlankAroundInlineTags) {
  EXPECT_EQ(text_of(*FirstElement("<p>one<b>two</b> <i>three</i>.</p>", "p")), "onetwo three.");
}

TEST(TextOf, PartsBlocksAndLines) {
  EXPECT_EQ(text_of(*FirstElement("<div>a<br>b<p>c</p>d</div>", "div")), "a b c d");
}

TEST(AppendCollapsed, TreatsUnicodeBlanksAsBlanks) {
  std::string text;
  append_collapsed(text, "a\xC2\xA0\xE2\x80\x83 b\xE3\x80\x80");
  append_collapsed(text, " c");
  EXPECT_EQ(text, "a b c");
}

TEST(Walk, EntersAndLeavesInPageOrder) {
  std::string seen;
  const FirstElement body("<body><p>a<b>c</b></p><ul><li>d</ul>", "body");
  walk(
      *body,
      [&](const GumboNode& node) {
        if (is_text(node)) seen += node.v.text.text;
        if (is_element(node)) seen += "<" + tag_name(node);
        return !is_element(node, GUMBO_TAG_UL);
      },
      [&](const GumboNode& node) {
        if (is_element(node)) seen += ">";
      });
  EXPECT_EQ(seen, "<body<pa<bc>><ul>");
}

}  // namespace
}  // namespace tidings::html
