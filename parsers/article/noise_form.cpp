#include "parsers/article/noise_form.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parsers/html/node.hpp"
#include "parsers/html/tag_scanner.hpp"
#include "parsers/text/line_kind.hpp"

namespace tidings::article {
namespace {

constexpr double kLinksAlone = 0.95;
constexpr double kShortLink = 25;
constexpr int kConsentHits = 3;
constexpr double kConsentDensity = 0.03;  // of phrases in tokens
constexpr int kDisclaimerHits = 2;
constexpr double kPromptDensity = 0.08;
constexpr double kPromptTokens = 10;  // a shorter line counts as one of so many
constexpr std::size_t kLabelTokens = 6;
constexpr std::size_t kShareTokens = 8;
constexpr std::size_t kLabelBytes = 200;
constexpr std::size_t kCaptionBytes = 500;  // below a picture
constexpr std::size_t kSignBytes = 16;
constexpr std::size_t kTrailTokens = 25;
constexpr float kTrailLinks = 0.3F;
constexpr float kRelatedLink = 0.3F;
constexpr float kTagLinks = 0.8F;
constexpr auto kTrailSigns = std::to_array<std::string_view>({" » ", " › ", " > ", " → "});

int hits(const TopicHits& topics, Topic topic) {
  return topics.anywhere[static_cast<std::size_t>(topic)];
}

// A price, a count of comments: in no sentence, table or list.
bool is_bare_number(const Block& block, const Element& element) {
  return block.stats.letters == 0 && block.stats.digits > 0 &&
         !within(element, Mark::kParagraphTag) && !within(element, Mark::kTableTag) &&
         !within(element, Mark::kListItemTag) && !within(element, Mark::kHeadingTag);
}

// "News » World » Europe", with links; the last part may be a headline that ends like a sentence.
bool is_trail(const Block& block) {
  if (block.links == 0 || block.tokens.size() > kTrailTokens) return false;
  if (block.stats.ends_sentence && block.link < kTrailLinks) return false;
  return std::ranges::any_of(kTrailSigns, [&](std::string_view sign) {
    const std::size_t first = block.text.find(sign);
    return first != std::string::npos && block.text.find(sign, first + 1) != std::string::npos;
  });
}

// Nothing but links to pages of tags.
bool is_tag_line(const Block& block) {
  return block.tag_links > 0 && block.tag_links == block.links && block.link > kTagLinks;
}

bool is_name_character(char c) { return html::is_letter(c) || c == '_' || c == '-'; }

// A macro of WordPress that no plug-in replaced: "[button link=...]text[/button]".
bool is_shortcode(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::string_view head = text.substr(0, text.find(']'));
  const std::size_t name = head.find_first_of(" =");
  return name != std::string_view::npos && name > 1 &&
         std::ranges::all_of(head.substr(1, name - 1), is_name_character) &&
         head.find('=') != std::string_view::npos && text.find("[/") != std::string_view::npos;
}

// What a template was to fill in and did not: "$$ARTICLEAD$$", "{{teaser}}",
// "{* #form *} {* name *}".
bool is_placeholder(std::string_view text) {
  constexpr auto kFrames = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"$$", "$$"}, {"%%", "%%"}, {"{{", "}}"}, {"[[", "]]"}, {"##", "##"}});
  constexpr auto kFramesWithBlanks = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"{* ", " *}"}, {"{| ", " |}"}, {"{% ", " %}"}, {"<% ", " %>"}});
  const auto is_framed = [&](const auto& frame) {
    return text.size() > frame.first.size() + frame.second.size() &&
           text.starts_with(frame.first) && text.ends_with(frame.second);
  };
  return std::ranges::any_of(kFramesWithBlanks, is_framed) ||
         (text.find(' ') == std::string_view::npos && std::ranges::any_of(kFrames, is_framed));
}

// Markup that a page shows as text, since it was escaped once too often: "<img src=...>".
bool is_markup(std::string_view text) {
  return text.size() > 2 && text.front() == '<' && html::is_letter(text[1]) &&
         text.find("=\"") != std::string_view::npos && text.find('>') != std::string_view::npos;
}

// What a page on programming shows on purpose.
bool is_code(const Element& element) {
  constexpr int kSteps = 4;
  const GumboNode* node = element.node;
  for (int step = 0; node != nullptr && step < kSteps; ++step, node = node->parent) {
    const GumboTag tag = html::tag_of(*node);
    if (tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_CODE) return true;
  }
  return false;
}

