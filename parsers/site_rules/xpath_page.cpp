#include "parsers/site_rules/xpath_page.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <libxml/parser.h>
#include <libxml/xpathInternals.h>

#include "parsers/html/node.hpp"
#include "parsers/html/strip.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::site_rules {
namespace {

const xmlChar* xml_text(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

struct FreeXmlString {
  void operator()(xmlChar* text) const { xmlFree(text); }
};

std::string take_line(xmlChar* owned) {
  const std::unique_ptr<xmlChar, FreeXmlString> text(owned);
  return text == nullptr ? std::string()
                         : text::one_line(reinterpret_cast<const char*>(text.get()));
}

void ignore_error(void*, xmlError*) {}

// Keeps what and where the first error of a compilation is; libxml2 leaves the message to us.
void keep_error(void* into, xmlError* error) {
  auto& message = *static_cast<std::string*>(into);
  if (!message.empty()) return;
  switch (error->code) {
    case XML_XPATH_UNFINISHED_LITERAL_ERROR:
      message = "a quotation mark is not closed";
      break;
    case XML_XPATH_START_LITERAL_ERROR:
      message = "a quotation mark is missing";
      break;
    case XML_XPATH_INVALID_PREDICATE_ERROR:
      message = "a predicate [...] is broken";
      break;
    case XML_XPATH_EXPR_ERROR:
      message = "not an expression";
      break;
    case XML_XPATH_UNCLOSED_ERROR:
      message = "a parenthesis is not closed";
      break;
    case XML_XPATH_UNKNOWN_FUNC_ERROR:
      message = "an unknown function";
      break;
    case XML_XPATH_INVALID_ARITY:
      message = "a wrong number of arguments";
      break;
    default:
      message = "a syntax error";
      break;
  }
  message += " at character " + std::to_string(error->int1 + 1);
}

// The first function that XPath 1.0 (section 4) does not have; libxml2 would only notice it when a
// page makes it call it.
std::optional<std::string> unknown_function(std::string_view xpath) {
  constexpr auto kFunctions = std::to_array<std::string_view>({"last",
                                                               "position",
                                                               "count",
                                                               "id",
                                                               "local-name",
                                                               "namespace-uri",
                                                               "name",
                                                               "string",
                                                               "concat",
                                                               "starts-with",
                                                               "contains",
                                                               "substring-before",
                                                               "substring-after",
                                                               "substring",
                                                               "string-length",
                                                               "normalize-space",
                                                               "translate",
                                                               "boolean",
                                                               "not",
                                                               "true",
                                                               "false",
                                                               "lang",
                                                               "number",
                                                               "sum",
                                                               "floor",
                                                               "ceiling",
                                                               "round",
                                                               "text",
                                                               "node",
                                                               "comment",
                                                               "processing-instruction",
                                                               "and",
                                                               "or",
                                                               "div",
                                                               "mod"});
  const auto in_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':';
  };
  for (std::size_t at = 0; at < xpath.size(); ++at) {
    if (xpath[at] == '"' || xpath[at] == '\'') {
      at = std::min(xpath.find(xpath[at], at + 1), xpath.size());
      continue;
    }
    if (!in_name(xpath[at])) continue;
    std::size_t end = at;
    while (end < xpath.size() && in_name(xpath[end])) ++end;
    std::string_view name = xpath.substr(at, end - at);
    if (const std::size_t axis = name.find("::"); axis != std::string_view::npos) {
      name.remove_prefix(axis + 2);
    }
    const std::size_t next = xpath.find_first_not_of(" \t", end);
    const bool called = next != std::string_view::npos && xpath[next] == '(' && !name.empty();
    if (called && std::ranges::find(kFunctions, name) == kFunctions.end()) return std::string(name);
    at = end - 1;
  }
  return std::nullopt;
}

struct FreeContext {
  void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
};
struct FreeExpression {
  void operator()(xmlXPathCompExpr* expression) const { xmlXPathFreeCompExpr(expression); }
};

void add_attributes(const GumboNode& from, xmlNode* to) {
  constexpr unsigned kMostAttributes = 64;
  const GumboVector& attributes = from.v.element.attributes;
  for (unsigned i = 0; i < std::min(attributes.length, kMostAttributes); ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    xmlNewProp(to, xml_text(attribute->name), xml_text(attribute->value));
  }
}

}  // namespace

std::optional<std::string> xpath_error(const std::string& xpath) {
  xmlInitParser();
  const std::unique_ptr<xmlXPathContext, FreeContext> context(xmlXPathNewContext(nullptr));
  if (context == nullptr) return "out of memory";
  std::string message;
  context->error = keep_error;
  context->userData = &message;
  const std::unique_ptr<xmlXPathCompExpr, FreeExpression> expression(
      xmlXPathCtxtCompile(context.get(), xml_text(xpath.c_str())));
  if (expression != nullptr) {
    const std::optional<std::string> unknown = unknown_function(xpath);
    if (!unknown) return std::nullopt;
    return "XPath 1.0 has no function " + *unknown + "()";
  }
  return message.empty() ? "invalid expression" : message;
}

