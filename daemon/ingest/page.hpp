#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/ingest/filters.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/state/records.hpp"
#include "parsers/article/article.hpp"
#include "parsers/document/document.hpp"
#include "parsers/fingerprint/signature.hpp"
#include "parsers/site_rules/site_rules.hpp"
#include "parsers/url/url.hpp"

namespace tidings::ingest {

// The bytes of a page and what is known of it before it is read.
struct PageInput {
  std::string_view bytes;
  std::string_view content_type;
  std::string_view url;  // the final one, after redirects; empty for a saved page
  std::vector<std::string> x_robots_tag;
  std::string tdm_reservation;
  article::Hints listed;   // what the source said of it
  bool text_only = false;  // the bytes are the article's text in HTML, as a feed carries it
  WallTime fetched_at{};
};

// What a page is read by; nothing here is owned.
struct PageRules {
  const config::Source* source = nullptr;
  const Filters* filters = nullptr;
  const site_rules::Rules* site = nullptr;  // rules for the page's host
  const url::TrackingTable* tracking = nullptr;
};

// A page that did not become a document, with a line for the log.
struct Refusal {
  state::Reason reason = state::Reason::kNoArticle;
  std::string message;
};

// A page that did.
struct PreparedDocument {
  std::string bytes;                 // as document::format() made them
  state::Document record;            // without number, file and bytes
  fingerprint::Signature signature;  // of the body
  std::string canonical_key;         // the canonical URL, or empty

  // Line 3 to the end, without the last LF.
  [[nodiscard]] std::string_view body() const;
};

// The article of a page; the bytes are not needed any more. Pure, as all of these; any thread.
[[nodiscard]] std::expected<article::Article, Refusal> extract(const PageInput& input,
                                                               const PageRules& rules);
// Adds the next page of the same article: the paragraphs that have not come before, since a
// stand-first or a box that every page repeats is taken once.
void add_page(article::Article& article, article::Article next);
// Why an article becomes no document: its length, the source's filters, the page's directives.
[[nodiscard]] std::optional<Refusal> refuse(const PageInput& input, const PageRules& rules,
                                            const article::Article& article);
// The document of an article that is not refused: canonical address, day, format, fingerprint.
// `input`'s bytes are not read.
[[nodiscard]] std::expected<PreparedDocument, Refusal> prepare(const PageInput& input,
                                                               const PageRules& rules,
                                                               article::Article article);
// From page to document: extract() and prepare().
[[nodiscard]] std::expected<PreparedDocument, Refusal> prepare_page(const PageInput& input,
                                                                    const PageRules& rules);

// The address that identifies a page: what it calls canonical if that is on the same registrable
// domain and not the site's root, else its own; tracking parameters removed. Empty: unknown.
[[nodiscard]] std::string document_url(std::string_view stated, std::string_view final_url,
                                       const url::TrackingTable& tracking);

}  // namespace tidings::ingest
