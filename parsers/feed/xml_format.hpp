#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/feed/names.hpp"
#include "parsers/feed/xml_reader.hpp"

// What the XML formats have in common: a format says which elements it enters and which values it
// wants, FormatReader walks, collects text and keeps track of xml:base and xml:lang, of which those
// are passed over that are longer than addresses and languages are.
namespace tidings::feed {

// How the text of a value is to be read.
enum class TextType : std::uint8_t {
  kPlain,   // characters; child elements make it HTML
  kHtml,    // escaped HTML, or plain text written as such; child elements are taken as HTML too
  kXhtml,   // child elements are the HTML, characters are characters
  kBase64,  // HTML in base64
};

struct Value {
  std::string text;
  bool is_html = false;
  std::string_view base;  // absolute URL, or empty

  // Keeps the first `most` bytes at the most, and no part of a character.
  void cut(std::size_t most);

  // As plain text, one line.
  [[nodiscard]] std::string line() const;
  // As HTML, links resolved; the value is empty after that.
  [[nodiscard]] std::string html() &&;
};

struct Position {
  int scope = 0;
  std::string_view base;
  std::string_view language;
};

struct Step {
  enum class Kind : std::uint8_t { kSkip, kEnter, kCollect };
  Kind kind = Kind::kSkip;
  int id = 0;  // of the scope that is entered, or the value that is collected
  TextType type = TextType::kPlain;
};

[[nodiscard]] inline Step skip() { return {}; }
[[nodiscard]] inline Step enter(int scope) { return {Step::Kind::kEnter, scope, TextType::kPlain}; }
[[nodiscard]] inline Step collect(int value, TextType type) {
  return {Step::Kind::kCollect, value, type};
}

// A format: its scopes and values are numbers of its own; the document is scope 0.
class XmlFormat {
 public:
  virtual ~XmlFormat() = default;
  // What to do with an element, met in position.scope.
  virtual Step open(const Element& element, const Position& position) = 0;
  // A scope that was entered ends. False: read no further.
  virtual bool close(int scope) = 0;
  virtual void value(int id, Value&& value) = 0;
};

// Walks a document for a format. `max_value_bytes` cuts values off.
class FormatReader final : public XmlHandler {
 public:
  FormatReader(XmlFormat& format, std::string_view base_url, std::size_t max_value_bytes);

  bool start(const Element& element) override;
  bool end() override;
  void text(std::string_view piece) override;

  // True when a value was cut off.
  [[nodiscard]] bool cut() const { return cut_; }

 private:
  struct Inherited {
    std::size_t depth;
    std::string value;
  };

  void inherit(const Element& element);
  void start_markup();
  void append(std::string_view piece);
  void open_markup(const Element& element);
  void finish_value();
  [[nodiscard]] std::string_view base() const;
  [[nodiscard]] std::string_view language() const;

  XmlFormat& format_;
  std::size_t max_value_bytes_;
  std::size_t depth_ = 0;
  std::vector<int> scopes_{0};
  std::size_t skipped_ = 0;     // depth within an element that is skipped
  std::size_t collecting_ = 0;  // depth within a value
  Step step_;
  bool markup_ = false;
  bool full_ = false;  // the value was cut off, the rest of it is left out
  bool cut_ = false;
  std::string text_;
  std::vector<std::string> tags_;  // open elements within the value, for their end tags
  std::vector<Inherited> bases_;
  std::vector<Inherited> languages_;
};

}  // namespace tidings::feed
