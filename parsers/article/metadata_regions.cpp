#include "parsers/article/metadata_regions.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

struct Word {
  std::string_view part;  // of a class or id, lower case
  Regions regions;
};

constexpr auto kWords = std::to_array<Word>({
    {"author", kAuthorClass},
    {"autor", kAuthorClass},
    {"auteur", kAuthorClass},
    {"autore", kAuthorClass},
    {"byline", kAuthorClass | kMetaClass},
    {"by-line", kAuthorClass | kMetaClass},
    {"verfasser", kAuthorClass},
    {"writer", kAuthorClass},
    {"reporter", kAuthorClass},
    {"journalist", kAuthorClass},
    {"contributor", kAuthorClass},
    {"redakteur", kAuthorClass},
    {"yazar", kAuthorClass},
    {"penulis", kAuthorClass},
    {"signature", kAuthorClass},
    {"date", kDateClass},
    {"datum", kDateClass},
    {"fecha", kDateClass},
    {"time", kDateClass},
    {"publi", kDateClass | kPublishedClass},
    {"posted", kDateClass | kPublishedClass},
    {"created", kDateClass | kPublishedClass},
    {"veroeffentlich", kDateClass | kPublishedClass},
    {"meta", kMetaClass},
    {"info", kMetaClass},
    {"updated", kUpdatedClass},
    {"modified", kUpdatedClass},
    {"lastmod", kUpdatedClass},
    {"lastchange", kUpdatedClass},
    {"last-change", kUpdatedClass},
    {"aktualis", kUpdatedClass},
    {"comment", kComments},
    {"kommentar", kComments},
    {"disqus", kComments},
    {"leserbrief", kComments},
    {"forum", kComments},
    {"reaction", kComments},
    {"related", kRelated},
    {"teaser", kRelated},
    {"recommend", kRelated},
    {"popular", kRelated},
    {"most-read", kRelated},
    {"mostread", kRelated},
    {"trending", kRelated},
    {"sidebar", kRelated | kAside},
    {"widget", kRelated},
    {"promo", kRelated},
    {"latest", kRelated},
    {"ticker", kRelated},
    {"similar", kRelated},
    {"carousel", kRelated},
    {"slider", kRelated},
    {"recent", kRelated},
    {"readmore", kRelated},
    {"read-more", kRelated},
    {"read-also", kRelated},
    {"nextprev", kRelated},
    {"next-prev", kRelated},
    {"advert", kRelated},
    {"event", kRelated},
    {"calendar", kRelated},
    {"kalender", kRelated},
    {"archive", kRelated},
    {"today", kRelated},
    {"clock", kRelated},
    {"weather", kRelated},
    {"footer", kFooter},
    {"copyright", kFooter},
    {"navbar", kNavigation},
    {"navigation", kNavigation},
    {"breadcrumb", kNavigation},
    {"menu", kNavigation},
    {"title", kTitleClass},
    {"headline", kTitleClass},
    {"heading", kTitleClass},
    {"-bio", kBiography},
    {"bio-", kBiography},
    {"biograph", kBiography},
    {"about-author", kBiography},
    {"author-box", kBiography},
    {"authorbox", kBiography},
    {"author-desc", kBiography},
});

// Words are looked up by their first two letters; nearly every place of a class has none.
constexpr std::size_t kKeys = 1024;
constexpr std::size_t key_of(char first, char second) {
  return static_cast<std::size_t>((first & 31) << 5 | (second & 31));
}
constexpr auto kSortedWords = [] {
  auto words = kWords;
  std::ranges::sort(words, {}, [](const Word& word) { return key_of(word.part[0], word.part[1]); });
  return words;
}();
struct Range {
  std::uint8_t begin = 0;
  std::uint8_t end = 0;
};
constexpr auto kWordsByKey = [] {
  std::array<Range, kKeys> ranges{};
  for (std::size_t i = 0; i < kSortedWords.size(); ++i) {
    Range& range = ranges[key_of(kSortedWords[i].part[0], kSortedWords[i].part[1])];
    if (range.end == 0) range.begin = static_cast<std::uint8_t>(i);
    range.end = static_cast<std::uint8_t>(i + 1);
  }
  return ranges;
}();

// True if `text` begins with `word` (lower case), ASCII case ignored.
bool begins_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != word[i]) return false;
  }
  return true;
}

Regions regions_of_words(std::string_view names) {
  constexpr std::size_t kLongest = 400;
  names = names.substr(0, kLongest);
  Regions regions = 0;
  for (std::size_t at = 0; at + 1 < names.size(); ++at) {
    const Range range = kWordsByKey[key_of(names[at], names[at + 1])];
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (begins_with(names.substr(at), kSortedWords[i].part)) regions |= kSortedWords[i].regions;
    }
  }
  return regions;
}

Regions regions_of_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
      return kNavigation;
    case GUMBO_TAG_HEADER:
      return kHeaderElement;
    case GUMBO_TAG_FOOTER:
      return kFooter;
    case GUMBO_TAG_ASIDE:
      return kAside;
    case GUMBO_TAG_ARTICLE:
      return kArticleElement;
    case GUMBO_TAG_MAIN:
      return kMain;
    case GUMBO_TAG_A:
      return kLink;
    case GUMBO_TAG_FORM:
      return kForm;
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
      return kFigure;
    case GUMBO_TAG_P:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_LI:
      return kProse;
    default:
      return 0;
  }
}

}  // namespace

Regions RegionFinder::of_words(std::string_view names) {
  if (names.empty()) return 0;
  const auto [known, is_new] = known_.try_emplace(names);
  if (is_new) known->second = regions_of_words(names);
  return known->second;
}

Regions RegionFinder::of(const GumboNode& element, std::string_view classes, std::string_view id) {
  const GumboTag tag = html::tag_of(element);
  // The classes of the outermost elements describe the page, not a region of it.
  if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HEAD) return 0;
  const Regions regions = regions_of_tag(tag);
  return regions | of_words(classes) | of_words(id);
}

}  // namespace tidings::article
