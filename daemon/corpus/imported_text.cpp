#include "daemon/corpus/imported_text.hpp"

#include <utility>

#include "config/tables.hpp"
#include "parsers/text/clean_text.hpp"
#include "parsers/text/count_words.hpp"

namespace tidings::corpus {

document::Document clean_imported(std::string_view bytes) {
  text::CleanText cleaned = text::clean_text(bytes, config::boilerplate_table());
  document::Document document;
  document.day = std::move(cleaned.day);
  document.url = std::move(cleaned.url);
  document.title = std::move(cleaned.title);
  document.paragraphs = std::move(cleaned.paragraphs);
  return document;
}

state::Document describe(const document::Document& document, WallTime now) {
  state::Document record;
  record.hash = document::content_hash(document::format(document));
  record.day = document.day;
  record.url = document.url;
  record.title = document.title;
  for (const std::string& paragraph : document.paragraphs) {
    record.words += text::count_words(paragraph);
  }
  record.fetched_at = now;
  return record;
}

state::Document imported_record(std::string_view bytes, WallTime now) {
  state::Document record = describe(clean_imported(bytes), now);
  record.file_hash = document::sha256(bytes);
  record.bytes = bytes.size();
  if (!record.day.empty()) record.date_source = "imported";
  return record;
}

}  // namespace tidings::corpus
