#include <fstream>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "daemon/cli/batch.hpp"
#include "parsers/article/blocks.hpp"
#include "parsers/article/body.hpp"
#include "parsers/article/features.hpp"
#include "parsers/article/metadata.hpp"
#include "parsers/article/noise.hpp"
#include "parsers/charset/charset.hpp"
#include "parsers/html/document.hpp"
#include "tests/training/model_file.hpp"

// Development program of the body model, driven by train.py:
//   train_body names                 the feature names, as a JSON list
//   train_body features ROWS LIST.jsonl  for each page the texts of its blocks; feature rows to
//   ROWS train_body extract MODEL LIST.jsonl  the article by a model read from a file
namespace {

using namespace tidings;
using cli::Json;

std::expected<html::Document, std::string> parse(const std::string& bytes) {
  return html::Document::parse(charset::decode_html(bytes, {}).text);
}

// The texts of a page's blocks; their rows go to `rows` as 32-bit floats.
std::expected<Json, std::string> features_of(const cli::BatchRecord& record, std::ostream& rows) {
  const auto document = parse(record.bytes);
  if (!document) return std::unexpected(document.error());
  const auto metadata = article::read_metadata(*document, record.fields.value("url", ""));
  article::Blocks page = article::cut_blocks(*document->root());
  article::mark_noise(page, metadata);
  const article::PageFacts facts(page, metadata);
  Json texts = Json::array();
  Json noise = Json::array();
  std::vector<float> row;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    row.clear();
    article::describe(facts, i, row);
    rows.write(reinterpret_cast<const char*>(row.data()),
               static_cast<std::streamsize>(row.size() * sizeof(float)));
    texts.push_back(page.blocks[i].text);
    noise.push_back(page.blocks[i].noise);
  }
  return Json{{"texts", std::move(texts)},
              {"noise", std::move(noise)},
              {"title", metadata.title},
              {"stated", metadata.body_texts}};
}

std::string text_of(const article::Blocks& page, const article::Metadata& metadata,
                    const cli::BatchRecord& record, const article::BodyOptions& options) {
  auto lines = article::paragraphs(page, article::judge(page, metadata, options));
  if (article::is_meagre(lines)) {
    auto outside =
        article::paragraphs_outside_the_tree(charset::decode_html(record.bytes, {}).text, metadata);
    if (!outside.empty()) lines = std::move(outside);
  }
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

std::expected<Json, std::string> article_of(const cli::BatchRecord& record,
                                            const article::Model& model) {
  const auto document = parse(record.bytes);
  if (!document) return std::unexpected(document.error());
  const auto metadata = article::read_metadata(*document, record.fields.value("url", ""));
  article::Blocks page = article::cut_blocks(*document->root());
  article::mark_noise(page, metadata);
  article::BodyOptions options{.model = &model};
  Json scores = Json::array();
  for (const auto& verdict : article::judge(page, metadata, options)) {
    scores.push_back(verdict.score);
  }
  std::string with_lead = text_of(page, metadata, record, options);
  options.keep_lead = false;
  return Json{{"text", std::move(with_lead)},
              {"without_lead", text_of(page, metadata, record, options)},
              {"title", metadata.title},
              {"scores", std::move(scores)}};
}

int usage() {
  std::cerr << "train_body names | features ROWS LIST | extract MODEL LIST\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) return usage();
  const cli::BatchOptions options{.read_file = true};
  if (arguments[0] == "names") {
    std::cout << Json(article::feature_names()).dump() << "\n";
    return 0;
  }
  if (arguments[0] == "features" && arguments.size() == 3) {
    std::ofstream rows(arguments[1], std::ios::binary);
    return cli::run_batch(
        arguments[2], {.read_file = true, .in_order = true},
        [&](const cli::BatchRecord& record) { return features_of(record, rows); });
  }
  if (arguments[0] == "extract" && arguments.size() == 3) {
    const auto model = article::training::read_model(arguments[1]);
    if (!model) {
      std::cerr << model.error() << "\n";
      return 1;
    }
    return cli::run_batch(arguments[2], options, [&](const cli::BatchRecord& record) {
      return article_of(record, model->model());
    });
  }
  return usage();
}
