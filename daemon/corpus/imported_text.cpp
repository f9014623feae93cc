#include "daemon/corpus/imported_text.hpp"

#include "parsers/text/count_words.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::corpus {

document::Document clean_imported(std::string_view bytes) {
  if (auto document = document::parse(bytes)) return std::move(*document);
  document::Document document;
  document.paragraphs = text::split_lines(bytes);
  if (document.paragraphs.empty()) return document;
  document.title = document.paragraphs.front();
  document.paragraphs.erase(document.paragraphs.begin());
  return document;
}

state::Document imported_record(std::string_view bytes, WallTime now) {
  const document::Document cleaned = clean_imported(bytes);
  state::Document record;
  record.hash = document::content_hash(document::format(cleaned));
  record.file_hash = document::sha256(bytes);
  record.bytes = bytes.size();
  record.day = cleaned.day;
  record.url = cleaned.url;
  record.title = cleaned.title;
  for (const std::string& paragraph : cleaned.paragraphs) {
    record.words += text::count_words(paragraph);
  }
  record.date_source = cleaned.day.empty() ? "" : "imported";
  record.fetched_at = now;
  return record;
}

}  // namespace tidings::corpus
