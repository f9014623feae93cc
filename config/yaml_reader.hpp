#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/mistake.hpp"

// YAML as the configuration uses it: one document of maps, lists and scalars. yaml-cpp's events are
// used, since its tree takes 2.4 kB a source, and loses duplicate keys without a word.
namespace tidings::config {

// A place in the file, from 1.
struct Mark {
  int line = 1;
  int column = 1;
};

struct Node {
  enum class Kind { kNothing, kScalar, kList, kMap };
  struct Entry;

  Kind kind = Kind::kNothing;
  Mark mark;  // of kNothing: that of its key
  bool quoted = false;
  std::string text;            // kScalar
  std::vector<Node> items;     // kList
  std::vector<Entry> entries;  // kMap, in the order of the file, without duplicates
};

struct Node::Entry {
  std::string key;
  Mark mark;
  Node value;
};

// What a file holds, handed over as soon as it has been read, so that a list of 100,000 sources
// never is in memory as a tree.
struct FileEvents {
  std::function<void(const Node::Entry& entry)>
      on_entry;                                     // of the outermost map, but for `sources`
  std::function<void(const Node& item)> on_source;  // of `sources`, or of an outermost list
  std::function<void(Mark mark, const std::string& what)> on_mistake;
};

// Reads a whole file. Duplicate keys, aliases, a second document, scalars without an end and syntax
// errors are mistakes; a syntax error ends the reading.
void read_yaml(std::string_view text, const FileEvents& events);

}  // namespace tidings::config
