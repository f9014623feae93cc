#include "parsers/feed/xml_format.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

// What FormatReader does for every XML format, with a format that writes down what it is told.
namespace tidings::feed {
namespace {

// Elements by their names: <s...> is a scope, <p>, <h>, <x> and <b> are values of a type, others
// are skipped. The log: "s(" a scope opens, ")" it ends, "p=..." a value, ending in its base and
// language.
class Recorder final : public XmlFormat {
 public:
  Step open(const Element& element, const Position& position) override {
    const std::string name(element.name);
    if (name.starts_with("s")) {
      scopes_ += 1;
      log_ += name + "(";
      if (!position.base.empty()) log_ += "@" + std::string(position.base);
      if (!position.language.empty()) log_ += "#" + std::string(position.language);
      return enter(scopes_);
    }
    for (const auto& [known, type] : {std::pair{"p", TextType::kPlain},
                                      {"h", TextType::kHtml},
                                      {"x", TextType::kXhtml},
                                      {"b", TextType::kBase64}}) {
      if (name == known) return collect(name[0], type);
    }
    return skip();
  }
  bool close(int scope) override {
    log_ += ")";
    return scope != stop_at;
  }
  void value(int id, Value&& value) override {
    const std::string line = value.line();
    log_ +=
        std::string(1, static_cast<char>(id)) + "=" + line + "|" + std::move(value).html() + ";";
  }

  int stop_at = -1;
  [[nodiscard]] const std::string& log() const { return log_; }

