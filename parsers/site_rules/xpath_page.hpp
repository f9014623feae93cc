#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gumbo.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "parsers/html/document.hpp"

namespace tidings::site_rules {

// Why an XPath 1.0 expression does not compile; none: it does.
[[nodiscard]] std::optional<std::string> xpath_error(const std::string& xpath);

struct FreeXPathObject {
  void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
};
using XPathResult = std::unique_ptr<xmlXPathObject, FreeXPathObject>;

// A page as a libxml2 tree, for XPath. Elements carry the gumbo node that they were made from; the
// scripts that hold JSON are children of <head>. Holds at most kMaxNodes nodes of at most kMaxDepth
// levels: what is beyond is left out. One thread at a time.
class XPathPage {
 public:
  static constexpr std::size_t kMaxNodes = 300'000;
  static constexpr std::size_t kMaxDepth = 1'000;
  // Steps of XPath evaluation: of one expression, and of all that a page may cost.
  static constexpr unsigned long kMaxSteps = 3'000'000;
  static constexpr unsigned long kMaxAllSteps = 20'000'000;

  explicit XPathPage(const html::Document& page);
  ~XPathPage();
  XPathPage(const XPathPage&) = delete;
  XPathPage& operator=(const XPathPage&) = delete;

  // Evaluates an expression on the whole page; null when it fails or meets a limit.
  [[nodiscard]] XPathResult evaluate(const std::string& xpath);

  // The nodes that an expression finds, in document order; empty where it gives no node set.
  [[nodiscard]] std::vector<xmlNode*> nodes(const std::string& xpath);

  // The texts that an expression gives: one for each node, or the string it computes; white space
  // collapsed, empty ones left out.
  [[nodiscard]] std::vector<std::string> texts(const std::string& xpath);

  // True if the expression finds a node, or gives true, a number but 0, or text.
  [[nodiscard]] bool holds(const std::string& xpath);

  // Takes a node out of the tree; it stays alive as long as the page.
  void remove(xmlNode* node);

  [[nodiscard]] xmlDoc* document() const { return document_; }

  // The gumbo node that `node` was made from; null for those made by rules.
  [[nodiscard]] static const GumboNode* origin(const xmlNode* node);

 private:
  void build(const html::Document& page);
  void add_scripts(const html::Document& page);

  xmlDoc* document_ = nullptr;
  xmlXPathContext* context_ = nullptr;
  std::vector<xmlNode*> removed_;
  unsigned long steps_ = 0;
};

}  // namespace tidings::site_rules
