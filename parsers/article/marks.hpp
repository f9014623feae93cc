#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <gumbo.h>

// What an element's tag, class, id, role and the like say about its part in a page.
namespace tidings::article {

enum class Mark : std::uint8_t {
  // by words in class, id, role, itemprop and data attributes
  kBody,
  kNav,
  kMeta,
  kAuthor,
  kCaption,
  kRelated,
  kSocial,
  kComment,
  kReview,
  kFooter,
  kSidebar,
  kAd,
  kNewsletter,
  kPaywall,
  kConsent,
  kModal,
  kTopics,
  kBox,
  kFacts,
  kEmbed,
  kLead,
  kTitle,
  kHidden,
  kQuote,
  kList,
  kBio,
  kShop,
  kLive,
  kMedia,
  kSection,
  kArticleBody,  // itemprop=articleBody
  kMicrodata,    // itemtype=...Article
  kProperty,     // itemprop=...
  // by tag
  kArticleTag,
  kMainTag,
  kAsideTag,
  kHeaderTag,
  kFooterTag,
  kNavTag,
  kFigureTag,
  kListItemTag,
  kTableTag,
  kQuoteTag,
  kFormTag,
  kLinkTag,
  kNoscriptTag,
  kDetailsTag,
  kParagraphTag,
  kHeadingTag,
  kCount
};

inline constexpr std::size_t kMarks = static_cast<std::size_t>(Mark::kCount);
using MarkSet = std::uint64_t;  // a bit a mark
static_assert(kMarks <= 64);

[[nodiscard]] constexpr MarkSet bit(Mark mark) { return MarkSet{1} << static_cast<unsigned>(mark); }
[[nodiscard]] std::string_view name(Mark mark);

// Marks of the words in an attribute value; words end at non-letters and where a capital follows a
// small letter, long words are also known by their beginning or end ("articlebody").
[[nodiscard]] MarkSet marks_of_words(std::string_view value);
[[nodiscard]] MarkSet marks_of_tag(GumboTag tag);

// True when style, hidden or aria-hidden take the element off the page.
[[nodiscard]] bool is_hidden(const GumboNode& element);

}  // namespace tidings::article
