#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "parsers/site_rules/rules_parts.hpp"
#include "parsers/site_rules/xpath_page.hpp"

namespace tidings::site_rules {
namespace {

// "a   b" as " a b ": what a run of class tokens is looked for in.
std::string padded(std::string_view tokens) {
  std::string out = " ";
  for (const char c : tokens) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!blank) out.push_back(c);
    if (blank && out.back() != ' ') out.push_back(' ');
  }
  if (out.back() != ' ') out.push_back(' ');
  return out;
}

std::string attribute(xmlNode* node, const char* name) {
  for (const xmlAttr* attr = node->properties; attr != nullptr; attr = attr->next) {
    if (std::string_view(reinterpret_cast<const char*>(attr->name)) != name) continue;
    const xmlNode* value = attr->children;
    return value == nullptr || value->content == nullptr
               ? std::string()
               : std::string(reinterpret_cast<const char*>(value->content));
  }
  return {};
}

bool is_inside(const xmlNode* node, const xmlNode* ancestor) {
  for (; node != nullptr; node = node->parent) {
    if (node == ancestor) return true;
  }
  return false;
}

class Application {
 public:
  Application(const Rules::Parts& rules, const html::Document& page) : rules_(rules), page_(page) {}

  Findings run() {
    findings_.prune = rules_.prune;
    findings_.skip_json_ld = rules_.skip_json_ld;
    findings_.autodetect_on_failure = rules_.autodetect_on_failure;
    findings_.native_ad = std::ranges::any_of(
        rules_.native_ad_clue, [&](const std::string& xpath) { return page_.holds(xpath); });
    findings_.single_page_url = find_link(rules_.single_page_link);
    findings_.next_page_url = find_link(rules_.next_page_link);
    findings_.title = first_text(rules_.title);
    findings_.date = find_date();
    find_authors();
    rearrange();
    strip();
    find_body();
    return std::move(findings_);
  }

 private:
  std::string first_text(const std::vector<std::string>& xpaths) {
    for (const std::string& xpath : xpaths) {
      std::vector<std::string> texts = page_.texts(xpath);
      if (!texts.empty()) return std::move(texts.front());
    }
    return {};
  }

  // The first text with a digit in it: "Published:" in an element of its own is no date.
  std::string find_date() {
    for (const std::string& xpath : rules_.date) {
      for (std::string& text : page_.texts(xpath)) {
        if (text.find_first_of("0123456789") != std::string::npos) return std::move(text);
      }
    }
    return {};
  }

  void find_authors() {
    for (const std::string& xpath : rules_.author) {
      findings_.authors = page_.texts(xpath);
      if (!findings_.authors.empty()) return;
    }
  }

  // The address that a link rule gives: text it computes, an attribute, or an element's href.
  std::string find_link(const std::vector<LinkRule>& links) {
    for (const LinkRule& link : links) {
      if (!link.condition.empty() && !page_.holds(link.condition)) continue;
      const std::vector<xmlNode*> nodes = page_.nodes(link.xpath);
      for (xmlNode* node : nodes) {
        if (node->type != XML_ELEMENT_NODE) continue;
        std::string address = attribute(node, "href");
        if (!address.empty()) return address;
      }
      std::vector<std::string> texts = page_.texts(link.xpath);
      const bool element = !nodes.empty() && nodes.front()->type == XML_ELEMENT_NODE;
      if (!texts.empty() && !element) return std::move(texts.front());
    }
    return {};
  }

  void rearrange() {
    for (const TargetRule& rule : rules_.wrap_in) {
      for (xmlNode* node : page_.nodes(rule.xpath)) wrap(node, rule.target);
    }
    for (const std::string& xpath : rules_.dissolve) {
      for (xmlNode* node : page_.nodes(xpath)) dissolve(node);
    }
    for (const TargetRule& rule : rules_.move_into) {
      const std::vector<xmlNode*> targets = page_.nodes(rule.target);
      if (targets.empty() || targets.front()->type != XML_ELEMENT_NODE) continue;
      for (xmlNode* node : page_.nodes(rule.xpath)) move(node, targets.front());
    }
  }

  [[nodiscard]] bool is_movable(const xmlNode* node) const {
    return node->type == XML_ELEMENT_NODE && node->parent != nullptr &&
           node->parent->type == XML_ELEMENT_NODE;
  }

  void wrap(xmlNode* node, const std::string& tag) {
    if (!is_movable(node)) return;
    xmlNode* wrapper = xmlNewDocNode(page_.document(), nullptr,
                                     reinterpret_cast<const xmlChar*>(tag.c_str()), nullptr);
    if (wrapper == nullptr) return;
    xmlReplaceNode(node, wrapper);
    xmlAddChild(wrapper, node);
  }

  // Puts an element's children in its place.
  void dissolve(xmlNode* node) {
    if (!is_movable(node)) return;
    while (node->children != nullptr) {
      xmlNode* child = node->children;
      xmlUnlinkNode(child);
      child->parent = node->parent;
      child->next = node;
      child->prev = node->prev;
      (node->prev == nullptr ? node->parent->children : node->prev->next) = child;
      node->prev = child;
    }
    page_.remove(node);
  }

