#include "parsers/feed/xml_repair.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "parsers/feed/names.hpp"
#include "parsers/feed/references.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::feed {
namespace {

constexpr std::size_t kMaxEntities = 256;
constexpr std::size_t kMaxEntityBytes = 1000;
constexpr std::size_t kMaxSubsetBytes = 100'000;
constexpr std::size_t kCdataPiece = 65'536;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// C1 characters (C2 80..C2 9F), U+FFFE and U+FFFF (EF BF BE, EF BF BF).
bool is_odd_sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) == 0xC2) return at + 1 < text.size() && byte(at + 1) < 0xA0;
  return byte(at) == 0xEF && at + 2 < text.size() && byte(at + 1) == 0xBF && byte(at + 2) >= 0xBE;
}

bool is_unclean(std::string_view text, std::size_t at) {
  return is_control(text[at]) || is_odd_sequence(text, at);
}

// Whether text holds anything that is_unclean; blocks of a fixed size, so that it is vectorised.
bool has_unclean(std::string_view text) {
  constexpr std::size_t kBlock = 64;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    unsigned char suspects = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      const bool control = (byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r');
      suspects |= static_cast<unsigned char>(control | (byte == 0xC2) | (byte == 0xEF));
    }
    if (suspects == 0) continue;
    for (std::size_t i = at; i < at + kBlock; ++i) {
      if (is_unclean(text, i)) return true;
    }
  }
  for (; at < text.size(); ++at) {
    if (is_unclean(text, at)) return true;
  }
  return false;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