XPathPage::XPathPage(const html::Document& page) : document_(xmlNewDoc(xml_text("1.0"))) {
  xmlInitParser();  // once in effect; XPath has no NaN without it
  if (document_ == nullptr) return;
  build(page);
  xmlXPathOrderDocElems(document_);
  context_ = xmlXPathNewContext(document_);
  if (context_ == nullptr) return;
  context_->error = ignore_error;
  context_->opLimit = kMaxSteps;
}

XPathPage::~XPathPage() {
  for (xmlNode* node : removed_) xmlFreeNode(node);
  if (context_ != nullptr) xmlXPathFreeContext(context_);
  if (document_ != nullptr) xmlFreeDoc(document_);
}

void XPathPage::build(const html::Document& page) {
  std::vector<xmlNode*> open;
  std::size_t count = 0;
  const auto enter = [&](const GumboNode& node) {
    if (count >= kMaxNodes || open.size() >= kMaxDepth) return false;
    if (html::is_text(node)) {
      if (open.empty()) return false;
      ++count;
      xmlNode* text = xmlNewDocText(document_, xml_text(node.v.text.text));
      if (text == nullptr) return false;
      text->_private = const_cast<GumboNode*>(&node);
      // xmlAddChild would merge neighbouring texts and free one of them.
      xmlNode* parent = open.back();
      text->parent = parent;
      text->prev = parent->last;
      (parent->last == nullptr ? parent->children : parent->last->next) = text;
      parent->last = text;
      return false;
    }
    if (!html::is_element(node)) return false;
    ++count;
    const std::string name = html::tag_name(node);
    xmlNode* element = xmlNewDocNode(document_, nullptr, xml_text(name.c_str()), nullptr);
    if (element == nullptr) return false;
    element->_private = const_cast<GumboNode*>(&node);
    add_attributes(node, element);
    if (open.empty()) {
      xmlDocSetRootElement(document_, element);
    } else {
      xmlAddChild(open.back(), element);
    }
    open.push_back(element);
    return true;
  };
  html::walk(*page.root(), enter, [&](const GumboNode&) { open.pop_back(); });
  add_scripts(page);
}

void XPathPage::add_scripts(const html::Document& page) {
  xmlNode* root = xmlDocGetRootElement(document_);
  if (root == nullptr) return;
  xmlNode* head = xmlFirstElementChild(root);
  if (head == nullptr) return;
  for (const html::JsonScript& script : page.json_scripts()) {
    xmlNode* element =
        xmlNewTextChild(head, nullptr, xml_text("script"), xml_text(script.text.c_str()));
    if (element == nullptr) continue;
    xmlNewProp(element, xml_text("type"), xml_text(script.type.c_str()));
    if (!script.id.empty()) xmlNewProp(element, xml_text("id"), xml_text(script.id.c_str()));
  }
}

XPathResult XPathPage::evaluate(const std::string& xpath) {
  if (context_ == nullptr || steps_ > kMaxAllSteps) return nullptr;
  context_->opCount = 0;
  context_->node = xmlDocGetRootElement(document_);
  XPathResult result(xmlXPathEval(xml_text(xpath.c_str()), context_));
  steps_ += context_->opCount + 1;
  return result;
}

std::vector<xmlNode*> XPathPage::nodes(const std::string& xpath) {
  std::vector<xmlNode*> found;
  const XPathResult result = evaluate(xpath);
  if (result == nullptr || result->type != XPATH_NODESET || result->nodesetval == nullptr)
    return found;
  xmlXPathNodeSetSort(result->nodesetval);
  for (int i = 0; i < result->nodesetval->nodeNr; ++i) {
    xmlNode* node = result->nodesetval->nodeTab[i];
    if (node->type != XML_NAMESPACE_DECL && node->type != XML_DOCUMENT_NODE) found.push_back(node);
  }
  return found;
}

std::vector<std::string> XPathPage::texts(const std::string& xpath) {
  constexpr int kMostTexts = 64;
  std::vector<std::string> found;
  const XPathResult result = evaluate(xpath);
  if (result == nullptr) return found;
  const auto add = [&found](std::string text) {
    if (!text.empty()) found.push_back(std::move(text));
  };
  if (result->type != XPATH_NODESET) {
    add(take_line(xmlXPathCastToString(result.get())));
  } else if (result->nodesetval != nullptr) {
    xmlXPathNodeSetSort(result->nodesetval);
    for (int i = 0; i < std::min(result->nodesetval->nodeNr, kMostTexts); ++i) {
      add(take_line(xmlXPathCastNodeToString(result->nodesetval->nodeTab[i])));
    }
  }
  return found;
}

bool XPathPage::holds(const std::string& xpath) {
  const XPathResult result = evaluate(xpath);
  return result != nullptr && xmlXPathCastToBoolean(result.get()) != 0;
}

void XPathPage::remove(xmlNode* node) {
  if (node->type == XML_ATTRIBUTE_NODE || node == xmlDocGetRootElement(document_)) return;
  xmlUnlinkNode(node);
  removed_.push_back(node);
}

const GumboNode* XPathPage::origin(const xmlNode* node) {
  return static_cast<const GumboNode*>(node->_private);
}

}  // namespace tidings::site_rules
