#include "parsers/text/clean_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "parsers/text/classified_line.hpp"
#include "parsers/text/line_kind.hpp"
#include "parsers/text/repeats.hpp"

namespace tidings::text {
namespace {

constexpr std::size_t kMaxEntryLines = 8;  // of one article in a list of others
constexpr std::string_view kOtherArticles = "list of other articles";

bool is_day(std::string_view word) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  return word.size() == kForm.size() && std::ranges::equal(word, kForm, [](char c, char form) {
           return form == 'd' ? c >= '0' && c <= '9' : c == form;
         });
}

// One cleaning: the lines, what is known of them, and a step for each class of noise.
class Cleaner {
 public:
  Cleaner(std::string_view raw, const Boilerplate& known)
      : known_(known), lines_(classify_lines(raw)) {}

  CleanText run() {
    take_header();
    drop_known_lines();
    drop_by_kind();
    take_title();
    drop_teasers();
    drop_repeats();
    drop_labels_between_metadata();
    drop_tags();
    drop_head_matter();
    drop_days();
    drop_author_box();
    return result();
  }

 private:
  void take_header();
  void take_title();
  void drop_known_lines();
  void drop_by_kind();
  void drop_share_bars();
  void drop_teasers();
  void drop_teaser_pairs();
  void drop_dated_headlines();
  std::size_t end_of_teasers(std::size_t heading) const;
  void drop_repeats();
  void drop_repeated_labels();
  void drop_labels_between_metadata();
  void drop_tags();
  void drop_head_matter();
  void drop_above_text(std::size_t i);
  void drop_days();
  void drop_author_box();
  CleanText result();

  void drop_range(std::size_t from, std::size_t to, std::string_view why) {
    for (std::size_t i = from; i < to; ++i) lines_[i].drop(why);
  }
  // The next line from `i` on that was not dropped.
  std::size_t next_kept(std::size_t i) const {
    while (i < lines_.size() && lines_[i].dropped) ++i;
    return i;
  }
  // The last line before `i` that was not dropped.
  const Line* kept_before(std::size_t i) const {
    while (i > 0) {
      if (!lines_[--i].dropped) return &lines_[i];
    }
    return nullptr;
  }
  std::vector<std::string> kept_texts(std::vector<std::size_t>& indices) const;

  const Boilerplate& known_;
  std::vector<Line> lines_;
  CleanText clean_;
  bool has_header_ = false;
};

void Cleaner::take_header() {
  if (lines_.empty() || !lines_[0].text.starts_with("date ")) return;
  const std::string_view rest = std::string_view(lines_[0].text).substr(5);
  const std::size_t blank = std::min(rest.find(' '), rest.size());
  const std::string_view day = rest.substr(0, blank);
  if (!is_day(day) && day != "-") return;
  has_header_ = true;
  if (day != "-") clean_.day = day;
  const std::string_view url = rest.substr(std::min(blank + 1, rest.size()));
  const bool is_url = url.starts_with("http://") || url.starts_with("https://");
  if (is_url && url.find(' ') == std::string_view::npos) clean_.url = url;
  lines_[0].drop("header");
}

void Cleaner::drop_known_lines() {
  for (Line& line : lines_) {
    if (line.key.empty()) {
      line.drop("no words");
    } else if (known_.is_known(line.text)) {
      line.drop("known line");
    }
  }
}

void Cleaner::drop_by_kind() {
  for (Line& line : lines_) {
    const bool in_doubt = line.kind == LineKind::kText || line.kind == LineKind::kDay ||
                          line.kind == LineKind::kByline;
    const bool one_word = line.kind == LineKind::kShare && line.words == 1;
    if (!in_doubt && !one_word) line.drop(name_of(line.kind));
  }
  drop_share_bars();
}

// Names of networks one below the other.
void Cleaner::drop_share_bars() {
  for (std::size_t i = 0; i < lines_.size();) {
    std::size_t end = i;
    while (end < lines_.size() && (lines_[end].dropped || lines_[end].kind == LineKind::kShare))
      ++end;
    if (end - i >= 2) drop_range(i, end, name_of(LineKind::kShare));
    i = std::max(end, i + 1);
  }
}

void Cleaner::take_title() {
  std::size_t title = has_header_ ? 1 : next_kept(0);
  if (!has_header_) {
    // A section's name of one or two words may stand above the headline.
    while (title < lines_.size() && lines_[title].words < 3) title = next_kept(title + 1);
    if (title == lines_.size()) return;
    const Line& line = lines_[title];
    const bool comes_again = std::ranges::count(lines_, line.key, &Line::key) > 1;
    if (line.words > 40 || (line.text.ends_with('.') && !comes_again)) return;
    drop_range(0, title, "above the title");
  }
  if (title >= lines_.size()) return;
  clean_.title = lines_[title].text == "-" ? "" : lines_[title].text;
  const std::string key = lines_[title].key;
  lines_[title].dropped = true;
  lines_[title].reason = "title";
  if (lines_[title].words < 3) return;
  for (Line& line : lines_) {
    const bool with_site = line.key.starts_with(key + ' ') && line.words <= lines_[title].words + 4;
    if (line.key == key || (with_site && !line.terminated)) line.drop("title again");
  }
}

// Entries of a headline, at most one sentence or two of it, and an age or a cut-off text, for as
// long as they come; without such marks the headlines that follow each other.
std::size_t Cleaner::end_of_teasers(std::size_t heading) const {
  std::size_t end = heading + 1;
  std::size_t prose = 0;
  bool in_entry = false;
  for (std::size_t i = heading + 1; i < std::min(lines_.size(), end + kMaxEntryLines); ++i) {
    const Line& line = lines_[i];
    const bool is_mark = line.kind == LineKind::kMoment || line.is_cut_off();
    if (is_mark) {
      if (line.kind == LineKind::kText && !in_entry) break;
      end = i + 1;
      in_entry = line.kind == LineKind::kText;
      prose = 0;
    } else if (line.is_headline() || line.is_label()) {
      in_entry = true;
    } else if (!in_entry || ++prose > 1 || line.words > 60) {
      break;
    }
  }
  if (end > heading + 1) return end;
  while (end < lines_.size() &&
         (lines_[end].is_headline() || lines_[end].kind == LineKind::kByline)) {
    ++end;
  }
  return end;
}

void Cleaner::drop_teasers() {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!known_.is_heading_of_teasers(lines_[i].text)) continue;
    const std::size_t end = end_of_teasers(i);
    drop_range(i, end, kOtherArticles);
    i = end - 1;
  }
  drop_teaser_pairs();
  drop_dated_headlines();
}

