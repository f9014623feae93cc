#include "parsers/article/metadata_regions.hpp"

#include <array>
#include <string>

#include "parsers/article/metadata_text.hpp"
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

Regions RegionReader::read_words(std::string_view names) {
  if (names.empty()) return 0;
  const auto [entry, fresh] = known_.try_emplace(names, 0U);
  if (!fresh) return entry->second;
  constexpr std::size_t kLongest = 400;
  const std::string lower = lower_ascii(names.substr(0, kLongest));
  Regions regions = 0;
  for (const Word& word : kWords) {
    if (lower.find(word.part) != std::string::npos) regions |= word.regions;
  }
  return entry->second = regions;
}

Regions RegionReader::read(const GumboNode& element) {
  const GumboTag tag = html::tag_of(element);
  // The classes of the outermost elements describe the page, not a region of it.
  if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HEAD) return 0;
  Regions regions = regions_of_tag(tag);
  regions |= read_words(html::attribute(element, "class"));
  regions |= read_words(html::attribute(element, "id"));
  return regions;
}

}  // namespace tidings::article
