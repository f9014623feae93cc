#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "parsers/site_rules/rules_parts.hpp"
#include "parsers/site_rules/xpath_page.hpp"

namespace tidings::site_rules {
namespace {

constexpr std::size_t kMaxRules = 5'000;  // the largest published file has some 200
constexpr std::size_t kLongestXPath = 8'000;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

// A line taken apart: "wrap_in(blockquote): //p" gives wrap_in, blockquote, //p.
struct Directive {
  int line = 0;
  std::string_view name;
  std::string_view argument;
  bool has_argument = false;
  std::string_view value;
};

// Directives that ask for what tidings does not do: sign in, rewrite attributes, choose a parser.
constexpr auto kUnsupported = std::to_array<std::string_view>(
    {"login_uri", "login_username_field", "login_password_field", "login_extra_fields",
     "requires_login", "not_logged_in_xpath", "strip_attr", "post_strip_attr",
     "insert_detected_image", "footnotes", "parser", "autodetect_next_page", "skip_id_or_class",
     "src_lazy_load_attr", "strip_comments", "single_page_link_in_feed"});

class Reader {
 public:
  Reader(Rules::Parts& parts, std::vector<Mistake>* mistakes, std::vector<Mistake>* ignored)
      : parts_(parts), mistakes_(mistakes), ignored_(ignored) {}

  void read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    int number = 0;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(trim(text.substr(0, end)), ++number);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!find_string_.empty())
      mistake(find_line_, "find_string without a replace_string behind it");
  }

 private:
  void mistake(int line, std::string message) {
    if (mistakes_ != nullptr) mistakes_->push_back({line, std::move(message)});
  }

  void read_line(std::string_view line, int number) {
    if (line.empty() || line.starts_with('#') || line.starts_with("//")) return;
    Directive directive;
    directive.line = number;
    if (!take_apart(line, directive)) {
      mistake(number,
              "not a directive: \"" + std::string(line.substr(0, 60)) + "\" (wanted: name: value)");
      return;
    }
    if (++rules_ > kMaxRules) {
      if (rules_ == kMaxRules + 1) mistake(number, "too many directives, the rest is not read");
      return;
    }
    if (!read_text(directive) && !read_xpath(directive) && !read_switch(directive)) {
      read_unsupported(directive);
    }
  }

  // Splits at the colon that ends the name; an argument in parentheses may hold colons itself.
  static bool take_apart(std::string_view line, Directive& directive) {
    const std::size_t name_end = line.find_first_of(":(");
    if (name_end == std::string_view::npos) return false;
    directive.name = trim(line.substr(0, name_end));
    std::size_t colon = name_end;
    if (line[name_end] == '(') {
      const std::size_t close = line.find("):", name_end);
      if (close == std::string_view::npos) return false;
      directive.argument = line.substr(name_end + 1, close - name_end - 1);
      directive.has_argument = true;
      colon = close + 1;
    }
    directive.value = trim(line.substr(colon + 1));
    return !directive.name.empty();
  }

  bool read_text(const Directive& directive) {
    const std::string value(directive.value);
    if (directive.name == "strip_id_or_class") {
      parts_.strip_id_or_class.push_back(unquoted(directive.value));
    } else if (directive.name == "strip_image_src") {
      parts_.strip_image_src.push_back(unquoted(directive.value));
    } else if (directive.name == "find_string") {
      if (!find_string_.empty())
        mistake(find_line_, "find_string without a replace_string behind it");
      find_string_ = value;
      find_line_ = directive.line;
    } else if (directive.name == "replace_string") {
      read_replacement(directive);
    } else if (directive.name == "http_header" && directive.has_argument) {
      parts_.http_headers.emplace_back(trim(directive.argument), value);
    } else if (directive.name == "test_url") {
      parts_.test_urls.push_back(value);
    } else {
      return directive.name == "test_contains";
    }
    return true;
  }

