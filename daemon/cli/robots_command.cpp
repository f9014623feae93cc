#include <memory>
#include <vector>

#include <openssl/evp.h>

#include "daemon/cli/batch.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "parsers/robots/robots.hpp"
#include "parsers/url/url.hpp"

namespace tidings::cli {
namespace {

constexpr int kMaxRedirects = 5;  // RFC 9309 2.3.1.2

std::expected<std::string, std::string> decode_base64(const std::string& text) {
  std::vector<unsigned char> bytes(text.size());
  const auto* in = reinterpret_cast<const unsigned char*>(text.data());
  const int length = EVP_DecodeBlock(bytes.data(), in, static_cast<int>(text.size()));
  if (length < 0) return std::unexpected("robots_txt_b64 is not base64");
  const auto padding = std::min<std::size_t>(2, text.size() - (text.find_last_not_of('=') + 1));
  return std::string(bytes.begin(), bytes.begin() + length - static_cast<int>(padding));
}

// Path and query. RFC 9309 holds for other schemes too, so those are split by hand.
std::string path_of(const std::string& text) {
  if (const auto url = url::parse(text)) {
    return url->path + (url->query ? "?" + *url->query : std::string());
  }
  const std::size_t authority = text.find("://");
  const std::size_t path =
      authority == std::string::npos ? std::string::npos : text.find('/', authority + 3);
  return path == std::string::npos ? "/" : text.substr(path, text.find('#', path) - path);
}

std::expected<Json, std::string> answer(const Json& fields) {
  std::expected<std::string, std::string> text = fields.value("robots_txt", std::string());
  if (fields.contains("robots_txt_b64")) text = decode_base64(fields.at("robots_txt_b64"));
  if (!text) return std::unexpected(text.error());
  const bool lost = fields.value("redirects", 0) > kMaxRedirects;
  const auto rules =
      robots::Rules::of_response(lost ? 302 : fields.value("http_status", 200), *text);
  const auto token = fields.at("user_agent").get<std::string>();
  const robots::Verdict verdict = rules.verdict(token, path_of(fields.at("url")));
  Json result{{"allowed", verdict.allowed}, {"sitemaps", rules.sitemaps()}};
  if (const auto delay = rules.crawl_delay(token)) result["crawl_delay"] = *delay;
  if (verdict.line > 0) result["line"] = verdict.line;
  if (!verdict.text.empty()) result["text"] = verdict.text;
  return result;
}

}  // namespace

void add_robots(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("robots", "verdicts of robots.txt files");
  const auto file = std::make_shared<std::string>();
  command
      ->add_option("--batch", *file,
                   "JSON lines {id, robots_txt | robots_txt_b64, user_agent, url, http_status?, "
                   "redirects?} (-: standard input)")
      ->required();
  command->callback([file, &invocation] {
    invocation.run = [file] {
      return run_batch(*file, {}, [](BatchRecord& record) { return answer(record.fields); });
    };
  });
}

}  // namespace tidings::cli