  void move(xmlNode* node, xmlNode* target) {
    if (!is_movable(node) || is_inside(target, node)) return;
    xmlUnlinkNode(node);
    xmlAddChild(target, node);
    moved_.push_back(node);
  }

  void strip() {
    for (const std::string& xpath : rules_.strip) {
      for (xmlNode* node : page_.nodes(xpath)) strip(node);
    }
    if (!rules_.strip_id_or_class.empty() || !rules_.strip_image_src.empty()) strip_by_attributes();
  }

  void strip(xmlNode* node) {
    if (node->type == XML_ATTRIBUTE_NODE) return;
    if (const GumboNode* origin = XPathPage::origin(node)) findings_.strip.insert(origin);
    page_.remove(node);
  }

  // One walk for all strip_id_or_class and strip_image_src, instead of an XPath for each.
  void strip_by_attributes() {
    xmlNode* node = xmlDocGetRootElement(page_.document());
    while (node != nullptr) {
      const bool doomed = node->type == XML_ELEMENT_NODE && is_doomed(node);
      xmlNode* next = following(node, !doomed);
      if (doomed) strip(node);
      node = next;
    }
  }

  // The next node in document order, below `node` only if `enter`.
  static xmlNode* following(xmlNode* node, bool enter) {
    if (enter && node->type == XML_ELEMENT_NODE && node->children != nullptr) return node->children;
    while (node != nullptr && node->next == nullptr) {
      node = node->parent;
      if (node == nullptr || node->type != XML_ELEMENT_NODE) return nullptr;
    }
    return node == nullptr ? nullptr : node->next;
  }

  [[nodiscard]] bool is_doomed(xmlNode* node) const {
    const std::string names = padded(attribute(node, "class"));
    const std::string id = padded(attribute(node, "id"));
    if (names.size() > 1 || id.size() > 1) {
      for (const std::string& wanted : rules_.strip_id_or_class) {
        if (matches(names, wanted) || matches(id, wanted)) return true;
      }
    }
    if (rules_.strip_image_src.empty()) return false;
    if (std::string_view(reinterpret_cast<const char*>(node->name)) != "img") return false;
    const std::string source = attribute(node, "src");
    return std::ranges::any_of(rules_.strip_image_src, [&](const std::string& part) {
      return !part.empty() && source.find(part) != std::string::npos;
    });
  }

  // Whole tokens, or the beginning of one where the rule ends in a joint ("banner-").
  static bool matches(const std::string& tokens, const std::string& wanted) {
    if (wanted.empty()) return false;
    const bool open_end = wanted.ends_with('-') || wanted.ends_with('_');
    return tokens.find(" " + wanted + (open_end ? "" : " ")) != std::string::npos;
  }

  void find_body() {
    for (const std::string& xpath : rules_.body) {
      const std::vector<xmlNode*> found = page_.nodes(xpath);
      const xmlNode* last = nullptr;
      for (xmlNode* node : found) {
        if (node->type == XML_ATTRIBUTE_NODE || (last != nullptr && is_inside(node, last)))
          continue;
        last = node;
        add_body(node);
      }
      if (!findings_.body.empty()) return;
    }
  }

  void add_body(xmlNode* node) {
    if (const GumboNode* origin = XPathPage::origin(node)) {
      findings_.body.push_back(origin);
    } else {
      for (xmlNode* child = node->children; child != nullptr; child = child->next) {
        if (const GumboNode* below = XPathPage::origin(child)) findings_.body.push_back(below);
      }
    }
    // What was moved into this body stands elsewhere in the page: it is a root of its own here.
    for (const xmlNode* moved : moved_) {
      const GumboNode* origin = XPathPage::origin(moved);
      if (moved == node || origin == nullptr || !is_inside(moved, node)) continue;
      if (findings_.strip.insert(origin).second) findings_.body.push_back(origin);
    }
  }

  const Rules::Parts& rules_;
  XPathPage page_;
  Findings findings_;
  std::vector<const xmlNode*> moved_;
};

}  // namespace

std::string replace_strings(const Rules& rules, std::string text) {
  constexpr std::size_t kGrowth = 4;  // a rule cannot make a page larger than this many times
  const std::size_t limit = kGrowth * text.size() + 100'000;
  for (const auto& [wanted, replacement] : rules.parts().replacements) {
    if (text.size() >= limit) break;
    std::string out;
    std::size_t at = 0;
    std::size_t hit = 0;
    while (out.size() < limit && (hit = text.find(wanted, at)) != std::string::npos) {
      out.append(text, at, hit - at);
      out += replacement;
      at = hit + wanted.size();
    }
    if (at == 0) continue;
    out.append(text, at);
    text = std::move(out);
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> http_headers(const Rules& rules) {
  return rules.parts().http_headers;
}

Findings apply(const Rules& rules, const html::Document& page) {
  return Application(rules.parts(), page).run();
}

}  // namespace tidings::site_rules
