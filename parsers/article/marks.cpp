#include "parsers/article/marks.hpp"

#include <algorithm>
#include <string>

#include "parsers/html/node.hpp"
#include "parsers/html/tag_scanner.hpp"

namespace tidings::article {
namespace {

struct Word {
  std::string_view text;
  Mark mark;
};

using enum Mark;

constexpr auto kWords = [] {
  auto words = std::to_array<Word>({
      // the text itself
      {"article", kBody},
      {"artikel", kBody},
      {"articulo", kBody},
      {"body", kBody},
      {"content", kBody},
      {"contents", kBody},
      {"copy", kBody},
      {"cuerpo", kBody},
      {"entry", kBody},
      {"noticia", kBody},
      {"paragraph", kBody},
      {"post", kBody},
      {"prose", kBody},
      {"richtext", kBody},
      {"rich", kBody},
      {"story", kBody},
      {"text", kBody},
      {"texte", kBody},
      {"wysiwyg", kBody},
      {"inhalt", kBody},
      // around it
      {"breadcrumb", kNav},
      {"breadcrumbs", kNav},
      {"menu", kNav},
      {"nav", kNav},
      {"navbar", kNav},
      {"navigation", kNav},
      {"pager", kNav},
      {"pagination", kNav},
      {"topbar", kNav},
      {"toolbar", kNav},
      {"skip", kNav},
      {"sitemap", kNav},
      {"author", kMeta},
      {"authors", kMeta},
      {"auteur", kMeta},
      {"autor", kMeta},
      {"byline", kMeta},
      {"date", kMeta},
      {"dateline", kMeta},
      {"datum", kMeta},
      {"info", kMeta},
      {"meta", kMeta},
      {"metadata", kMeta},
      {"published", kMeta},
      {"publish", kMeta},
      {"pubdate", kMeta},
      {"time", kMeta},
      {"timestamp", kMeta},
      {"source", kMeta},
      {"updated", kMeta},
      {"readtime", kMeta},
      {"reading", kMeta},
      {"bildunterschrift", kCaption},
      {"caption", kCaption},
      {"captions", kCaption},
      {"copyright", kCaption},
      {"credit", kCaption},
      {"credits", kCaption},
      {"cutline", kCaption},
      {"legend", kCaption},
      {"legende", kCaption},
      {"pie", kCaption},
      {"photographer", kCaption},
      {"also", kRelated},
      {"card", kRelated},
      {"cards", kRelated},
      {"further", kRelated},
      {"inline", kRelated},
      {"latest", kRelated},
      {"linked", kRelated},
      {"links", kRelated},
      {"more", kRelated},
      {"most", kRelated},
      {"next", kRelated},
      {"outbrain", kRelated},
      {"popular", kRelated},
      {"prev", kRelated},
      {"previous", kRelated},
      {"readmore", kRelated},
      {"recirc", kRelated},
      {"recirculation", kRelated},
      {"recommend", kRelated},
      {"recommendation", kRelated},
      {"recommendations", kRelated},
      {"recommended", kRelated},
      {"related", kRelated},
      {"relacionadas", kRelated},
      {"relacionados", kRelated},
      {"similar", kRelated},
      {"suggested", kRelated},
      {"taboola", kRelated},
      {"teaser", kRelated},
      {"teasers", kRelated},
      {"trending", kRelated},
      {"mostread", kRelated},
      {"addthis", kSocial},
      {"facebook", kSocial},
      {"follow", kSocial},
      {"share", kSocial},
      {"sharing", kSocial},
      {"sharebar", kSocial},
      {"social", kSocial},
      {"twitter", kSocial},
      {"whatsapp", kSocial},
      {"telegram", kSocial},
      {"print", kSocial},
      {"bookmark", kSocial},
      {"comment", kComment},
      {"commentlist", kComment},
      {"comments", kComment},
      {"disqus", kComment},
      {"discussion", kComment},
      {"forum", kComment},
      {"kommentar", kComment},
      {"kommentare", kComment},
      {"replies", kComment},
      {"reply", kComment},
      {"respond", kComment},
      {"commentaire", kComment},
      {"comentarios", kComment},
      {"rating", kComment},
      {"review", kComment},
      {"reactions", kComment},
      {"bottom", kFooter},
      {"colophon", kFooter},
      {"contentinfo", kFooter},
      {"footer", kFooter},
      {"imprint", kFooter},
      {"legal", kFooter},
      {"foot", kFooter},
      {"footnote", kFooter},
      {"aside", kSidebar},
      {"complementary", kSidebar},
      {"rail", kSidebar},
      {"secondary", kSidebar},
      {"sidebar", kSidebar},
      {"widget", kSidebar},
      {"widgets", kSidebar},
      {"marginal", kSidebar},
      {"ad", kAd},
      {"ads", kAd},
      {"adv", kAd},
      {"advert", kAd},
      {"advertisement", kAd},
      {"advertising", kAd},
      {"anzeige", kAd},
      {"banner", kAd},
      {"dfp", kAd},
      {"promo", kAd},
      {"promotion", kAd},
      {"publicidad", kAd},
      {"pub", kAd},
      {"sponsor", kAd},
      {"sponsored", kAd},
      {"werbung", kAd},
      {"partner", kAd},
      {"cta", kAd},
      {"campaign", kAd},
      {"abo", kNewsletter},
      {"mailing", kNewsletter},
      {"newsletter", kNewsletter},
      {"signup", kNewsletter},
      {"subscribe", kNewsletter},
      {"subscription", kNewsletter},
      {"donate", kNewsletter},
      {"donation", kNewsletter},
      {"membership", kNewsletter},
      {"login", kPaywall},
      {"paywall", kPaywall},
      {"premium", kPaywall},
      {"register", kPaywall},
      {"registration", kPaywall},
      {"subscriber", kPaywall},
      {"piano", kPaywall},
      {"cmp", kConsent},
      {"consent", kConsent},
      {"cookie", kConsent},
      {"cookies", kConsent},
      {"gdpr", kConsent},
      {"privacy", kConsent},
      {"optin", kConsent},
      {"alert", kModal},
      {"dialog", kModal},
      {"disclaimer", kModal},
      {"lightbox", kModal},
      {"message", kModal},
      {"modal", kModal},
      {"notice", kModal},
      {"overlay", kModal},
      {"popup", kModal},
      {"toast", kModal},
      {"tooltip", kModal},
      {"notification", kModal},
      {"categories", kTopics},
      {"category", kTopics},
      {"hashtag", kTopics},
      {"keyword", kTopics},
      {"keywords", kTopics},
      {"label", kTopics},
      {"tag", kTopics},
      {"taglist", kTopics},
      {"tags", kTopics},
      {"topic", kTopics},
      {"topics", kTopics},
      {"kicker", kTopics},
      {"box", kBox},
      {"callout", kBox},
      {"fact", kBox},
      {"factbox", kBox},
      {"facts", kBox},
      {"glossary", kBox},
      {"infobox", kBox},
      {"infographic", kBox},
      {"poll", kBox},
      {"quiz", kBox},
      {"timeline", kBox},
      {"faktabox", kBox},
      {"fakta", kBox},
      {"kasten", kBox},
      {"toc", kBox},
      {"accordion", kBox},
      {"panel", kBox},
      {"highlight", kBox},
      {"summarybox", kBox},
      {"embed", kEmbed},
      {"embedded", kEmbed},
      {"iframe", kEmbed},
      {"instagram", kEmbed},
      {"oembed", kEmbed},
      {"tiktok", kEmbed},
      {"tweet", kEmbed},
      {"youtube", kEmbed},
      {"embeds", kEmbed},
      {"abstract", kLead},
      {"bajada", kLead},
      {"chapeau", kLead},
      {"chapo", kLead},
      {"deck", kLead},
      {"dek", kLead},
      {"description", kLead},
      {"entradilla", kLead},
      {"excerpt", kLead},
      {"intro", kLead},
      {"introduction", kLead},
      {"lead", kLead},
      {"lede", kLead},
      {"standfirst", kLead},
      {"strapline", kLead},
      {"subheadline", kLead},
      {"subtitle", kLead},
      {"summary", kLead},
      {"vorspann", kLead},
      {"ingress", kLead},
      {"spoiler", kLead},
      {"sottotitolo", kLead},
      {"occhiello", kLead},
      {"sumario", kLead},
      {"synopsis", kLead},
      {"subhead", kLead},
      {"tagline", kLead},
      {"headline", kTitle},
      {"heading", kTitle},
      {"title", kTitle},
      {"titre", kTitle},
      {"titulo", kTitle},
      {"headlines", kTitle},
      {"titel", kTitle},
      {"header", kTitle},
      {"collapse", kHidden},
      {"collapsed", kHidden},
      {"hidden", kHidden},
      {"hide", kHidden},
      {"invisible", kHidden},
      {"noprint", kHidden},
      {"offscreen", kHidden},
      {"screenreader", kHidden},
      {"sronly", kHidden},
      {"visually", kHidden},
      {"sr", kHidden},
      {"blockquote", kQuote},
      {"pullquote", kQuote},
      {"quote", kQuote},
      {"zitat", kQuote},
      {"quotation", kQuote},
      {"quotes", kQuote},
      {"citation", kQuote},
      {"list", kList},
      {"listing", kList},
      {"items", kList},
      {"grid", kList},
      {"feed", kList},
      {"carousel", kList},
      {"slider", kList},
      {"archive", kList},
      {"river", kList},
      {"about", kBio},
      {"bio", kBio},
      {"biography", kBio},
      {"contributor", kBio},
      {"contributors", kBio},
      {"profile", kBio},
      {"person", kBio},
      {"vcard", kBio},
      {"affiliate", kShop},
      {"buy", kShop},
      {"commerce", kShop},
      {"deal", kShop},
      {"deals", kShop},
      {"price", kShop},
      {"product", kShop},
      {"products", kShop},
      {"shop", kShop},
      {"live", kLive},
      {"liveblog", kLive},
      {"ticker", kLive},
      {"update", kLive},
      {"updates", kLive},
      {"breaking", kLive},
      {"audio", kMedia},
      {"figure", kMedia},
      {"gallery", kMedia},
      {"image", kMedia},
      {"img", kMedia},
      {"media", kMedia},
      {"photo", kMedia},
      {"photos", kMedia},
      {"picture", kMedia},
      {"player", kMedia},
      {"podcast", kMedia},
      {"slideshow", kMedia},
      {"video", kMedia},
      {"slide", kMedia},
      {"bild", kMedia},
      {"foto", kMedia},
      {"col", kSection},
      {"column", kSection},
      {"container", kSection},
      {"main", kSection},
      {"primary", kSection},
      {"section", kSection},
      {"wrapper", kSection},
      {"articlebody", kArticleBody},
  });
  std::ranges::sort(words, {}, &Word::text);
  return words;
}();

constexpr std::size_t kLongWord = 5;  // shorter ones count only as a whole word

const Word* find_word(std::string_view text) {
  const auto found = std::ranges::lower_bound(kWords, text, {}, &Word::text);
  return found != kWords.end() && found->text == text ? &*found : nullptr;
}

MarkSet marks_of_word(std::string_view word) {
  if (const Word* whole = find_word(word)) return bit(whole->mark);
  MarkSet marks = 0;
  for (std::size_t length = word.size(); length-- > kLongWord;) {
    if (const Word* head = find_word(word.substr(0, length))) {
      marks |= bit(head->mark);
      break;
    }
  }
  for (std::size_t start = 1; start + kLongWord <= word.size(); ++start) {
    if (const Word* tail = find_word(word.substr(start))) {
      marks |= bit(tail->mark);
      break;
    }
  }
  return marks;
}

constexpr auto kTagMarks = [] {
  std::array<MarkSet, GUMBO_TAG_LAST + 1> table{};
  constexpr auto kPairs = std::to_array<std::pair<GumboTag, Mark>>(
      {{GUMBO_TAG_ARTICLE, kArticleTag},   {GUMBO_TAG_MAIN, kMainTag},
       {GUMBO_TAG_ASIDE, kAsideTag},       {GUMBO_TAG_HEADER, kHeaderTag},
       {GUMBO_TAG_FOOTER, kFooterTag},     {GUMBO_TAG_NAV, kNavTag},
       {GUMBO_TAG_FIGURE, kFigureTag},     {GUMBO_TAG_FIGCAPTION, kCaption},
       {GUMBO_TAG_LI, kListItemTag},       {GUMBO_TAG_DT, kListItemTag},
       {GUMBO_TAG_DD, kListItemTag},       {GUMBO_TAG_TD, kTableTag},
       {GUMBO_TAG_TH, kTableTag},          {GUMBO_TAG_CAPTION, kTableTag},
       {GUMBO_TAG_BLOCKQUOTE, kQuoteTag},  {GUMBO_TAG_FORM, kFormTag},
       {GUMBO_TAG_FIELDSET, kFormTag},     {GUMBO_TAG_A, kLinkTag},
       {GUMBO_TAG_NOSCRIPT, kNoscriptTag}, {GUMBO_TAG_DETAILS, kDetailsTag},
       {GUMBO_TAG_ADDRESS, kMeta},         {GUMBO_TAG_P, kParagraphTag},
       {GUMBO_TAG_H1, kHeadingTag},        {GUMBO_TAG_H2, kHeadingTag},
       {GUMBO_TAG_H3, kHeadingTag},        {GUMBO_TAG_H4, kHeadingTag},
       {GUMBO_TAG_H5, kHeadingTag},        {GUMBO_TAG_H6, kHeadingTag}});
  for (const auto& [tag, mark] : kPairs) table[static_cast<std::size_t>(tag)] |= bit(mark);
  return table;
}();

constexpr auto kNames = std::to_array<std::string_view>(
    {"body",      "nav",     "meta",         "caption",    "related",  "social",     "comment",
     "footer",    "sidebar", "ad",           "newsletter", "paywall",  "consent",    "modal",
     "topics",    "box",     "embed",        "lead",       "title",    "hidden",     "quote",
     "list",      "bio",     "shop",         "live",       "media",    "section",    "articlebody",
     "<article>", "<main>",  "<aside>",      "<header>",   "<footer>", "<nav>",      "<figure>",
     "<li>",      "<td>",    "<blockquote>", "<form>",     "<a>",      "<noscript>", "<details>",
     "<p>",       "<h1-6>"});
static_assert(kNames.size() == kMarks);

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::string_view name(Mark mark) { return kNames[static_cast<std::size_t>(mark)]; }

MarkSet marks_of_tag(GumboTag tag) { return kTagMarks[static_cast<std::size_t>(tag)]; }

MarkSet marks_of_words(std::string_view value) {
  MarkSet marks = 0;
  std::string word;
  const auto finish = [&] {
    if (word.size() > 1) marks |= marks_of_word(word);
    word.clear();
  };
  char before = ' ';
  for (const char c : value) {
    if (!html::is_letter(c)) {
      finish();
    } else {
      if (is_capital(c) && !is_capital(before)) finish();
      word.push_back(is_capital(c) ? static_cast<char>(c + 32) : c);
    }
    before = c;
  }
  finish();
  return marks;
}

bool is_hidden(const GumboNode& element) {
  if (html::has_attribute(element, "hidden")) return true;
  std::string style = html::lower_case(html::attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos ||
         html::attribute(element, "aria-hidden") == "true";
}

}  // namespace tidings::article