  static std::string unquoted(std::string_view value) {
    if (value.size() >= 2 && (value.front() == '\'' || value.front() == '"') &&
        value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    return std::string(value);
  }

  void read_replacement(const Directive& directive) {
    if (directive.has_argument) {
      if (directive.argument.empty()) return mistake(directive.line, "replace_string() of nothing");
      parts_.replacements.emplace_back(directive.argument, directive.value);
    } else if (find_string_.empty()) {
      mistake(directive.line, "replace_string without a find_string before it");
    } else {
      parts_.replacements.emplace_back(find_string_, directive.value);
      find_string_.clear();
    }
  }

  // True for a directive whose value is an XPath, also when that is broken.
  bool read_xpath(const Directive& directive) {
    if (directive.name == "if_page_contains") {
      if (check(directive, directive.value)) add_condition(directive);
      return true;
    }
    if (std::vector<LinkRule>* links = link_list(directive.name)) {
      last_links_ = nullptr;
      if (check(directive, directive.value)) {
        links->push_back({std::string(directive.value), {}});
        last_links_ = links;
      }
      return true;
    }
    if (std::vector<TargetRule>* rules = target_list(directive)) {
      const bool sound = directive.name == "wrap_in" || check(directive, target_of(directive));
      if (sound && check(directive, directive.value)) {
        rules->push_back({target_of(directive), std::string(directive.value)});
      }
      return true;
    }
    std::vector<std::string>* list = xpath_list(directive.name);
    if (list == nullptr) return false;
    if (check(directive, directive.value)) list->emplace_back(directive.value);
    return true;
  }

  std::vector<std::string>* xpath_list(std::string_view name) {
    if (name == "title") return &parts_.title;
    if (name == "body") return &parts_.body;
    if (name == "date") return &parts_.date;
    if (name == "author") return &parts_.author;
    if (name == "strip") return &parts_.strip;
    if (name == "dissolve") return &parts_.dissolve;
    if (name == "native_ad_clue") return &parts_.native_ad_clue;
    return nullptr;
  }

  std::vector<LinkRule>* link_list(std::string_view name) {
    if (name == "single_page_link") return &parts_.single_page_link;
    if (name == "next_page_link") return &parts_.next_page_link;
    return nullptr;
  }

  std::vector<TargetRule>* target_list(const Directive& directive) {
    if (!directive.has_argument) return nullptr;
    if (directive.name == "wrap_in") return &parts_.wrap_in;
    if (directive.name == "move_into") return &parts_.move_into;
    return nullptr;
  }

  // `move_into(body)` names an element where an XPath is meant.
  static std::string target_of(const Directive& directive) {
    const std::string target(trim(directive.argument));
    const bool name = std::ranges::all_of(target, [](char c) { return c >= 'a' && c <= 'z'; });
    return directive.name == "move_into" && name && !target.empty() ? "//" + target : target;
  }

  // if_page_contains holds for the link directive before it.
  void add_condition(const Directive& directive) {
    if (last_links_ == nullptr) {
      mistake(directive.line, "if_page_contains without a link directive before it");
      return;
    }
    last_links_->back().condition = directive.value;
  }

  bool check(const Directive& directive, std::string_view xpath) {
    if (xpath.empty() || xpath.size() > kLongestXPath) {
      mistake(directive.line, std::string(directive.name) +
                                  (xpath.empty() ? ": an XPath is missing" : ": XPath too long"));
      return false;
    }
    const std::optional<std::string> error = xpath_error(std::string(xpath));
    if (error) {
      mistake(directive.line, std::string(directive.name) + ": broken XPath \"" +
                                  std::string(xpath) + "\": " + *error);
    }
    return !error;
  }

  bool read_switch(const Directive& directive) {
    bool* target = nullptr;
    bool nothing = false;
    if (directive.name == "prune") target = &parts_.prune;
    if (directive.name == "skip_json_ld") target = &parts_.skip_json_ld;
    if (directive.name == "autodetect_on_failure") target = &parts_.autodetect_on_failure;
    // Nothing to switch: the tree is always tidy, and two <br> always part paragraphs.
    if (directive.name == "tidy" || directive.name == "convert_double_br_tags") target = &nothing;
    if (target == nullptr) return false;
    if (directive.value == "yes" || directive.value == "true") {
      *target = true;
    } else if (directive.value == "no" || directive.value == "false") {
      *target = false;
    } else {
      mistake(directive.line, std::string(directive.name) + ": \"" + std::string(directive.value) +
                                  "\" is neither yes nor no");
    }
    return true;
  }

  void read_unsupported(const Directive& directive) {
    if (ignored_ == nullptr) return;
    const bool known = std::ranges::find(kUnsupported, directive.name) != kUnsupported.end();
    ignored_->push_back(
        {directive.line, std::string(known ? "not supported: " : "unknown directive: ") +
                             std::string(directive.name)});
  }

  Rules::Parts& parts_;
  std::vector<Mistake>* mistakes_;
  std::vector<Mistake>* ignored_;
  std::string find_string_;
  int find_line_ = 0;
  std::size_t rules_ = 0;
  std::vector<LinkRule>* last_links_ = nullptr;
};

}  // namespace

Rules::Rules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Rules::Rules(Rules&&) noexcept = default;
Rules& Rules::operator=(Rules&&) noexcept = default;
Rules::~Rules() = default;

Rules Rules::parse(std::string_view text, std::vector<Mistake>* mistakes,
                   std::vector<Mistake>* ignored) {
  auto parts = std::make_unique<Parts>();
  Reader(*parts, mistakes, ignored).read(text);
  return Rules(std::move(parts));
}

}  // namespace tidings::site_rules
