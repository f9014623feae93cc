#include <utility>

#include "parsers/article/article.hpp"
#include "parsers/article/body.hpp"
#include "parsers/article/metadata.hpp"
#include "parsers/article/noise.hpp"
#include "parsers/charset/charset.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::article {
namespace {

void take_metadata(Metadata& from, Article& to) {
  to.title = std::move(from.title);
  to.published = from.published;
  to.published_source = std::move(from.published_source);
  to.modified = from.modified;
  to.authors = std::move(from.authors);
  to.language = std::move(from.language);
  to.canonical_url = std::move(from.canonical_url);
  to.amp_url = std::move(from.amp_url);
  to.image = std::move(from.image);
  to.site_name = std::move(from.site_name);
  to.tags = std::move(from.tags);
  to.robots = std::move(from.robots);
}

std::vector<BlockVerdict> explain(Blocks& page, const std::vector<Verdict>& verdicts) {
  std::vector<BlockVerdict> result;
  result.reserve(verdicts.size());
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    result.push_back({verdicts[i].kept, verdicts[i].score, std::string(verdicts[i].reason),
                      std::move(page.blocks[i].text)});
  }
  return result;
}

// All blocks but what structure proves to be none of the text.
std::vector<Verdict> keep_all(const Blocks& page) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(page.blocks.size());
  for (const Block& block : page.blocks) {
    verdicts.push_back({block.noise.empty(), 1.0, block.noise.empty() ? "text" : block.noise});
  }
  return verdicts;
}

struct Page {
  const html::Document& document;
  const Metadata& metadata;
  const site_rules::Findings& findings;
};

void read_body(const Page& page, const Options& options, Article& article) {
  Blocks blocks = cut_blocks(*page.document.root(), page.findings.strip);
  mark_noise(blocks, page.metadata);
  const BodyOptions body{
      .keep_lead = options.keep_lead, .prune = page.findings.prune, .model = &body_model()};
  auto verdicts = options.text_only ? keep_all(blocks) : judge(blocks, page.metadata, body);
  if (!page.findings.body.empty()) {
    auto inside = judge_within(blocks, verdicts, page.findings.body, body);
    article.paragraphs = paragraphs(blocks, inside);
    if (!article.paragraphs.empty() || !page.findings.autodetect_on_failure) {
      verdicts = std::move(inside);
    }
  }
  if (article.paragraphs.empty()) article.paragraphs = paragraphs(blocks, verdicts);
  article.truncated |= blocks.truncated;
  if (options.explain) article.blocks = explain(blocks, verdicts);
}

}  // namespace

std::string Article::text() const {
  std::string text;
  for (const std::string& paragraph : paragraphs) {
    if (!text.empty()) text += '\n';
    text += paragraph;
  }
  return text;
}

std::expected<Article, std::string> extract(std::string_view bytes, const Options& options) {
  charset::Decoded decoded = charset::decode_html(bytes, options.content_type);
  Article article;
  article.encoding = std::move(decoded.encoding);
  article.encoding_source = charset::name(decoded.source);
  if (options.rules != nullptr) {
    decoded.text = site_rules::replace_strings(*options.rules, std::move(decoded.text));
  }
  const auto document = html::Document::parse(
      std::move(decoded.text), options.limits,
      options.rules != nullptr ? html::Detail::kAll : html::Detail::kReadable);
  if (!document) return std::unexpected(document.error());
  article.truncated = document->cost().truncated;
  site_rules::Findings findings;
  if (options.rules != nullptr) findings = site_rules::apply(*options.rules, *document);
  Metadata metadata = options.text_only
                          ? read_metadata(options.hints != nullptr ? *options.hints : Hints{})
                          : read_metadata(*document, options.url, options.hints,
                                          options.rules != nullptr ? &findings : nullptr);
  read_body({*document, metadata, findings}, options, article);
  if (is_meagre(article.paragraphs)) {
    auto outside = paragraphs_outside_the_tree(
        charset::decode_html(bytes, options.content_type).text, metadata);
    if (!outside.empty()) article.paragraphs = std::move(outside);
  }
  article.next_page_url = std::move(findings.next_page_url);
  article.single_page_url = std::move(findings.single_page_url);
  take_metadata(metadata, article);
  return article;
}

}  // namespace tidings::article
