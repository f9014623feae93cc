#include "parsers/article/marks.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "parsers/html/node.hpp"
#include "parsers/html/tag_scanner.hpp"

namespace tidings::article {
namespace {

struct Word {
  std::string_view text;
  Mark mark = Mark::kBody;
};

using enum Mark;

struct WordList {
  Mark mark;
  std::string_view words;  // parted by one blank
};

constexpr auto kWordLists = std::to_array<WordList>({
    {kBody,
     "article artikel articulo body content contents copy cuerpo entry noticia "
     "paragraph post prose richtext rich story text texte wysiwyg inhalt"},
    {kNav,
     "breadcrumb breadcrumbs menu nav navbar navigation pager pagination topbar "
     "toolbar skip sitemap"},
    {kAuthor, "author authors auteur autor byline contributor contributors vcard"},
    {kMeta,
     "date dateline datum info meta metadata published publish pubdate time "
     "timestamp source updated readtime reading"},
    {kCaption,
     "bildunterschrift caption captions copyright credit credits cutline legend "
     "legende pie photographer"},
    {kRelated,
     "also card cards further inline latest linked links more most next outbrain "
     "popular prev previous readmore recirc recirculation recommend recommendation "
     "recommendations recommended related relacionadas relacionados similar "
     "suggested taboola teaser teasers trending mostread"},
    {kSocial,
     "addthis facebook follow share sharing sharebar social twitter whatsapp "
     "telegram print bookmark"},
    {kComment,
     "comment commentlist comments disqus kommentar kommentare replies reply "
     "respond commentaire comentarios"},
    {kReview, "discussion forum rating review reactions"},
    {kFooter, "bottom colophon contentinfo footer imprint legal foot footnote"},
    {kSidebar, "aside complementary rail secondary sidebar widget widgets marginal"},
    {kAd,
     "ad ads adv advert advertisement advertising anzeige banner dfp promo "
     "promotion publicidad pub sponsor sponsored werbung partner cta campaign"},
    {kNewsletter,
     "abo mailing newsletter signup subscribe subscription donate donation "
     "membership"},
    {kPaywall, "login paywall premium register registration subscriber piano"},
    {kConsent,
     "onetrust didomi usercentrics sourcepoint truste trustarc cookiebot ccpa "
     "borlabs cmpbox cmpwrapper iubenda klaro consent cookie cookies gdpr privacy optin"},
    {kModal,
     "alert dialog disclaimer lightbox message modal notice overlay popup toast "
     "tooltip notification"},
    {kTopics,
     "categories category hashtag keyword keywords label tag taglist tags topic "
     "topics kicker"},
    {kBox,
     "box infographic poll quiz timeline toc accordion panel highlight "
     "summarybox callout fact facts kasten"},
    {kFacts,
     "factbox faktabox faktaboks fakta infobox infokasten faktenbox glossary "
     "glossar expandablebox"},
    {kEmbed, "embed embedded iframe instagram oembed tiktok tweet youtube embeds"},
    {kLead,
     "abstract bajada chapeau chapo deck dek description entradilla excerpt intro "
     "introduction lead lede standfirst strapline subheadline subtitle summary "
     "vorspann ingress spoiler sottotitolo occhiello sumario synopsis subhead "
     "tagline"},
    {kTitle, "headline heading title titre titulo headlines titel header"},
    {kHidden,
     "collapse collapsed hidden hide invisible noprint offscreen screenreader "
     "sronly visually sr"},
    {kQuote, "blockquote pullquote quote zitat quotation quotes citation"},
    {kList, "list listing items grid feed carousel slider archive river"},
    {kBio, "about bio biography profile person"},
    {kShop, "affiliate buy commerce deal deals price product products shop"},
    {kLive, "live liveblog ticker update updates breaking"},
    {kMedia,
     "audio figure gallery image img media photo photos picture player podcast "
     "slideshow video slide bild foto"},
    {kSection, "col column container main primary section wrapper"},
    {kArticleBody, "articlebody"},
});

constexpr std::size_t kWordCount = [] {
  std::size_t count = kWordLists.size();
  for (const WordList& list : kWordLists) {
    count += static_cast<std::size_t>(std::ranges::count(list.words, ' '));
  }
  return count;
}();

constexpr auto kWords = [] {
  std::array<Word, kWordCount> words{};
  std::size_t count = 0;
  for (const WordList& list : kWordLists) {
    for (std::string_view rest = list.words; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      words[count++] = {rest.substr(0, end), list.mark};
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::ranges::sort(words, {}, &Word::text);
  return words;
}();

constexpr std::size_t kLongWord = 5;  // shorter ones count only as a whole word

// The words that begin with one letter, and their lengths, a bit each.
struct Initial {
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
  std::uint32_t lengths = 0;
};

constexpr auto kInitials = [] {
  std::array<Initial, 'z' - 'a' + 1> initials{};
  for (std::uint16_t i = 0; i < kWords.size(); ++i) {
    Initial& initial = initials[static_cast<std::size_t>(kWords[i].text.front() - 'a')];
    if (initial.lengths == 0) initial.begin = i;
    initial.end = i + 1;
    initial.lengths |= 1U << kWords[i].text.size();
  }
  return initials;
}();

// `text` holds small letters alone.
const Word* find_word(std::string_view text) {
  constexpr std::size_t kLongest = 31;
  if (text.empty() || text.size() > kLongest) return nullptr;
  const Initial& initial = kInitials[static_cast<std::size_t>(text.front() - 'a')];
  if ((initial.lengths >> text.size() & 1U) == 0) return nullptr;
  for (std::size_t i = initial.begin; i < initial.end; ++i) {
    if (kWords[i].text == text) return &kWords[i];
  }
  return nullptr;
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
    {"body",         "nav",      "meta",        "author",     "caption",   "related",    "social",
     "comment",      "review",   "footer",      "sidebar",    "ad",        "newsletter", "paywall",
     "consent",      "modal",    "topics",      "box",        "facts",     "embed",      "lead",
     "title",        "hidden",   "quote",       "list",       "bio",       "shop",       "live",
     "media",        "section",  "articlebody", "itemtype",   "itemprop",  "<article>",  "<main>",
     "<aside>",      "<header>", "<footer>",    "<nav>",      "<figure>",  "<li>",       "<td>",
     "<blockquote>", "<form>",   "<a>",         "<noscript>", "<details>", "<p>",        "<h1-6>"});
static_assert(kNames.size() == kMarks);

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "fact-box" is "factbox".
constexpr std::string_view kSecondWord = "box";
MarkSet marks_of_pair(std::string_view words) {
  const Word* pair = find_word(words);
  return pair != nullptr ? bit(pair->mark) : 0;
}

}  // namespace

std::string_view name(Mark mark) { return kNames[static_cast<std::size_t>(mark)]; }

MarkSet marks_of_tag(GumboTag tag) { return kTagMarks[static_cast<std::size_t>(tag)]; }

MarkSet marks_of_words(std::string_view value) {
  MarkSet marks = 0;
  std::string word;
  std::string last;
  const auto finish = [&] {
    if (word.size() > 1) marks |= marks_of_word(word);
    if (word == kSecondWord) marks |= marks_of_pair(last + word);
    if (!word.empty()) last = std::exchange(word, {});
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
