#include "config/yaml_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace tidings::config {
namespace {

constexpr std::string_view kSourcesKey = "sources";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Mark mark_of(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

// What yaml-cpp's messages mean to the person who wrote the file.
std::string explain(std::string_view message) {
  struct Reading {
    std::string_view message;
    std::string_view meaning;
  };
  static constexpr std::array kReadings{
      Reading{
          "end of map not found",
          "this line does not continue the map above it: its indentation differs, or a \":\" is "
          "missing"},
      Reading{"end of map flow not found", "a \"{\" is not closed, or a \",\" is missing"},
      Reading{"end of sequence not found",
              "this line does not continue the list above it: its indentation differs, or a \"- \" "
              "is missing"},
      Reading{"end of sequence flow not found", "a \"[\" is not closed, or a \",\" is missing"},
      Reading{"illegal map value",
              "a \":\" where no value can begin: text that holds \": \" needs quotes"},
      Reading{"illegal map key", "a key where none can stand"},
      Reading{"illegal block entry", "a \"- \" where no list can begin"},
      Reading{"illegal tab", "a tab; YAML is indented with blanks"},
      Reading{"illegal EOF in scalar", "a quote is not closed"},
      Reading{"illegal flow end", "a \"}\" or \"]\" without its beginning"},
      Reading{"unknown token",
              "a character that begins nothing in YAML: text that begins with @, ` "
              "or % needs quotes"},
      Reading{"unknown escape character",
              "an unknown escape in double quotes: write a backslash twice, or use single quotes"},
  };
  for (const Reading& reading : kReadings) {
    if (message.starts_with(reading.message)) return std::string(reading.meaning);
  }
  return std::string(message);
}

// Builds nodes from yaml-cpp's events; those that FileEvents hands over are not kept.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::string_view text, const FileEvents& events) : text_(text), events_(events) {}

  // Whether more than one document began; yaml-cpp begins them without end where it cannot go on.
  [[nodiscard]] bool is_over() const { return documents_ > 1; }

  struct Scalar {
    std::size_t offset = 0;
    Mark mark;
    bool quoted = false;
  };
  [[nodiscard]] const Scalar& last_scalar() const { return last_scalar_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ != 2) return;
    const auto at = std::min(static_cast<std::size_t>(mark.pos), text_.size());
    const bool marked = text_.substr(at).starts_with("---");
    events_.on_mistake(mark_of(mark), marked ? "a second document begins here"
                                             : "a character that begins nothing in YAML");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    Node node;
    node.mark = mark_of(mark);
    take(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    events_.on_mistake(mark_of(mark),
                       "aliases (*name) are not read; `defaults` holds what sources share");
    const bool is_item = !open_.empty() && open_.back().node.kind == Node::Kind::kList;
    if (!is_item) OnNull(mark, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    Node node;
    node.kind = Node::Kind::kScalar;
    node.mark = mark_of(mark);
    node.quoted = tag == "!";
    node.text = value;
    last_scalar_ = {static_cast<std::size_t>(mark.pos), node.mark, node.quoted};
    take(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    begin(Node::Kind::kList, mark);
  }
  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    begin(Node::Kind::kMap, mark);
  }
  void OnMapEnd() override {
    report_duplicates(open_.back().node.entries);
    end();
  }

 private:
  struct Open {
    Node node;
    std::optional<Node> key;  // of a map: read, its value not yet
  };

  void begin(Node::Kind kind, const YAML::Mark& mark) {
    Open open;
    open.node.kind = kind;
    open.node.mark = mark_of(mark);
    open_.push_back(std::move(open));
  }

  void end() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    take(std::move(node));
  }

  // Puts a finished node where it belongs.
  void take(Node node) {
    if (documents_ > 1) return;
    if (open_.empty()) {
      take_outermost(node);
    } else if (open_.back().node.kind == Node::Kind::kList) {
      take_item(std::move(node));
    } else if (!open_.back().key) {
      if (node.kind != Node::Kind::kScalar) {
        events_.on_mistake(node.mark, "a key must be a word");
      }
      open_.back().key = std::move(node);
    } else {
      take_value(std::move(node));
    }
  }

  void take_outermost(const Node& node) {
    if (node.kind == Node::Kind::kScalar) {
      events_.on_mistake(node.mark,
                         "a text; expected keys with values, such as \"corpus: FOLDER\"");
    }
  }

  void take_item(Node node) {
    if (is_source_list()) {
      events_.on_source(node);
    } else {
      open_.back().node.items.push_back(std::move(node));
    }
  }

  void take_value(Node node) {
    Node key = *std::exchange(open_.back().key, std::nullopt);
    if (key.kind != Node::Kind::kScalar) return;  // reported
    if (node.kind == Node::Kind::kNothing) node.mark = key.mark;
    Node::Entry entry{std::move(key.text), key.mark, std::move(node)};
    if (open_.size() == 1) {
      if (!is_streamed(entry) && !known_before(entry.key)) events_.on_entry(entry);
      entry.value = {};
    }
    open_.back().node.entries.push_back(std::move(entry));
  }

  [[nodiscard]] bool known_before(std::string_view key) const {
    return std::ranges::find(open_.back().node.entries, key, &Node::Entry::key) !=
           open_.back().node.entries.end();
  }

  // Whether the list that is open holds sources.
  [[nodiscard]] bool is_source_list() const {
    if (open_.size() == 1) return true;
    return open_.size() == 2 && open_.front().key && open_.front().key->text == kSourcesKey;
  }

  [[nodiscard]] static bool is_streamed(const Node::Entry& entry) {
    return entry.key == kSourcesKey && entry.value.kind == Node::Kind::kList;
  }

  void report_duplicates(const std::vector<Node::Entry>& entries) {
    std::vector<const Node::Entry*> sorted;
    sorted.reserve(entries.size());
    for (const Node::Entry& entry : entries) sorted.push_back(&entry);
    std::ranges::sort(sorted, {}, [](const Node::Entry* entry) {
      return std::tuple(std::string_view(entry->key), entry->mark.line, entry->mark.column);
    });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i]->key != sorted[i - 1]->key) continue;
      events_.on_mistake(sorted[i]->mark,
                         fmt::format("duplicate key \"{}\": it stands on line {} already",
                                     sorted[i]->key, sorted[i - 1]->mark.line));
    }
  }

  std::string_view text_;
  const FileEvents& events_;
  std::vector<Open> open_;
  Scalar last_scalar_;
  int documents_ = 0;
};