 private:
  std::string log_;
  int scopes_ = 0;
};

struct Read {
  std::string log;
  bool cut = false;
};

Read read_format(std::string_view document, std::string_view base = "", std::size_t limit = 1000) {
  Recorder recorder;
  FormatReader reader(recorder, base, limit);
  read_xml(document, reader);
  return {recorder.log(), reader.cut()};
}

struct Case {
  std::string_view name;
  std::string_view document;
  std::string_view log;
};

class Walk : public testing::TestWithParam<Case> {};

TEST_P(Walk, IsToldToTheFormat) { EXPECT_EQ(read_format(GetParam().document).log, GetParam().log); }

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return std::string(test.param.name);
}

constexpr Case kScopes[] = {
    {"OneInAnother", "<s><s1/><s2><s3/></s2></s>", "s(s1()s2(s3()))"},
    {"SkippedWithAllThatIsInIt", "<s><no><s1/><p>x</p></no><s2/></s>", "s(s2())"},
    {"TextOutsideOfValues", "<s>a<s1>b</s1>c</s>", "s(s1())"},
    {"AValueWithoutText", "<s><p/><p></p></s>", "s(p=|;p=|;)"},
    {"TheRootAsAValue", "<p>a</p>", "p=a|a;"},
    {"ASkippedRoot", "<no><p>a</p></no>", ""},
    {"EndsOfACutDocument", "<s><s1><p>a</p>", "s(s1(p=a|a;"},
};
INSTANTIATE_TEST_SUITE_P(Scopes, Walk, testing::ValuesIn(kScopes), name_of);

constexpr Case kPlain[] = {
    {"Characters", "<p>a &amp; &lt;b&gt;</p>", "p=a & <b>|a &amp; &lt;b&gt;;"},
    {"WhiteSpace", "<p>\n a\t b </p>", "p=a b|a\t b;"},
    {"Section", "<p><![CDATA[<b>a</b>]]></p>", "p=<b>a</b>|&lt;b&gt;a&lt;/b&gt;;"},
    {"ElementsMakeItHtml", "<p>1 &lt; 2 <i>b</i></p>", "p=1 < 2 b|1 &lt; 2 <i>b</i>;"},
};
INSTANTIATE_TEST_SUITE_P(PlainText, Walk, testing::ValuesIn(kPlain), name_of);

constexpr Case kHtml[] = {
    {"Escaped", "<h>&lt;b&gt;a&lt;/b&gt;</h>", "h=a|<b>a</b>;"},
    {"Section", "<h><![CDATA[<b>a</b> &amp; c]]></h>", "h=a & c|<b>a</b> &amp; c;"},
    {"EscapedTwice", "<h>&amp;amp;</h>", "h=&|&amp;;"},
    {"Naked", "<h><b>a</b> &amp; c</h>", "h=a & c|<b>a</b> &amp; c;"},
    {"NakedBehindText", "<h>&lt; <b>a</b></h>", "h=< a|&lt; <b>a</b>;"},
    {"NakedAttributes", "<h><a href='u?a=1&amp;b=2' title='\"'>x</a></h>",
     "h=x|<a href=\"u?a=1&amp;b=2\" title=\"&quot;\">x</a>;"},
    {"NakedVoidElement", "<h>a<br/>b</h>", "h=a b|a<br>b;"},
    {"NakedElementsOfAPrefix", "<h><z:b xmlns:z='u'>a</z:b></h>", "h=a|<b>a</b>;"},
    {"NakedInAnother", "<h><p>a<b>c</b></p></h>", "h=ac|<p>a<b>c</b></p>;"},
};
INSTANTIATE_TEST_SUITE_P(Html, Walk, testing::ValuesIn(kHtml), name_of);

constexpr Case kXhtml[] = {
    {"Elements", "<x><div>a<b>c</b></div></x>", "x=ac|<div>a<b>c</b></div>;"},
    {"CharactersAreCharacters", "<x>&lt;b&gt;</x>", "x=<b>|&lt;b&gt;;"},
    {"InASection", "<x><![CDATA[<b>]]></x>", "x=<b>|&lt;b&gt;;"},
    {"AttributesOfNamespacesGo", "<x><a xml:lang='en' href='u'>t</a></x>",
     "x=t|<a href=\"u\">t</a>;"},
};
INSTANTIATE_TEST_SUITE_P(Xhtml, Walk, testing::ValuesIn(kXhtml), name_of);

constexpr Case kBase64[] = {
    {"Decoded", "<b>PGk+YTwvaT4=</b>", "b=a|<i>a</i>;"},
    {"WithWhiteSpace", "<b>\n PGk+\n YTwvaT4=\n</b>", "b=a|<i>a</i>;"},
    {"ThatIsNone", "<b>no base64!</b>", "b=no base64!|no base64!;"},
    {"ThatIsNoUtf8", "<b>/w==</b>", "b=\uFFFD|\uFFFD;"},
    {"WithElements", "<b>PGk+<i>a</i></b>", "b=PGk+a|PGk+<i>a</i>;"},
};
INSTANTIATE_TEST_SUITE_P(Base64, Walk, testing::ValuesIn(kBase64), name_of);

constexpr Case kInherited[] = {
    {"BaseOfAScope", "<s><s1 xml:base='http://a/'/></s>", "s(s1(@http://a/))"},
    {"BaseOfTheRoot", "<s xml:base='http://a/b/'><s1/></s>", "s(@http://a/b/s1(@http://a/b/))"},
    {"BaseWithinABase", "<s xml:base='http://a/b/'><s1 xml:base='c/'/></s>",
     "s(@http://a/b/s1(@http://a/b/c/))"},
    {"BaseEndsWithItsElement", "<s><s1 xml:base='http://a/'/><s2/></s>", "s(s1(@http://a/)s2())"},
    {"BaseOfASkippedElementEndsToo", "<s><no xml:base='http://a/'/><s1/></s>", "s(s1())"},
    {"BaseOfAValue", "<s><h xml:base='http://a/'>&lt;a href='b'&gt;</h></s>",
     "s(h=|<a href='http://a/b'>;)"},
    {"BaseThatIsNoAddress", "<s xml:base='b/'><s1/></s>", "s(s1())"},
    {"BaseOfAnotherScheme", "<s xml:base='file:///etc/'><s1/></s>", "s(s1())"},
    {"Language", "<s xml:lang='en'><s1/><s2 xml:lang='de'/><s3/></s>",
     "s(#ens1(#en)s2(#de)s3(#en))"},
    {"BothAtOnce", "<s xml:base='http://a/' xml:lang='en'/>", "s(@http://a/#en)"},
};
INSTANTIATE_TEST_SUITE_P(XmlBaseAndXml10_2_12, Walk, testing::ValuesIn(kInherited), name_of);

TEST(FormatReader, TheFeedsAddressIsTheFirstBase) {
  EXPECT_EQ(read_format("<s xml:base='c'/>", "http://a/b").log, "s(@http://a/c)");
}

TEST(FormatReader, StopsWhereAScopeSaysSo) {
  Recorder recorder;
  recorder.stop_at = 2;
  FormatReader reader(recorder, "", 1000);
  read_xml("<s><s1/><s2/></s>", reader);
  EXPECT_EQ(recorder.log(), "s(s1()");
}

TEST(FormatReader, CutsAValueBetweenCharacters) {
  for (std::size_t limit = 0; limit <= 8; ++limit) {
    const Read read = read_format("<p>a\u00E9\u20AC.</p>", "", limit);
    const std::string whole = "a\u00E9\u20AC.";
    std::size_t size = std::min(limit, whole.size());
    while (size < whole.size() && (whole[size] & 0xC0) == 0x80) --size;
    const std::string kept = whole.substr(0, size);
    EXPECT_EQ(read.log, "p=" + kept + "|" + kept + ";") << limit;
    EXPECT_EQ(read.cut, limit < whole.size()) << limit;
  }
}

// What comes behind the cut would be read as if nothing had been left out.
TEST(FormatReader, WhatFollowsACutIsNoPartOfTheValue) {
  EXPECT_EQ(read_format("<p>a\u00E9<![CDATA[b]]></p>", "", 2).log, "p=a|a;");
}

TEST(FormatReader, ACutValueDoesNotCutTheNext) {
  const Read read = read_format("<s><p>abcdef</p><p>gh</p></s>", "", 3);
  EXPECT_EQ(read.log, "s(p=abc|abc;p=gh|gh;)");
}

TEST(FormatReader, PiecesOfAValueAreJoined) {
  EXPECT_EQ(read_format("<p>a<!-- c -->b<![CDATA[c]]>d<?x y?>e&amp;f</p>").log,
            "p=abcde&f|abcde&amp;f;");
}

}  // namespace
}  // namespace tidings::feed
