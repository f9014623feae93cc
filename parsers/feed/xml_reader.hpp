#pragma once

#include <cstdint>
#include <string_view>

#include "parsers/feed/names.hpp"

namespace tidings::feed {

// Receives a document's elements and text in order. Every start() has its end() unless the input
// ends first or the reading is stopped.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  // False: read no further.
  virtual bool start(const Element& element) = 0;
  virtual bool end() = 0;
  // A piece of text, UTF-8; the text of an element may come in many.
  virtual void text(std::string_view piece) = 0;
};

struct XmlOutcome {
  bool truncated = false;  // the input ended within the root element
  bool too_deep = false;   // tags beyond XmlRepair::kMaxDepth were dropped
};

// Reads XML that publishers serve, through XmlRepair and libxml2's SAX2 parser in recovery mode;
// no entity is ever expanded by libxml2, no file or address opened. `document` is valid UTF-8.
// Exceptions of the handler pass through.
XmlOutcome read_xml(std::string_view document, XmlHandler& handler);

}  // namespace tidings::feed
