#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/article/article.hpp"
#include "parsers/article/blocks.hpp"
#include "parsers/article/metadata.hpp"
#include "parsers/article/model.hpp"

// Which blocks of a page are its article, and the paragraphs they make.
namespace tidings::article {

struct BodyOptions {
  bool keep_lead = true;
  bool prune = true;             // clean up inside what site rules name
  const Model* model = nullptr;  // never null in judge()
};

struct Verdict {
  bool kept = false;
  double score = 0;         // the model's probability
  std::string_view reason;  // static text
};

// One verdict a block; mark_noise() has been here before.
[[nodiscard]] std::vector<Verdict> judge(const Blocks& page, const Metadata& metadata,
                                         const BodyOptions& options);

// The verdicts when site rules name the elements that hold the text: all of it is kept, but for
// what judge() knows as noise when options.prune.
[[nodiscard]] std::vector<Verdict> judge_within(const Blocks& page,
                                                const std::vector<Verdict>& generic,
                                                const std::vector<const GumboNode*>& roots,
                                                const BodyOptions& options);

// The kept blocks as lines, blocks parted by a single <br> on one line; a sentence that was there
// already is left out.
[[nodiscard]] std::vector<std::string> paragraphs(const Blocks& page,
                                                  const std::vector<Verdict>& verdicts);

// Too little to be an article.
[[nodiscard]] bool is_meagre(const std::vector<std::string>& paragraphs);

// For a page whose tree holds no article: the text that it states as JSON-LD articleBody, else what
// a script would fill in. `page` is the page's source in UTF-8. Empty: there is nothing either.
[[nodiscard]] std::vector<std::string> paragraphs_outside_the_tree(std::string_view page,
                                                                   const Metadata& metadata);

}  // namespace tidings::article
