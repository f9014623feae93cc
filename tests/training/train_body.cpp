#include <fstream>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "daemon/cli/batch.hpp"
#include "parsers/article/blocks.hpp"
#include "parsers/article/body.hpp"
#include "parsers/article/features.hpp"
#include "parsers/article/metadata.hpp"
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
  const article::Blocks page = article::cut_blocks(*document->root());
  const article::PageFacts facts(page, metadata);
  Json texts = Json::array();
  Json asked = Json::array();
  std::vector<float> row;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    article::describe(facts, i, row);
    rows.write(reinterpret_cast<const char*>(row.data()),
               static_cast<std::streamsize>(row.size() * sizeof(float)));
    texts.push_back(page.blocks[i].text);
    asked.push_back(article::is_asked(page, i));
  }
  return Json{{"texts", std::move(texts)}, {"asked", std::move(asked)}, {"title", metadata.title}};
}

std::expected<Json, std::string> article_of(const cli::BatchRecord& record,
                                            const article::Model& model) {
  const auto document = parse(record.bytes);
  if (!document) return std::unexpected(document.error());
  const auto metadata = article::read_metadata(*document, record.fields.value("url", ""));
  const article::Blocks page = article::cut_blocks(*document->root());
  const auto verdicts = article::judge(page, metadata, {.keep_lead = true, .model = &model});
  std::string text;
  for (const std::string& line : article::paragraphs(page, verdicts)) text += line + '\n';
  Json scores = Json::array();
  for (const auto& verdict : verdicts) scores.push_back(verdict.score);
  return Json{{"text", text}, {"title", metadata.title}, {"scores", std::move(scores)}};
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
