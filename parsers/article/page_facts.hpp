#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parsers/article/blocks.hpp"
#include "parsers/article/metadata.hpp"

// What a block is judged against: the page's text as a whole.
namespace tidings::article {

// Blocks of one shape: those whose boxes and the boxes around them have the same tags and classes.
struct Shape {
  int blocks = 0;
  int sentence_blocks = 0;  // that end a sentence
  double good = 0;
  double length = 0;
  double link = 0;
};
inline constexpr std::size_t kShapeLevels = 3;  // the box, and its parent, and its grandparent

// An element that holds the page's text, and how far every other element is from it.
struct Container {
  int element = 0;
  std::vector<std::uint8_t> steps;  // for each element: block elements up to one that holds it
  std::vector<int> child;  // for each element: its ancestor right below the container; -1: none
};

// Text that the page states about itself, to compare with.
struct Statements {
  PhraseSet titles;
  PhraseSet description;
  PhraseSet authors;
  PhraseSet body;  // JSON-LD articleBody
  std::vector<TokenHash> description_tokens;
};

class PageFacts {
 public:
  // Keeps a reference to `page`.
  PageFacts(const Blocks& page, const Metadata& metadata);

  [[nodiscard]] const Blocks& page() const { return page_; }
  [[nodiscard]] const Statements& statements() const { return statements_; }
  [[nodiscard]] const Container& main() const { return main_; }      // the smallest with most text
  [[nodiscard]] const Container& direct() const { return direct_; }  // most text right below it
  [[nodiscard]] const Shape& shape(std::size_t block, std::size_t level) const;

  // Good text: 70 characters or more, few links, whole sentences, not hidden; less in asides.
  [[nodiscard]] double good(int first, int end) const { return range(good_, first, end); }
  [[nodiscard]] double length(int first, int end) const { return range(length_, first, end); }
  [[nodiscard]] double link(int first, int end) const { return range(link_, first, end); }
  [[nodiscard]] double total_good() const { return good_.back(); }
  [[nodiscard]] double total_length() const { return length_.back(); }
  [[nodiscard]] double good(const Element& e) const { return good(e.first_block, e.end_block); }
  [[nodiscard]] double length(const Element& e) const { return length(e.first_block, e.end_block); }
  [[nodiscard]] double link(const Element& e) const { return link(e.first_block, e.end_block); }

  // The block element around a block element; the root is around itself.
  [[nodiscard]] int around(int element) const;
  [[nodiscard]] int title_block() const { return title_block_; }      // -1: none
  [[nodiscard]] int title_element() const { return title_element_; }  // -1: none
  // Block elements up from `element` to one that holds the title; kFar: no title.
  [[nodiscard]] int steps_to_title(int element) const;
  // The outermost <article> around an element; -1: none.
  [[nodiscard]] int article_of(int element) const {
    return article_of_[static_cast<std::size_t>(element)];
  }
  [[nodiscard]] int articles() const { return articles_; }
  // The last heading block before a block, itself apart; -1: none.
  [[nodiscard]] int heading_before(std::size_t block) const { return heading_before_[block]; }
  // Headings of first rank from the page's start up to a block.
  [[nodiscard]] int first_headings(std::size_t block) const { return first_headings_[block]; }
  // Share of the text in the boxes around a box that has the box's tag and class.
  [[nodiscard]] double likeness(std::size_t block) const;
  // Largest share of the description that one block right below the same element has.
  [[nodiscard]] double description_near(int element) const {
    return description_near_[static_cast<std::size_t>(element)];
  }
  [[nodiscard]] double description_in(std::size_t block) const { return description_in_[block]; }
  [[nodiscard]] int copies(std::size_t block) const { return copies_[block]; }
  [[nodiscard]] bool is_repeat(std::size_t block) const { return repeat_[block]; }
  // Share of a block's runs of three tokens that a longer block says too, as a paragraph does that
  // a quotation beside the text was taken from.
  [[nodiscard]] double said_elsewhere(std::size_t block) const { return said_elsewhere_[block]; }

 private:
  [[nodiscard]] static double range(const std::vector<double>& sums, int first, int end) {
    return end <= first
               ? 0.0
               : sums[static_cast<std::size_t>(end)] - sums[static_cast<std::size_t>(first)];
  }
  void sum_text();
  void find_shapes();
  void find_containers();
  void find_title(const Metadata& metadata);
  void find_copies();
  void find_said_elsewhere();
  void find_articles();
  void find_headings();
  void find_likeness();
  void find_description();
  [[nodiscard]] Container container(int element) const;

  const Blocks& page_;
  Statements statements_;
  std::vector<double> good_;  // sums over the blocks before
  std::vector<double> length_;
  std::vector<double> link_;
  std::array<std::vector<std::uint64_t>, kShapeLevels> shape_of_;
  std::array<std::unordered_map<std::uint64_t, Shape>, kShapeLevels> shapes_;
  Container main_;
  Container direct_;
  Container title_;
  int title_block_ = -1;
  int title_element_ = -1;
  std::vector<int> article_of_;
  int articles_ = 0;
  std::vector<int> heading_before_;
  std::vector<int> first_headings_;
  std::unordered_map<std::uint64_t, double> like_length_;  // by parent and signature
  std::vector<double> boxed_length_;                       // by parent
  std::vector<double> description_near_;
  std::vector<double> description_in_;
  std::vector<int> copies_;
  std::vector<bool> repeat_;
  std::vector<double> said_elsewhere_;
};

}  // namespace tidings::article
