#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/feed/clean_text.hpp"
#include "parsers/feed/tag.hpp"

namespace tidings::feed {

// What publishers serve in place of XML, made into XML piece by piece, so that an XML parser meets
// neither errors nor constructs that are dangerous or quadratic in it:
//   - references: HTML's names and those of the internal subset (plain text up to 1 kB) are
//     resolved, windows-1252 numbers put right, a bare '&' is escaped;
//   - a '<' that begins no tag is text; unquoted, repeated and impossible attributes are set right,
//     at most kMaxAttributes a tag and 64 kB a value are kept;
//   - tags nest: a missing end tag is supplied, a stray one dropped, a misspelt one ends its
//     element, an item within an item ends the outer one, "<br>" and the like stand alone; tags
//     more than kMaxDepth deep are dropped, their text stays;
//   - declarations, comments, processing instructions and what stands outside of the root element
//     are left out; control characters too, C1 ones become what windows-1252 has in their place;
//   - text that is long, has references or "]]>", or stands in a CDATA section does not pass
//     through the parser, which reads it slowly and takes 10 MB of a section at most: kPassage
//     stands in its place, take_passage() returns it decoded.
// Works in linear time and allocates for what has to be changed, not for the document.
class XmlRepair {
 public:
  static constexpr std::size_t kMaxDepth = 200;

  // `document` is valid UTF-8 from its first tag or declaration on; it must outlive the object.
  explicit XmlRepair(std::string_view document);

  // Fills `out` with the next bytes; 0 means that the document, or its root element, has ended.
  std::size_t read(char* out, std::size_t capacity);

  // A processing instruction that stands for text; the document's own are left out.
  static constexpr std::string_view kPassage = "<?t?>";

  // The text of the next kPassage, in document order; valid until the next call.
  [[nodiscard]] std::string_view take_passage();

  // True when the input ended within the root element.
  [[nodiscard]] bool truncated() const { return !open_.empty() || (!ended_ && !started_); }
  [[nodiscard]] bool too_deep() const { return too_deep_; }

 private:
  struct Passage {
    std::string_view text;  // of the input, where nothing had to be decoded
    std::string decoded;
    bool is_decoded = false;
  };

  void next();
  void read_text();
  void pass(Passage&& passage);
  void read_markup();
  bool skip_past(std::string_view end, std::size_t from, bool& missing);
  void skip_declaration();
  void read_cdata();
  void read_end_tag();
  void read_start_tag();
  void open_element(const Tag& tag, bool self_closing);
  void close_until(std::size_t depth, std::string& out);
  [[nodiscard]] std::size_t find_open(std::string_view name) const;
  void emit(std::string_view piece);
  void emit_text(std::string_view piece);
  void literal_less_than();

  std::string_view input_;
  std::size_t at_ = 0;
  std::size_t next_tag_ = 0;  // the first '<' at or after at_
  bool dirty_ = false;        // the input has control or C1 characters
  bool started_ = false;
  bool ended_ = false;
  bool leaf_ = false;  // nothing but text since the innermost start tag
  bool too_deep_ = false;
  bool no_comment_end_ = false;
  bool no_instruction_end_ = false;
  std::size_t dropped_depth_ = 0;
  std::vector<std::string_view> open_;
  std::deque<Passage> passages_;  // that the parser has not come to yet
  Passage taken_;
  Entities entities_;
  std::string scratch_;
  std::vector<std::string_view> queue_;
  std::size_t queue_at_ = 0;
  Tag tag_;
};

}  // namespace tidings::feed
