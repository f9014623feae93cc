#include "parsers/feed/xml_repair.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "parsers/feed/clean_text.hpp"
#include "parsers/feed/html_text.hpp"
#include "parsers/feed/names.hpp"

namespace tidings::feed {
namespace {

// Text longer than this, or in need of decoding, passes beside the parser.
constexpr std::size_t kMaxInline = 32;
// Decoded text is held in pieces of this size: the parser reads ahead some hundred of them at most.
constexpr std::size_t kPiece = 16'384;
constexpr std::size_t kLongestReference = 40;

// Where a piece of `text` may end without cutting a reference or a character.
std::size_t piece_end(std::string_view text) {
  if (text.size() <= kPiece) return text.size();
  std::size_t end = kPiece;
  while ((text[end] & 0xC0) == 0x80) --end;
  const std::size_t reference = text.rfind('&', end);
  const bool near = reference != std::string_view::npos && end - reference < kLongestReference;
  return near ? std::max(reference, std::size_t{1}) : end;
}

}  // namespace

XmlRepair::XmlRepair(std::string_view document) : input_(document), dirty_(has_unclean(document)) {}

void XmlRepair::emit(std::string_view piece) {
  if (!piece.empty()) queue_.push_back(piece);
}

void XmlRepair::emit_text(std::string_view piece) {
  if (!open_.empty()) emit(piece);
}

std::size_t XmlRepair::read(char* out, std::size_t capacity) {
  std::size_t written = 0;
  while (written < capacity) {
    if (queue_at_ == queue_.size()) {
      queue_.clear();
      queue_at_ = 0;
      scratch_.clear();
      if (ended_ || at_ >= input_.size()) break;
      next();
      continue;
    }
    std::string_view& piece = queue_[queue_at_];
    const std::size_t count = std::min(piece.size(), capacity - written);
    std::memcpy(out + written, piece.data(), count);
    written += count;
    piece.remove_prefix(count);
    if (piece.empty()) ++queue_at_;
  }
  return written;
}

void XmlRepair::next() {
  if (input_[at_] == '<') {
    read_markup();
  } else {
    read_text();
  }
}

void XmlRepair::read_text() {
  if (next_tag_ <= at_) next_tag_ = std::min(input_.find('<', at_), input_.size());
  const std::string_view run = input_.substr(at_, next_tag_ - at_);
  if (open_.empty()) {
    at_ = next_tag_;
    return;
  }
  const bool decodes = run.find('&') != std::string_view::npos || (dirty_ && has_unclean(run));
  if (!decodes) {
    at_ = next_tag_;
    const bool ends_section = run.find("]]>") != std::string_view::npos;  // an error in libxml2
    if (run.size() <= kMaxInline && !ends_section) {
      emit(run);
    } else {
      pass({run, {}, false});
    }
    return;
  }
  const std::size_t size = piece_end(run);
  at_ += size;
  Passage passage{{}, {}, true};
  append_decoded(passage.decoded, run.substr(0, size), entities_, dirty_);
  if (!passage.decoded.empty()) pass(std::move(passage));
}

void XmlRepair::pass(Passage&& passage) {
  passages_.push_back(std::move(passage));
  emit(kPassage);
}

void XmlRepair::literal_less_than() {
  ++at_;
  emit_text("&lt;");
}

void XmlRepair::read_markup() {
  const std::string_view rest = input_.substr(at_);
  if (rest.starts_with("<!--")) {
    if (!skip_past("-->", 4, no_comment_end_)) literal_less_than();
  } else if (rest.starts_with("<![CDATA[")) {
    read_cdata();
  } else if (rest.starts_with("<?")) {
    if (!skip_past("?>", 2, no_instruction_end_)) literal_less_than();
  } else if (rest.starts_with("<!")) {
    if (open_.empty()) {
      skip_declaration();
    } else {
      literal_less_than();
    }
  } else if (rest.starts_with("</")) {
    read_end_tag();
  } else {
    read_start_tag();
  }
}

// Goes behind `end`. False: there is none, which `missing` remembers.
bool XmlRepair::skip_past(std::string_view end, std::size_t from, bool& missing) {
  const std::size_t found = missing ? std::string_view::npos : input_.find(end, at_ + from);
  missing = found == std::string_view::npos;
  if (!missing) at_ = found + end.size();
  return !missing;
}

// XML 1.0 2.8: the document type declaration with its internal subset.
void XmlRepair::skip_declaration() {
  std::size_t depth = 0;
  std::size_t subset = 0;
  for (std::size_t i = at_ + 2; i < input_.size(); ++i) {
    const char c = input_[i];
    if (c == '"' || c == '\'') {
      const std::size_t end = input_.find(c, i + 1);
      if (end == std::string_view::npos) break;
      i = end;
    } else if (c == '[') {
      if (depth++ == 0) subset = i + 1;
    } else if (c == ']' && depth > 0) {
      if (--depth == 0) entities_ = read_entities(input_.substr(subset, i - subset));
    } else if (c == '>' && depth == 0) {
      at_ = i + 1;
      return;
    } else if (input_.substr(i).starts_with("<!--")) {
      const std::size_t end = input_.find("-->", i + 4);
      if (end == std::string_view::npos) break;
      i = end + 2;
    }
  }
  at_ = std::min(input_.find('>', at_), input_.size() - 1) + 1;
}

// XML 1.0 2.7.
void XmlRepair::read_cdata() {
  const std::size_t start = at_ + std::string_view("<![CDATA[").size();
  const std::size_t found = input_.find("]]>", start);
  const std::size_t end = std::min(found, input_.size());
  at_ = found == std::string_view::npos ? end : end + 3;
  const std::string_view content = input_.substr(start, end - start);
  if (open_.empty() || content.empty()) return;
  if (!dirty_ || !has_unclean(content)) {
    pass({content, {}, false});
    return;
  }
  Passage passage{{}, {}, true};
  append_clean(passage.decoded, content);
  pass(std::move(passage));
}

std::string_view XmlRepair::take_passage() {
  if (passages_.empty()) return {};
  taken_ = std::move(passages_.front());
  passages_.pop_front();
  return taken_.is_decoded ? std::string_view(taken_.decoded) : taken_.text;
}

std::size_t XmlRepair::find_open(std::string_view name) const {
  std::size_t depth = open_.size();
  while (depth > 0 && !equals_ignoring_case(open_[depth - 1], name)) --depth;
  return depth;
}

// Ends the elements deeper than `depth`.
void XmlRepair::close_until(std::size_t depth, std::string& out) {
  dropped_depth_ = 0;
  while (open_.size() > depth) {
    out += "</";
    out += open_.back();
    out += '>';
    open_.pop_back();
  }
  leaf_ = false;
  if (open_.empty()) ended_ = started_;
}

namespace {

bool is_entry(std::string_view name) {
  const std::string_view local = local_name(name);
  return equals_ignoring_case(local, "item") || equals_ignoring_case(local, "entry");
}

// The elements that the rest of a document depends on.
bool is_frame(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kFrames = {"channel", "rss",     "feed",  "rdf",
                                                              "url",     "sitemap", "urlset"};
  const std::string_view local = local_name(name);
  return is_entry(name) || std::ranges::any_of(kFrames, [local](std::string_view frame) {
           return equals_ignoring_case(frame, local);
         });
}

}  // namespace

void XmlRepair::read_end_tag() {
  const std::string_view name = read_tag_name(input_.substr(at_ + 2));
  if (name.empty()) {
    literal_less_than();
    return;
  }
  const std::size_t start = at_;
  const std::size_t end = input_.find_first_of("<>", start + 2 + name.size());
  if (end == std::string_view::npos) {  // the input ends within the tag
    at_ = input_.size();
    return;
  }
  at_ = input_[end] == '>' ? end + 1 : end;
  if (dropped_depth_ > 0 && !is_frame(name)) {
    --dropped_depth_;
    return;
  }
  const bool plain = dropped_depth_ == 0 && !open_.empty() && open_.back() == name &&
                     at_ == start + name.size() + 3;
  if (plain) {
    open_.pop_back();
    leaf_ = false;
    if (open_.empty()) ended_ = true;
    emit(input_.substr(start, at_ - start));
    return;
  }
  std::size_t depth = find_open(name);
  const bool misspelt = leaf_ && !is_html_element(name) && !is_frame(open_.back());
  if (depth == 0 && misspelt) depth = open_.size();
  if (depth == 0) return;
  close_until(depth - 1, scratch_);
  emit(scratch_);
}

void XmlRepair::read_start_tag() {
  const std::string_view rest = input_.substr(at_);
  if (!read_tag(rest, tag_)) {
    literal_less_than();
    return;
  }
  const bool self_closing = tag_.self_closing || is_void_element(tag_.name);
  at_ += tag_.size;
  if (is_entry(tag_.name)) {
    const std::size_t depth = find_open(tag_.name);
    if (depth > 0) close_until(depth - 1, scratch_);
  }
  if (open_.size() >= kMaxDepth) {
    too_deep_ = true;
    if (!self_closing) ++dropped_depth_;
    emit(scratch_);
    return;
  }
  started_ = true;
  if (tag_.clean && !dirty_ && scratch_.empty() && self_closing == tag_.self_closing) {
    emit(rest.substr(0, tag_.size));
  } else {
    open_element(tag_, self_closing);
    emit(scratch_);
  }
  leaf_ = !self_closing;
  if (!self_closing) open_.push_back(tag_.name);
  if (self_closing && open_.empty()) ended_ = true;
}

// Writes the tag anew.
void XmlRepair::open_element(const Tag& tag, bool self_closing) {
  std::string text;
  scratch_ += '<';
  scratch_ += tag.name;
  for (const auto& [name, value] : tag.attributes) {
    text.clear();
    append_decoded(text, value, {}, dirty_);
    scratch_ += ' ';
    scratch_ += name;
    scratch_ += "=\"";
    append_html(scratch_, text);
    scratch_ += '"';
  }
  scratch_ += self_closing ? "/>" : ">";
}

}  // namespace tidings::feed