// Whether the line that `mark` is on is indented with a tab.
bool has_tab(std::string_view text, Mark mark) {
  for (int line = 1; line < mark.line; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
  const std::size_t first = text.find_first_not_of(" \t");
  return text.substr(0, first).find('\t') != std::string_view::npos;
}

// Whether the quoted scalar that begins at `offset` has its closing quote; yaml-cpp takes the end
// of the file for one.
bool is_closed(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return true;
  const char quote = text[offset];
  if (quote != '"' && quote != '\'') return true;
  for (std::size_t i = offset + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= text.size() || text[i + 1] != quote) return true;
      ++i;
    }
  }
  return false;
}

}  // namespace

void read_yaml(std::string_view text, const FileEvents& events) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.find('\0') != std::string_view::npos) {
    events.on_mistake({}, "a zero byte: the file is not UTF-8 text");
    return;
  }
  std::istringstream in{std::string(text)};
  Builder builder(text, events);
  try {
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder) && !builder.is_over()) {
    }
    const Builder::Scalar& last = builder.last_scalar();
    if (last.quoted && !is_closed(text, last.offset)) {
      events.on_mistake(last.mark, "a quote is not closed");
    }
  } catch (const YAML::Exception& error) {
    const Mark mark = mark_of(error.mark);
    const bool tab = has_tab(text, mark);
    events.on_mistake(mark, explain(tab ? "illegal tab" : error.msg));
  }
}

}  // namespace tidings::config
