#include "text/readers/docx.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "text/ascii.h"
#include "text/readers/paragraphs.h"
#include "text/readers/xml_part.h"

namespace qiao::text {
namespace {

constexpr int kMostBases = 16;  // styles based on styles

enum class StyleMeaning { kNothing, kHeading, kListItem, kContents };

// "heading 1", "toc 2" and "Title" are the names in every language; what the user sees is another
// matter, and the ids are anything.
StyleMeaning meaning_of_name(std::string_view written) {
  const std::string name = ascii_lower(written);
  if (name.starts_with("toc ") || name == "table of figures") return StyleMeaning::kContents;
  if (name.starts_with("heading ") || name == "title" || name == "subtitle") {
    return StyleMeaning::kHeading;
  }
  return StyleMeaning::kNothing;
}

class Styles : public XmlPart {
 public:
  StyleMeaning meaning(std::string id) const {
    for (int steps = 0; steps < kMostBases; ++steps) {
      const auto style = styles_.find(id);
      if (style == styles_.end()) break;
      if (style->second.meaning != StyleMeaning::kNothing) return style->second.meaning;
      id = style->second.base;
    }
    return StyleMeaning::kNothing;
  }

 private:
  struct Style {
    StyleMeaning meaning = StyleMeaning::kNothing;
    std::string base;
  };

  void start(std::string_view name, Attributes attributes) override {
    if (name == "style") current_ = &styles_[std::string(value(attributes, "styleId"))];
    if (!current_) return;
    const std::string_view val = value(attributes, "val");
    if (name == "name") current_->meaning = meaning_of_name(val);
    if (name == "basedOn") current_->base = val;
    if (current_->meaning != StyleMeaning::kNothing) return;
    if (name == "outlineLvl" && val != "9") current_->meaning = StyleMeaning::kHeading;
    if (name == "numPr") current_->meaning = StyleMeaning::kListItem;
  }
  void end(std::string_view name) override {
    if (name == "style") current_ = nullptr;
  }

  std::map<std::string, Style> styles_;
  Style* current_ = nullptr;
};

// The main document, or its notes.
class Body : public XmlPart {
 public:
  Body(const Styles& styles, Paragraphs& paragraphs) : styles_(styles), paragraphs_(paragraphs) {}

 private:
  // Deleted text, the codes of fields, the second form of what programs may not know, readings of
  // ruby, and what a paragraph was like before a change.
  static bool is_unread(std::string_view name) {
    return name == "del" || name == "moveFrom" || name == "instrText" || name == "delText" ||
           name == "delInstrText" || name == "Fallback" || name == "rt" ||
           name.ends_with("PrChange");
  }

  void start(std::string_view name, Attributes attributes) override {
    if (is_unread(name)) return pass_over();
    if (name == "footnote" || name == "endnote") {
      // Separators and continuation notices have a type.
      if (const auto type = value(attributes, "type"); !type.empty() && type != "normal") {
        return pass_over();
      }
    }
    if (name == "p") {
      paragraphs_.open(BlockKind::kParagraph);
    }
    if (!paragraphs_.any_open()) return;
    if (name == "pPr") in_properties_ = true;
    if (in_properties_) return property(name, attributes);
    if (name == "t") in_text_ = true;
    if (name == "tab") paragraphs_.add(" ");
    if (name == "br" || name == "cr") paragraphs_.break_line();
    if (name == "noBreakHyphen") paragraphs_.add("-");
  }

  void property(std::string_view name, Attributes attributes) {
    const std::string_view val = value(attributes, "val");
    if (name == "outlineLvl") {
      if (val != "9") paragraphs_.kind() = BlockKind::kHeading;
    } else if (name == "pStyle") {
      const StyleMeaning meaning = styles_.meaning(std::string(val));
      if (meaning == StyleMeaning::kHeading) paragraphs_.kind() = BlockKind::kHeading;
      if (meaning == StyleMeaning::kListItem) paragraphs_.kind() = BlockKind::kListItem;
      if (meaning == StyleMeaning::kContents) paragraphs_.leave_out();
    } else if (name == "numId") {
      // 0 takes the number of the style away. A numbered heading is a heading.
      BlockKind& kind = paragraphs_.kind();
      if (val != "0" && kind == BlockKind::kParagraph) kind = BlockKind::kListItem;
      if (val == "0" && kind == BlockKind::kListItem) kind = BlockKind::kParagraph;
    }
  }

  void end(std::string_view name) override {
    if (name == "pPr") in_properties_ = false;
    if (name == "t") in_text_ = false;
    if (name == "p" && paragraphs_.any_open()) paragraphs_.close();
  }

  void text(std::string_view text) override {
    if (in_text_ && !passing() && paragraphs_.any_open()) paragraphs_.add(text);
  }

  const Styles& styles_;
  Paragraphs& paragraphs_;
  bool in_properties_ = false;
  bool in_text_ = false;
};

// Which part of the package is the document: "word/document.xml" nearly always.
class Relations : public XmlPart {
 public:
  std::string document = "word/document.xml";

 private:
  void start(std::string_view name, Attributes attributes) override {
    if (name != "Relationship" || !value(attributes, "Type").ends_with("/officeDocument")) return;
    std::string_view target = value(attributes, "Target");
    while (target.starts_with('/')) target.remove_prefix(1);
    document = target;
  }
  void end(std::string_view) override {}
};

}  // namespace

Extract read_docx(const ZipArchive& archive) {
  Relations relations;
  if (archive.find("_rels/.rels")) relations.read(archive, "_rels/.rels");
  const std::string folder =
      relations.document.substr(0, relations.document.rfind('/') + 1);  // npos + 1 is 0
  Styles styles;
  if (archive.find(folder + "styles.xml")) styles.read(archive, folder + "styles.xml");
  Paragraphs paragraphs;
  Body(styles, paragraphs).read(archive, relations.document);
  for (const char* notes : {"footnotes.xml", "endnotes.xml"}) {
    if (archive.find(folder + notes)) Body(styles, paragraphs).read(archive, folder + notes);
  }
  return paragraphs.finish();
}

}  // namespace qiao::text
