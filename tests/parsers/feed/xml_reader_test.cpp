#include "parsers/feed/xml_reader.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

std::string_view name_of(Namespace space) {
  constexpr std::string_view kNames[] = {
      "",        "atom:", "rdf:",        "dc:",    "dcterms:", "content:", "media:",
      "itunes:", "sy:",   "feedburner:", "xhtml:", "xml:",     "news:",    "other:"};
  return kNames[static_cast<std::size_t>(space)];
}

// Writes down what it is told, text joined: "<a x=1>text</>".
class Log final : public XmlHandler {
 public:
  bool start(const Element& element) override {
    log_ += "<" + std::string(name_of(element.space)) + std::string(element.name);
    for (const Attribute& attribute : element.attributes) {
      log_ += " " + std::string(name_of(attribute.space)) + std::string(attribute.name) + "=" +
              std::string(attribute.value);
    }
    log_ += ">";
    return element.name != "stop";
  }
  bool end() override {
    log_ += "</>";
    return true;
  }
  void text(std::string_view piece) override { log_ += piece; }

  [[nodiscard]] const std::string& log() const { return log_; }

 private:
  std::string log_;
};

std::string events(std::string_view document) {
  Log log;
  read_xml(document, log);
  return log.log();
}

struct Case {
  std::string_view document;
  std::string_view expected;
};

class Document : public testing::TestWithParam<Case> {};

TEST_P(Document, IsReadAsTheseEvents) {
  EXPECT_EQ(events(GetParam().document), GetParam().expected);
}

constexpr Case kElements[] = {
    {"<a><b>x</b>y</a>", "<a><b>x</>y</>"},
    {"<a/>", "<a></>"},
    {"<A><PubDate/></A>", "<a><pubdate></></>"},
    {"<a x='1' Y=\"2\"/>", "<a x=1 Y=2></>"},
    {"<a x='a&amp;b &lt; &#233;'/>", "<a x=a&b < \u00E9></>"},
    {"<a>1 &amp; 2 &lt; 3</a>", "<a>1 & 2 < 3</>"},
    {"<a><![CDATA[<b>&amp;</b>]]></a>", "<a><b>&amp;</b></>"},
    {"<a>x<![CDATA[y]]>z</a>", "<a>xyz</>"},
    {"<a> <b/> </a>", "<a> <b></> </>"},
    {"<a>x<!-- c -->y<?p i?>z</a>", "<a>xyz</>"},
    {"<a>\u00E9\U0001F600</a>", "<a>\u00E9\U0001F600</>"},
};
INSTANTIATE_TEST_SUITE_P(Xml10, Document, testing::ValuesIn(kElements));

constexpr Case kNamespaces[] = {
    {"<a xmlns:q='http://purl.org/dc/elements/1.1/'><q:b/></a>", "<a><dc:b></></>"},
    {"<a xmlns:dc='https://other.example/'><dc:b/></a>", "<a><other:b></></>"},
    {"<a><dc:b/></a>", "<a><dc:b></></>"},
    {"<a><odd:b/></a>", "<a><other:b></></>"},
    {"<feed xmlns='http://www.w3.org/2005/Atom'><b/></feed>", "<atom:feed><atom:b></></>"},
    {"<a xmlns='https://other.example/'><b/></a>", "<a><b></></>"},
    {"<a><b xmlns='https://other.example/'/></a>", "<a><other:b></></>"},
    {"<a xml:lang='en' xml:base='u'/>", "<a xml:lang=en xml:base=u></>"},
    {"<a xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='u'/>",
     "<a rdf:about=u></>"},
    {"<a xmlns:x='http://purl.org/dc/elements/1.1/'><b xmlns:x='http://purl.org/dc/terms/'><x:c/>"
     "</b><x:d/></a>",
     "<a><b><dcterms:c></></><dc:d></></>"},
};
INSTANTIATE_TEST_SUITE_P(XmlNames10, Document, testing::ValuesIn(kNamespaces));

TEST(ReadXml, StopsWhereTheHandlerHasEnough) {
  EXPECT_EQ(events("<a><stop/><b/></a>"), "<a><stop>");
}

TEST(ReadXml, StoppingIsNotTruncation) {
  Log log;
  EXPECT_FALSE(read_xml("<a><stop>", log).truncated);
  EXPECT_TRUE(read_xml("<a><go>", log).truncated);
}

TEST(ReadXml, AnExceptionPassesThroughAndEndsTheReading) {
  class Thrower final : public XmlHandler {
   public:
    bool start(const Element&) override {
      ++calls;
      throw std::runtime_error("enough");
    }
    bool end() override { return ++calls > 0; }
    void text(std::string_view) override { ++calls; }
    int calls = 0;
  };
  Thrower thrower;
  EXPECT_THROW(read_xml("<a>x<b/></a>", thrower), std::runtime_error);
  EXPECT_EQ(thrower.calls, 1);
}

TEST(ReadXml, EveryStartOfAWholeDocumentHasItsEnd) {
  class Counter final : public XmlHandler {
   public:
    bool start(const Element&) override { return ++open > 0; }
    bool end() override { return --open >= 0; }
    void text(std::string_view) override {}
    int open = 0;
  };
  for (const std::string_view document :
       {"<a><b><c></a>", "<a></b></a>", "<a><p>x<p>y</a>", "<a><br></a>", "<a></a></a>"}) {
    Counter counter;
    read_xml(document, counter);
    EXPECT_EQ(counter.open, 0) << document;
  }
}

TEST(ReadXml, NothingIsReadOutOfNothing) {
  EXPECT_EQ(events(""), "");
  EXPECT_EQ(events("text"), "");
  EXPECT_EQ(events("<!DOCTYPE a>"), "");
}

// The interned names of libxml2 tell one binding from another: more of them than are remembered.
TEST(ReadXml, ManyPrefixesAreStillToldApart) {
  std::string document = "<a";
  for (int i = 0; i < 90; ++i) {
    document +=
        " xmlns:p" + std::to_string(i) + "='https://other.example/" + std::to_string(i) + "'";
  }
  document += " xmlns:q='http://purl.org/dc/elements/1.1/'>";
  for (int i = 0; i < 90; ++i) document += "<p" + std::to_string(i) + ":b/>";
  const std::string log = events(document + "<q:c/></a>");
  EXPECT_NE(log.find("<dc:c>"), std::string::npos);
  EXPECT_EQ(log.find("<dc:b>"), std::string::npos);
}

}  // namespace
}  // namespace tidings::feed