// Two or more headlines in a row, each with a text that is cut off.
void Cleaner::drop_teaser_pairs() {
  for (std::size_t i = 0; i < lines_.size();) {
    std::size_t end = i;
    while (end + 1 < lines_.size() && lines_[end].is_headline() && lines_[end + 1].is_cut_off() &&
           lines_[end + 1].words <= 60) {
      end += 2;
    }
    if (end - i >= 4) drop_range(i, end, kOtherArticles);
    i = std::max(end, i + 1);
  }
}

// Between paragraphs, a headline with a date below it is that of another article.
void Cleaner::drop_dated_headlines() {
  bool in_text = false;
  for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
    Line& line = lines_[i];
    const bool is_dated = lines_[i + 1].kind == LineKind::kMoment;
    if (in_text && !line.dropped && !line.terminated && line.is_headline() && line.words >= 5 &&
        is_dated) {
      line.drop(kOtherArticles);
    }
    in_text = in_text || (!line.dropped && line.is_prose());
  }
}

std::vector<std::string> Cleaner::kept_texts(std::vector<std::size_t>& indices) const {
  std::vector<std::string> texts;
  indices.clear();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].dropped) continue;
    indices.push_back(i);
    texts.push_back(lines_[i].text);
  }
  return texts;
}

void Cleaner::drop_repeats() {
  std::vector<std::size_t> indices;
  const std::vector<bool> joined = joined_lines(kept_texts(indices));
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (joined[i]) lines_[indices[i]].drop("other paragraphs run together");
  }
  const std::vector<bool> repeated = repeated_lines(kept_texts(indices));
  for (std::size_t i = 0; i < repeated.size(); ++i) {
    if (repeated[i]) lines_[indices[i]].drop("repeated");
  }
  drop_repeated_labels();
}

// A name that stands alone again and again is furniture, unless paragraphs stand on both sides: it
// may be who speaks. One that comes only twice is said once.
void Cleaner::drop_repeated_labels() {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const Line& line : lines_) ++counts[line.key];
  std::unordered_set<std::string_view> seen;
  const auto is_paragraph = [&](std::size_t i) {
    return i < lines_.size() && !lines_[i].dropped && lines_[i].is_prose();
  };
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    if (line.dropped || !line.is_label()) continue;
    const bool again = !seen.insert(line.key).second;
    if (i > 0 && is_paragraph(i - 1) && is_paragraph(i + 1)) continue;
    if (again || counts[line.key] >= 3) line.drop("repeated label");
  }
}

// "dog sleds, winter mail": in lower case with commas.
bool is_list_of_tags(const Line& line) {
  return !line.terminated && line.words <= 20 && line.text.find(", ") != std::string::npos &&
         std::ranges::none_of(line.text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

void Cleaner::drop_labels_between_metadata() {
  std::optional<std::size_t> last;  // metadata with nothing but labels and dropped lines since
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].is_metadata()) {
      if (last) drop_range(*last, i, "among metadata");
      last = i;
    } else if (!lines_[i].dropped && !lines_[i].is_label() && !is_list_of_tags(lines_[i])) {
      last.reset();
    }
  }
}

