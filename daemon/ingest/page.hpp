#pragma once

#include <expected>
#include <optional>
#include <span>
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

// A page that became a document.
struct PreparedDocument {
  std::string bytes;                 // as document::format() made them
  state::Document record;            // without number, file and bytes
  fingerprint::Signature signature;  // of the body
  std::string canonical_key;         // the canonical URL, or empty
  std::string next_page_url;         // as written in the (last) page; empty: none
  std::string single_page_url;       // as written; the whole article on one page

  // Line 3 to the end, without the last LF.
  [[nodiscard]] std::string_view body() const;
};

// A page that did not, with a line for the log.
struct Refusal {
  state::Reason reason = state::Reason::kNoArticle;
  std::string message;
};

// Reads a page: extraction, canonical address, day, filters, directives, format, fingerprint.
// `further` are the next pages of the same article: they add the paragraphs that have not come
// before. Pure; any thread.
[[nodiscard]] std::expected<PreparedDocument, Refusal> prepare_page(
    const PageInput& input, const PageRules& rules, std::span<const PageInput> further = {});

// The address that identifies a page: what it calls canonical if that is on the same registrable
// domain and not the site's root, else its own; tracking parameters removed. Empty: unknown.
[[nodiscard]] std::string document_url(std::string_view stated, std::string_view final_url,
                                       const url::TrackingTable& tracking);

}  // namespace tidings::ingest
