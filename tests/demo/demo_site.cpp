// A small news site on a free port of the loopback interface: `demo_site FOLDER` prints its
// address, then serves until standard input ends. GET /__grow moves its time on: the feed grows, an
// article is corrected, an agency repeats another.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <httplib.h>

namespace {

namespace fs = std::filesystem;

struct Article {
  std::map<std::string, std::string> fields;
  std::vector<std::string> paragraphs;
  [[nodiscard]] std::string get(const std::string& name) const {
    const auto field = fields.find(name);
    return field == fields.end() ? "" : field->second;
  }
};

std::string read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

// "name: value" lines, an empty line, and a paragraph a line.
Article read_article(const fs::path& file) {
  Article article;
  std::istringstream in(read_text(file));
  bool in_head = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      in_head = false;
    } else if (in_head) {
      const std::size_t colon = line.find(": ");
      article.fields[line.substr(0, colon)] = line.substr(colon + 2);
    } else {
      article.paragraphs.push_back(line);
    }
  }
  return article;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    html += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
  }
  return html;
}

std::string paragraph_html(const std::string& text) {
  if (text.starts_with("## ")) return fmt::format("<h2>{}</h2>\n", escaped(text.substr(3)));
  if (text.starts_with("- ")) return fmt::format("<ul><li>{}</li></ul>\n", escaped(text.substr(2)));
  if (text.starts_with("> ")) {
    return fmt::format("<blockquote><p>{}</p></blockquote>\n", escaped(text.substr(2)));
  }
  return fmt::format("<p>{}</p>\n", escaped(text));
}

std::string body_html(const Article& article) {
  constexpr std::string_view kBetween =
      "<div class=\"ad\">Advertisement</div>\n<div class=\"teaser\"><b>Read also</b> <a "
      "href=\"/x1\">Ten things about herring that nobody told you</a></div>\n";
  std::string html;
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    html += paragraph_html(article.paragraphs[i]);
    if (i == 1) html += kBetween;
  }
  if (article.get("kind") != "gallery") return html;
  for (int i = 1; i <= 14; ++i) html += fmt::format("<img src=\"/img/{}.jpg\" alt=\"\">\n", i);
  return html;
}

std::string filled(std::string text, const std::string& name, const std::string& value) {
  const std::string place = "{{" + name + "}}";
  for (std::size_t at = 0; (at = text.find(place, at)) != std::string::npos; at += value.size()) {
    text.replace(at, place.size(), value);
  }
  return text;
}

class Site {
 public:
  explicit Site(const fs::path& folder) : layout_(read_text(folder / "layout.html")) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".txt") articles_.push_back(read_article(entry.path()));
    }
    std::ranges::sort(articles_, {}, [](const Article& a) { return a.get("published"); });
    std::ranges::stable_sort(articles_, {}, [](const Article& a) { return a.get("since"); });
  }

  void grow() { ++step_; }

  // What stands at each path now: of two versions of an article, the later one.
  [[nodiscard]] std::map<std::string, const Article*> present() const {
    std::map<std::string, const Article*> pages;
    for (const Article& article : articles_) {
      if (std::stoi(article.get("since")) <= step_) pages[article.get("path")] = &article;
    }
    return pages;
  }

  [[nodiscard]] std::string page(const Article& article) const {
    std::string html = filled(layout_, "body", body_html(article));
    html = filled(html, "url", base_ + article.get("path"));
    for (const char* name : {"title", "section", "author", "published", "caption"}) {
      html = filled(html, name, escaped(article.get(name)));
    }
    return html;
  }

  [[nodiscard]] std::string feed() const {
    std::string entries;
    for (const auto& [path, article] : present()) {
      const std::string published = article->get("published");
      const std::string updated = article->get("updated");
      entries += fmt::format(
          "<entry><id>{0}{1}</id><title>{2}</title><link rel=\"alternate\" href=\"{0}{1}\"/>"
          "<published>{3}</published><updated>{4}</updated></entry>\n",
          base_, path, escaped(article->get("title")), published,
          updated.empty() ? published : updated);
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
        "<title>The Ansley Courier</title><id>{0}/</id><link href=\"{0}/\"/>\n{1}</feed>\n",
        base_, entries);
  }

 private:
  std::string layout_;
  std::string base_ = "http://courier.example";
  std::vector<Article> articles_;
  std::atomic<int> step_ = 0;
};

// Answers with `body`, or with 304 where the client has it already.
void answer(const httplib::Request& request, httplib::Response& response, const std::string& body,
            const char* type) {
  const std::string tag = fmt::format("\"{:x}\"", std::hash<std::string>{}(body));
  response.set_header("ETag", tag);
  if (request.get_header_value("If-None-Match") == tag) {
    response.status = 304;
  } else {
    response.set_content(body, type);
  }
}

void route(httplib::Server& server, Site& site) {
  server.Get("/__grow", [&](const auto&, auto& response) {
    site.grow();
    response.set_content("grown\n", "text/plain");
  });
  server.Get("/robots.txt", [](const auto&, auto& response) {
    response.set_content("User-agent: *\nDisallow: /login/\n", "text/plain");
  });
  server.Get("/feed.xml", [&](const auto& request, auto& response) {
    answer(request, response, site.feed(), "application/atom+xml; charset=utf-8");
  });
  server.Get(".*\\.html", [&](const auto& request, auto& response) {
    const auto pages = site.present();
    const auto page = pages.find(request.path);
    if (page == pages.end()) {
      response.status = 404;
    } else {
      answer(request, response, site.page(*page->second), "text/html; charset=utf-8");
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: demo_site FOLDER\n";
    return 2;
  }
  Site site(argv[1]);
  httplib::Server server;
  const int port = server.bind_to_any_port("127.0.0.1");
  route(server, site);
  std::jthread serving([&] { server.listen_after_bind(); });
  std::cout << port << std::endl;
  while (std::cin.get() != std::char_traits<char>::eof()) {
  }
  server.stop();
  return 0;
}