// What a blog says of a post in one line: "Posted by: Jane Doe - Category: Health - Tags: a, b".
bool is_post_line(const Block& block) {
  constexpr auto kLabels = std::to_array<std::string_view>(
      {"posted by",   "published by",  "filed under",        "category:",    "categories:",
       "tags:",       "tagged:",       "publicado por",      "publicado en", "categoria:",
       "categorias:", "categoría:",    "categorías:",        "etiquetas:",   "kategorie:",
       "kategorien:", "schlagwörter:", "veröffentlicht von", "publié par",   "catégorie:",
       "catégories:", "mots-clés:",    "pubblicato da",      "рубрика:",     "метки:",
       "теги:",       "kategori:",     "etiketler:"});
  if (block.stats.ends_sentence || block.text.size() > kLabelBytes) return false;
  if (block.text.find(':') == std::string::npos) return false;
  const std::string lower = html::lower_case(block.text);
  return std::ranges::count_if(kLabels, [&](std::string_view label) {
           return lower.find(label) != std::string::npos;
         }) >= 2;
}

// A paragraph may end in the name of its agency, "(dpa)", as captions do.
bool is_signed_off(const Block& block) {
  return block.images_before == 0 && block.stats.sentence_ends > 0 && block.text.ends_with(')') &&
         block.text.size() - block.text.rfind('(') <= kSignBytes;
}

// Short lines that are no text by their form, whatever stands around them.
std::string_view reason_of_label(const Block& block, const TopicHits& topics) {
  const std::size_t tokens = block.tokens.size();
  if (tokens <= kLabelTokens && hits(topics, Topic::kAdvert) > 0)
    return "label of an advertisement";
  if (tokens == 1 && hits(topics, Topic::kComment) > 0 && !block.stats.ends_sentence)
    return "comments";
  if (tokens <= kShareTokens && topics.at_start[static_cast<std::size_t>(Topic::kShare)] &&
      !block.stats.ends_colon) {
    return "share";
  }
  if (block.text.size() > (block.images_before > 0 ? kCaptionBytes : kLabelBytes)) return {};
  const text::LineKind kind = text::line_kind(block.text);
  if (kind == text::LineKind::kCaption && is_signed_off(block)) return {};
  switch (kind) {
    case text::LineKind::kMoment:
    case text::LineKind::kContact:
    case text::LineKind::kLabel:
    case text::LineKind::kShare:
    case text::LineKind::kSourceCredit:
    case text::LineKind::kByline:
    case text::LineKind::kCaption:
    case text::LineKind::kRelated:
      return text::name_of(kind);
    default:
      return {};
  }
}

std::string_view reason_by_topics(const TopicHits& topics, const Block& block) {
  const auto length = static_cast<double>(block.tokens.size());
  const int consent = hits(topics, Topic::kConsent);
  if (consent >= kConsentHits && consent >= kConsentDensity * length) return "consent";
  if (hits(topics, Topic::kDisclaimer) >= kDisclaimerHits) return "disclaimer";
  // "Thank you for your support" may be what somebody said.
  const int prompts = hits(topics, Topic::kPrompt) - (block.stats.starts_quote ? 1 : 0);
  if (prompts >= kPromptDensity * std::max(length, kPromptTokens)) return "prompt";
  return {};
}

}  // namespace

std::string_view noise_by_form(const Block& block, const Element& element) {
  const bool in_paragraph = within(element, Mark::kParagraphTag);
  if (static_cast<double>(block.link) > kLinksAlone && block.stats.length() < kShortLink &&
      !in_paragraph) {
    return "short link";
  }
  if (block.text.starts_with("http") && block.stats.words > 0 &&
      block.text.find(' ') == std::string::npos && !in_paragraph) {
    return "address";
  }
  if (is_bare_number(block, element)) return "number";
  if (is_trail(block)) return "breadcrumb";
  if (is_tag_line(block)) return "tag";
  if (block.says_alt && !within(element, Mark::kHeadingTag)) return "caption";
  if (is_shortcode(block.text)) return "shortcode";
  if (is_placeholder(block.text)) return "placeholder";
  if (is_markup(block.text) && !is_code(element)) return "markup";
  if (is_post_line(block)) return "post details";
  const TopicHits topics = find_topics(block.tokens);
  if (!within(element, Mark::kHeadingTag)) {
    const std::string_view label = reason_of_label(block, topics);
    if (!label.empty()) return label;
  } else if (block.text.size() <= kLabelBytes) {
    const text::LineKind kind = text::line_kind(block.text);
    const bool related = kind == text::LineKind::kRelated && block.link > kRelatedLink;
    if (related || kind == text::LineKind::kLabel) return text::name_of(kind);
  }
  return reason_by_topics(topics, block);
}

}  // namespace tidings::article