// Three or more lines of a few words in lower case, or any labels behind the last paragraph, unless
// a line that ends in a colon announces them.
void Cleaner::drop_tags() {
  for (std::size_t i = 0; i < lines_.size();) {
    std::size_t end = i;
    std::size_t kept = 0;
    bool lower = true;
    for (; end < lines_.size() && (lines_[end].dropped || lines_[end].is_label()); ++end) {
      if (lines_[end].dropped) continue;
      ++kept;
      const char first = lines_[end].text.front();
      lower = lower && first >= 'a' && first <= 'z' && lines_[end].words <= 4;
    }
    const Line* before = kept_before(i);
    const bool announced = before != nullptr && before->text.ends_with(':');
    const bool at_end = end == lines_.size() && before != nullptr;
    if (!announced && ((kept >= 3 && lower) || (kept >= 1 && at_end && end - i > kept))) {
      drop_range(i, end, "tags");
    }
    i = std::max(end, i + 1);
  }
}

bool ends_in_a_year(std::string_view key) {
  const std::string_view last = key.substr(key.rfind(' ') + 1);
  return last.size() == 4 && (last.starts_with("19") || last.starts_with("20")) &&
         std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_capitals(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Between title and first paragraph: bylines, days, sections in capitals, captions. A byline may
// stand below a standfirst, too.
void Cleaner::drop_head_matter() {
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < lines_.size() && paragraphs < 2; ++i) {
    Line& line = lines_[i];
    if (line.dropped) continue;
    if (line.kind == LineKind::kByline) {
      line.drop("byline");
    } else if (line.is_prose()) {
      ++paragraphs;
    } else if (paragraphs == 0) {
      drop_above_text(i);
    }
  }
}

void Cleaner::drop_above_text(std::size_t i) {
  Line& line = lines_[i];
  const bool capitals = is_capitals(line.text);
  if (line.is_label() && capitals && line.words <= 3) {
    line.drop("section");
  } else if (!line.terminated && line.words >= 8 && ends_in_a_year(line.key)) {
    line.drop("caption");
  } else if (line.key == "by" && i + 1 < lines_.size() && lines_[i + 1].is_label()) {
    drop_range(i, i + 2, "byline");
  }
}

// A day or number alone is a heading where paragraphs stand on both sides.
void Cleaner::drop_days() {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].dropped || lines_[i].kind != LineKind::kDay) continue;
    const bool before = i > 0 && !lines_[i - 1].dropped && lines_[i - 1].is_prose();
    const bool after = i + 1 < lines_.size() && !lines_[i + 1].dropped && lines_[i + 1].is_prose();
    if (!before || !after) lines_[i].drop("day or number");
  }
}

// "covers", "is a reporter": what an author's box says. In English, as the boxes that were seen.
bool tells_a_career(std::string_view key) {
  constexpr std::array<std::string_view, 14> kWords = {
      "journalist", "journalists", "reporter", "reporters",    "editor",
      "editors",    "writer",      "writers",  "columnist",    "freelance",
      "covers",     "contributor", "newsroom", "correspondent"};
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    if (std::ranges::find(kWords, key.substr(0, end)) != kWords.end()) return true;
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return false;
}

// The last paragraph, when it begins with a name that has a line of its own and tells a career.
void Cleaner::drop_author_box() {
  std::vector<std::size_t> indices;
  kept_texts(indices);
  if (indices.size() < 3) return;
  Line& career = lines_[indices.back()];
  if (!tells_a_career(career.key)) return;
  for (Line& name : lines_) {
    const std::string_view key =
        std::string_view(name.key).substr(name.key.starts_with("by ") ? 3 : 0);
    if (name.terminated || name.words > 8 || key.find(' ') == std::string_view::npos) continue;
    const bool named = career.key.starts_with(key) || (career.key.starts_with("the ") &&
                                                       career.key.compare(4, key.size(), key) == 0);
    if (!named) continue;
    name.drop("author's box");
    career.drop("author's box");
  }
}

CleanText Cleaner::result() {
  for (Line& line : lines_) {
    if (!line.dropped) {
      clean_.paragraphs.push_back(std::move(line.text));
    } else if (line.reason != "title" && line.reason != "header") {
      clean_.dropped.push_back({line.number, std::string(line.reason), std::move(line.text)});
    }
  }
  return std::move(clean_);
}

}  // namespace

CleanText clean_text(std::string_view raw, const Boilerplate& known) {
  return Cleaner(raw, known).run();
}

}  // namespace tidings::text