// The size of a reference that an XML parser resolves as we would; 0: it takes read_reference.
std::size_t plain_reference(std::string_view text) {
  for (const std::string_view known : {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"}) {
    if (text.starts_with(known)) return known.size();
  }
  return 0;
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

std::size_t XmlRepair::clean_run_end(std::size_t end) const {
  if (!dirty_) return end;
  std::size_t at = at_;
  while (at < end && !is_unclean(input_, at)) ++at;
  return at;
}

void XmlRepair::read_text() {
  if (next_tag_ <= at_) next_tag_ = std::min(input_.find('<', at_), input_.size());
  if (open_.empty()) {
    at_ = next_tag_;
    return;
  }
  std::size_t end = clean_run_end(next_tag_);
  std::size_t reference = at_;
  for (;;) {
    const void* const found = std::memchr(input_.data() + reference, '&', end - reference);
    if (found == nullptr) break;
    reference = static_cast<std::size_t>(static_cast<const char*>(found) - input_.data());
    const std::size_t size = plain_reference(input_.substr(reference));
    if (size == 0) {
      end = reference;
      break;
    }
    reference = std::min(reference + size, end);
  }
  if (end > at_) {
    emit(input_.substr(at_, end - at_));
    at_ = end;
  } else if (input_[at_] == '&') {
    read_reference_here();
  } else {
    read_unclean_character();
  }
}

void XmlRepair::read_reference_here() {
  const std::string_view rest = input_.substr(at_);
  if (const auto reference = read_reference(rest)) {
    append_escaped(scratch_, reference->text);
    at_ += reference->size;
    emit(scratch_);
    return;
  }
  const std::string_view name = read_tag_name(rest.substr(1));
  if (!entities_.empty() && !name.empty() && rest.substr(1 + name.size()).starts_with(';')) {
    if (const auto found = entities_.find(std::string(name)); found != entities_.end()) {
      at_ += name.size() + 2;
      emit(found->second);
      return;
    }
  }
  ++at_;
  emit("&amp;");
}

void XmlRepair::read_unclean_character() {
  const char32_t c = text::next_character(input_, at_);
  if (c < 0x80 || c >= 0xA0) return;
  const char32_t meant = from_windows_1252(c);
  if (meant == c) return;
  text::append_character(scratch_, meant);
  emit(scratch_);
}

void XmlRepair::literal_less_than() {
  ++at_;
  emit_text("&lt;");
}

void XmlRepair::read_markup() {
  const std::string_view rest = input_.substr(at_);
  if (rest.starts_with("<!--")) {
    if (!skip_comment()) literal_less_than();
  } else if (rest.starts_with("<![CDATA[")) {
    read_cdata();
  } else if (rest.starts_with("<?")) {
    if (!skip_instruction()) literal_less_than();
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

bool XmlRepair::skip_comment() {
  const std::size_t end = no_comment_end_ ? std::string_view::npos : input_.find("-->", at_ + 4);
  no_comment_end_ = end == std::string_view::npos;
  if (!no_comment_end_) at_ = end + 3;
  return !no_comment_end_;
}

bool XmlRepair::skip_instruction() {
  const std::size_t end = no_instruction_end_ ? std::string_view::npos : input_.find("?>", at_ + 2);
  no_instruction_end_ = end == std::string_view::npos;
  if (!no_instruction_end_) at_ = end + 2;
  return !no_instruction_end_;
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
      if (--depth == 0) read_entities(input_.substr(subset, i - subset));
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

// <!ENTITY name "text">: only text, no reference to another entity, nothing from outside.
void XmlRepair::read_entities(std::string_view subset) {
  subset = subset.substr(0, kMaxSubsetBytes);
  constexpr std::string_view kStart = "<!ENTITY";
  for (std::size_t at = subset.find(kStart); at != std::string_view::npos;
       at = subset.find(kStart, at + 1)) {
    std::string_view rest = trim(subset.substr(at + kStart.size()));
    const std::string_view name = read_tag_name(rest);
    rest = trim(rest.substr(name.size()));
    if (name.empty() || rest.empty() || (rest[0] != '"' && rest[0] != '\'')) continue;
    const std::string_view value = rest.substr(1, rest.find(rest[0], 1) - 1);
    std::string text;
    bool plain = value.size() <= kMaxEntityBytes && value.find('%') == std::string_view::npos;
    for (std::size_t i = 0; plain && i < value.size();) {
      if (value[i] != '&') {
        text += value[i++];
        continue;
      }
      const auto reference = read_reference(value.substr(i));
      plain = reference.has_value();
      if (plain) {
        text += reference->text;
        i += reference->size;
      }
    }
    if (!plain || entities_.size() == kMaxEntities) continue;
    std::string escaped;
    append_escaped(escaped, text);
    entities_.emplace(name, std::move(escaped));
  }
}

// XML 1.0 2.7, in pieces, since libxml2 takes no section over 10 MB.
void XmlRepair::read_cdata() {
  const std::size_t start = at_ + std::string_view("<![CDATA[").size();
  const std::size_t found = input_.find("]]>", start);
  const std::size_t end = std::min(found, input_.size());
  at_ = found == std::string_view::npos ? end : end + 3;
  if (open_.empty()) return;
  std::string_view content = input_.substr(start, end - start);
  if (dirty_ && has_unclean(content)) {
    for (std::size_t i = 0; i < content.size();) {
      const bool unclean = is_unclean(content, i);
      char32_t c = text::next_character(content, i);
      if (unclean) c = c >= 0x80 && c < 0xA0 ? from_windows_1252(c) : 0;
      if (c != 0) text::append_character(scratch_, c);
    }
    content = scratch_;
  }
  while (!content.empty()) {
    std::size_t size = std::min(content.size(), kCdataPiece);
    while (size < content.size() && (content[size] & 0xC0) == 0x80) --size;
    emit("<![CDATA[");
    emit(content.substr(0, size));
    emit("]]>");
    content.remove_prefix(size);
  }
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
  if (depth == 0 && leaf_ && !is_html_element(name)) depth = open_.size();
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
  scratch_ += '<';
  scratch_ += tag.name;
  for (const auto& [name, value] : tag.attributes) {
    scratch_ += ' ';
    scratch_ += name;
    scratch_ += "=\"";
    for (std::size_t i = 0; i < value.size();) {
      if (value[i] == '&') {
        if (const auto reference = read_reference(value.substr(i))) {
          append_escaped(scratch_, reference->text);
          i += reference->size;
          continue;
        }
      }
      const std::size_t start = i;
      const bool unclean = dirty_ && is_unclean(value, i);
      const char32_t c = text::next_character(value, i);
      if (!unclean) {
        append_escaped(scratch_, value.substr(start, i - start));
      } else if (c >= 0x80 && c < 0xA0 && from_windows_1252(c) != c) {
        text::append_character(scratch_, from_windows_1252(c));
      }
    }
    scratch_ += '"';
  }
  scratch_ += self_closing ? "/>" : ">";
}

}  // namespace tidings::feed
