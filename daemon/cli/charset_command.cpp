#include <algorithm>
#include <memory>

#include "daemon/cli/batch.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "parsers/charset/charset.hpp"

namespace tidings::cli {
namespace {

// Whether the rules for XML apply: by the header, else by how the bytes begin.
bool is_xml(std::string_view bytes, std::string content_type) {
  std::ranges::transform(content_type, content_type.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  });
  if (content_type.find("xml") != std::string::npos) return true;
  if (content_type.find("html") != std::string::npos) return false;
  std::string start;
  for (const char c : bytes.substr(0, 4096)) {
    if (c != '\0') start += c;
  }
  return start.find("<html") == std::string::npos &&
         (start.find("<?xml") < 8 || start.find("<rss") < 64 || start.find("<feed") < 64);
}

Json answer(const BatchRecord& record) {
  const std::string content_type = record.fields.value("content_type", std::string());
  const charset::Decoded decoded = is_xml(record.bytes, content_type)
                                       ? charset::decode_xml(record.bytes, content_type)
                                       : charset::decode_html(record.bytes, content_type);
  return Json{{"encoding", decoded.encoding},
              {"text", decoded.text},
              {"source", charset::name(decoded.source)}};
}

}  // namespace

void add_charset(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("charset", "encodings of documents, and their text");
  const auto file = std::make_shared<std::string>();
  command->add_option("--batch", *file, "JSON lines {id, file, content_type?} (-: standard input)")
      ->required();
  command->callback([file, &invocation] {
    invocation.run = [file] {
      return run_batch(*file, {.read_file = true},
                       [](BatchRecord& record) { return answer(record); });
    };
  });
}

}  // namespace tidings::cli
