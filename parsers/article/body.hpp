#pragma once

#include <string>
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

// False for blocks that are dropped without asking the model: navigation and short links.
[[nodiscard]] bool is_asked(const Blocks& page, std::size_t block);

// One verdict a block.
[[nodiscard]] std::vector<Verdict> judge(const Blocks& page, const Metadata& metadata,
                                         const BodyOptions& options);

// The verdicts when site rules name the elements that hold the text: all of it is kept, but for
// what judge() knows as noise when options.prune.
[[nodiscard]] std::vector<Verdict> judge_within(const Blocks& page,
                                                const std::vector<Verdict>& generic,
                                                const std::vector<const GumboNode*>& roots,
                                                const BodyOptions& options);

// The kept blocks as clean lines (text::one_line), blocks parted by a single <br> on one line, each
// line that was there already left out.
[[nodiscard]] std::vector<std::string> paragraphs(const Blocks& page,
                                                  const std::vector<Verdict>& verdicts);

}  // namespace tidings::article
