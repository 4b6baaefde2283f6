#include "text/readers/odt.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "text/input_error.h"
#include "text/readers/paragraphs.h"
#include "text/readers/xml_part.h"

namespace qiao::text {
namespace {

class Content : public XmlPart {
 public:
  explicit Content(Paragraphs& paragraphs) : paragraphs_(paragraphs) {}

 private:
  static bool is_unread(std::string_view name) {
    static constexpr std::array<std::string_view, 16> kNames = {"tracked-changes",
                                                                "annotation",
                                                                "note-citation",
                                                                "table-of-content",
                                                                "illustration-index",
                                                                "table-index",
                                                                "object-index",
                                                                "user-index",
                                                                "alphabetical-index",
                                                                "bibliography",
                                                                "ruby-text",
                                                                "forms",
                                                                "title",
                                                                "desc",
                                                                "sequence-decls",
                                                                "variable-decls"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  void start(std::string_view name, Attributes attributes) override {
    if (name == "style") {
      // A paragraph's own style, "P3", is made of one with a name.
      parents_[std::string(value(attributes, "name"))] = value(attributes, "parent-style-name");
    }
    if (name == "body") in_body_ = true;
    if (!in_body_) return;
    if (is_unread(name)) return pass_over();
    if (name == "note-body") ++notes_;
    if (name == "list-item" || name == "list-header") ++items_;
    if (name == "p" || name == "h") {
      const bool heading = name == "h" || is_title(std::string(value(attributes, "style-name")));
      paragraphs_.open(heading      ? BlockKind::kHeading
                       : items_ > 0 ? BlockKind::kListItem
                                    : BlockKind::kParagraph);
    }
    if (!paragraphs_.any_open()) return;
    if (name == "s" || name == "tab") paragraphs_.add(" ");
    if (name == "line-break") paragraphs_.break_line();
  }

  void end(std::string_view name) override {
    if (!in_body_) return;
    if (name == "note-body") --notes_;
    if (name == "list-item" || name == "list-header") --items_;
    if (name == "p" || name == "h") paragraphs_.close(notes_ > 0);
  }

  void text(std::string_view text) override {
    if (!passing() && paragraphs_.any_open()) paragraphs_.add(text);
  }

  bool is_title(const std::string& style) const {
    const auto named = [](std::string_view s) { return s == "Title" || s == "Subtitle"; };
    if (named(style)) return true;
    const auto parent = parents_.find(style);
    return parent != parents_.end() && named(parent->second);
  }

  Paragraphs& paragraphs_;
  std::map<std::string, std::string> parents_;
  bool in_body_ = false;
  int notes_ = 0;  // open
  int items_ = 0;
};

class Manifest : public XmlPart {
 public:
  bool encrypted = false;

 private:
  void start(std::string_view name, Attributes) override {
    encrypted = encrypted || name == "encryption-data";
  }
  void end(std::string_view) override {}
};

}  // namespace

Extract read_odt(const ZipArchive& archive) {
  if (archive.find("META-INF/manifest.xml")) {
    Manifest manifest;
    manifest.read(archive, "META-INF/manifest.xml");
    if (manifest.encrypted) {
      throw InputError(archive.name() + ": is under a password; save it without one");
    }
  }
  Paragraphs paragraphs;
  Content(paragraphs).read(archive, "content.xml");
  return paragraphs.finish();
}

}  // namespace qiao::text
