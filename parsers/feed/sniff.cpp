#include "parsers/feed/sniff.hpp"

#include "parsers/feed/links.hpp"
#include "parsers/feed/names.hpp"
#include "parsers/feed/tag.hpp"

namespace tidings::feed {
namespace {

constexpr std::size_t kMaxJunk = 4096;

struct Root {
  std::string_view name;
  Format format;
};

constexpr Root kRoots[] = {{"rss", Format::kRss},
                           {"rdf", Format::kRss},
                           {"channel", Format::kRss},
                           {"feed", Format::kAtom},
                           {"entry", Format::kAtom},
                           {"urlset", Format::kSitemap},
                           {"sitemapindex", Format::kSitemap}};

Format format_of(std::string_view root) {
  for (const Root& known : kRoots) {
    if (equals_ignoring_case(known.name, local_name(root))) return known.format;
  }
  return Format::kUnknown;
}

// Finds start tags one after the other, in linear time: comments, instructions and the document
// type are passed over where they end.
class StartTags {
 public:
  explicit StartTags(std::string_view text) : text_(text) {}

  // The position of the next start tag; npos: there is none.
  std::size_t next() {
    for (at_ = text_.find('<', at_); at_ != std::string_view::npos; at_ = text_.find('<', at_)) {
      const std::string_view rest = text_.substr(at_, kMaxJunk);
      if (rest.starts_with("<!--")) {
        pass("-->", no_comment_end_);
      } else if (rest.starts_with("<?")) {
        pass("?>", no_instruction_end_);
      } else if (rest.starts_with("<!DOCTYPE") && rest.find('[') < rest.find('>')) {
        pass("]", no_subset_end_);
      } else if (!read_tag_name(rest.substr(1)).empty()) {
        return at_++;
      } else {
        ++at_;
      }
    }
    return at_;
  }

 private:
  void pass(std::string_view end, bool& missing) {
    const std::size_t found = missing ? std::string_view::npos : text_.find(end, at_ + 2);
    missing = found == std::string_view::npos;
    at_ = missing ? at_ + 1 : found + end.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool no_comment_end_ = false;
  bool no_instruction_end_ = false;
  bool no_subset_end_ = false;
};

Sniffed sniff_xml(std::string_view text) {
  StartTags tags(text);
  const std::size_t first = tags.next();
  if (first == std::string_view::npos) return {.what = "this is not a feed: it has no elements"};
  const std::string_view name = read_tag_name(text.substr(first + 1));
  Sniffed result{format_of(name), text.substr(text.find('<')), {}};
  if (result.format != Format::kUnknown) return result;
  if (equals_ignoring_case(name, "html")) return {.what = "this is an HTML page"};
  for (std::size_t at = tags.next(); at < kMaxJunk; at = tags.next()) {
    result.format = format_of(read_tag_name(text.substr(at + 1)));
    result.document = text.substr(at);
    if (result.format != Format::kUnknown) return result;
  }
  return {.what = "this is not a feed: its root element is <" + std::string(name) + ">"};
}

}  // namespace

Sniffed sniff(std::string_view text) {
  const std::string_view start = trim(text);
  if (start.empty()) return {.what = "this is empty"};
  if (start[0] == '{' || start[0] == '[') return {Format::kJson, start, {}};
  const std::string_view line = start.substr(0, start.find_first_of("\r\n"));
  if (is_web_url(trim(line))) return {Format::kText, start, {}};
  if (start.find('<') != std::string_view::npos) return sniff_xml(start);
  return {.what = "this is not a feed: it has no markup"};
}

}  // namespace tidings::feed
