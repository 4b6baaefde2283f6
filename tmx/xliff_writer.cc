#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "text/ascii.h"
#include "tmx/xliff.h"
#include "tmx/xml_text.h"

namespace qiao::tmx {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  escape_text(text, result);
  return result;
}

std::string attribute_of(std::string_view name, std::string_view value) {
  std::string result = " " + std::string(name) + "=\"";
  escape_attribute(value, result);
  return result + "\"";
}

// --- 1.2: inline elements hold their code, as in TMX ---

class Inline12 {
 public:
  std::string operator()(const Segment& segment) {
    std::string out;
    std::size_t done = 0, number = 0;
    std::vector<std::string> open;
    for (const InlineTag& tag : segment.tags) {
      out += escaped(std::string_view(segment.text).substr(done, tag.at - done));
      done = tag.at;
      if (tag.opens) {
        open.push_back(start(tag, ++number, out));
      } else {
        out += "</" + open.back() + ">";
        open.pop_back();
      }
    }
    return out + escaped(std::string_view(segment.text).substr(done));
  }

 private:
  static std::string start(const InlineTag& tag, std::size_t number, std::string& out) {
    const std::string_view type = attribute(tag.attributes, "type");
    const std::string_view x = attribute(tag.attributes, "x");
    if (tag.name == "sub") {
      out += "<sub>";
      return tag.name;
    }
    if (tag.name == "hi") {
      out += "<mrk" + attribute_of("mtype", type.empty() ? "x-hi" : "x-" + std::string(type)) + ">";
      return "mrk";
    }
    const std::string name = tag.name == "ut" ? "ph" : tag.name;
    const bool pairs = name == "bpt" || name == "ept";
    const std::string_view id = pairs ? attribute(tag.attributes, "i") : x;
    out += "<" + name +
           attribute_of("id", id.empty() ? "n" + std::to_string(number) : std::string(id));
    if (name == "it") {
      out += attribute_of("pos", attribute(tag.attributes, "pos") == "end" ? "close" : "open");
    }
    if (tag.name == "ut") {
      out += attribute_of("ctype", "x-ut");
    } else if (!type.empty()) {
      out += attribute_of("ctype", "x-" + std::string(type));
    }
    out += ">";
    return name;
  }
};

// --- 2.1: inline elements are empty and refer to their code in <originalData> ---

class Inline21 {
 public:
  std::string operator()(const Segment& segment) {
    std::string out;
    std::size_t done = 0, code_begin = 0;
    int code_depth = 0;
    std::string element;  // of the code being read, closed when its code is known
    used_.clear();
    next_.clear();
    const std::vector<Role> roles = roles_of(segment);
    for (std::size_t k = 0; k < segment.tags.size(); ++k) {
      const InlineTag& tag = segment.tags[k];
      if (code_depth == 0) {
        out += escaped(std::string_view(segment.text).substr(done, tag.at - done));
      }
      done = tag.at;
      if (tag.name == "hi" && code_depth == 0) {
        out += tag.opens ? highlighting(tag) : "</mrk>";
      } else if (tag.opens) {
        if (code_depth++ == 0) {
          element = start(tag, roles[k], k);
          code_begin = tag.at;
        }
      } else if (--code_depth == 0) {
        const std::string_view code =
            std::string_view(segment.text).substr(code_begin, tag.at - code_begin);
        if (!code.empty()) element += attribute_of("dataRef", data_id(code));
        out += element + "/>";
      }
    }
    return out + escaped(std::string_view(segment.text).substr(done));
  }

  // Empty when there is no code.
  std::string original_data() const {
    if (data_.empty()) return "";
    std::string out = "      <originalData>\n";
    for (const auto& [code, id] : data_) {
      out += "        <data" + attribute_of("id", id) + ">" + escaped(code) + "</data>\n";
    }
    return out + "      </originalData>\n";
  }

 private:
  // What an opening bpt or ept is to the other edge of its pair.
  struct Role {
    bool paired = false;
    std::size_t start = 0;  // of a paired ept: its bpt
  };

  // Pairs each bpt with the ept of the same i that follows. Tags inside code are part of it.
  static std::vector<Role> roles_of(const Segment& segment) {
    std::vector<Role> roles(segment.tags.size());
    std::map<std::string_view, std::size_t> open;  // i -> bpt
    int code_depth = 0;
    for (std::size_t k = 0; k < segment.tags.size(); ++k) {
      const InlineTag& tag = segment.tags[k];
      if (tag.name == "hi" && code_depth == 0) continue;
      if (!tag.opens) {
        --code_depth;
        continue;
      }
      if (code_depth++ > 0) continue;
      const std::string_view i = attribute(tag.attributes, "i");
      if (tag.name == "bpt") open.emplace(i, k);
      if (tag.name != "ept") continue;
      if (const auto start = open.find(i); start != open.end()) {
        roles[start->second].paired = true;
        roles[k] = {true, start->second};
        open.erase(start);
      }
    }
    return roles;
  }

  std::string highlighting(const InlineTag& tag) {
    const std::string_view type = attribute(tag.attributes, "type");
    return "<mrk" + attribute_of("id", unused("m", "")) + attribute_of("type", "qiao:hi") +
           (type.empty() ? "" : attribute_of("value", type)) + ">";
  }

  std::string start(const InlineTag& tag, const Role& role, std::size_t index) {
    const std::string_view i = attribute(tag.attributes, "i");
    const std::string_view x = attribute(tag.attributes, "x");
    const std::string isolated = " isolated=\"yes\"";
    if (tag.name == "bpt") {
      const std::string& id = starts_[index] = unused("s", i);
      return "<sc" + attribute_of("id", id) + (role.paired ? "" : isolated);
    }
    if (tag.name == "ept" && role.paired) {
      return "<ec" + attribute_of("startRef", starts_[role.start]);
    }
    if (tag.name == "ept") return "<ec" + attribute_of("id", unused("e", i)) + isolated;
    if (tag.name == "it") {
      const bool end = attribute(tag.attributes, "pos") == "end";
      return (end ? "<ec" : "<sc") + attribute_of("id", unused(end ? "e" : "s", x)) + isolated;
    }
    return "<ph" + attribute_of("id", unused("p", x));
  }

  // An id that the segment does not have yet, made of the tag's own where that is a name.
  std::string unused(const std::string& prefix, std::string_view own) {
    const bool is_name = !own.empty() && std::all_of(own.begin(), own.end(), [](char c) {
      return text::is_digit(c) || text::is_ascii_letter(c);
    });
    std::string id = prefix + (is_name ? std::string(own) : "1");
    std::size_t& next = next_[prefix];
    while (!used_.insert(id).second) id = prefix + "-" + std::to_string(++next);
    return id;
  }

  std::string data_id(std::string_view code) {
    const std::string next = "d" + std::to_string(data_.size() + 1);
    return data_.emplace(std::string(code), next).first->second;
  }

  // Of the segment being written:
  std::set<std::string> used_;
  std::map<std::string, std::size_t> next_;    // number of ids made up, by prefix
  std::map<std::size_t, std::string> starts_;  // the ids of its bpt, by their place among the tags

  std::map<std::string, std::string> data_;  // of the unit: code -> id
};

class XliffSink : public UnitSink {
 public:
  XliffSink(ByteSink& sink, XliffVersion version, LanguagePair languages)
      : sink_(sink), version_(version), languages_(std::move(languages)) {}

  void write(const TranslationUnit& unit) override {
    const Sides pair = sides(unit, languages_.source);
    if (!pair.source || !pair.target || !has_room_for(pair)) {
      ++skipped_;
      return;
    }
    ++number_;
    version_ == XliffVersion::k12 ? write_12(unit, pair) : write_21(unit, pair);
  }

  void finish() override {
    if (!open_) start_file();
    sink_.write(version_ == XliffVersion::k12 ? "    </body>\n  </file>\n</xliff>\n"
                                              : "  </file>\n</xliff>\n");
    sink_.finish();
  }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  // Opens the file that takes this pair of languages; false where there can be none.
  bool has_room_for(const Sides& pair) {
    const bool fits = same_language(pair.source->language, open_languages_.source) &&
                      same_language(pair.target->language, open_languages_.target);
    if (open_ && fits) return true;
    if (open_ && version_ == XliffVersion::k21) return false;
    languages_ = {pair.source->language, pair.target->language};
    start_file();
    return true;
  }

  void start_file() {
    std::string out;
    if (version_ == XliffVersion::k12) {
      out = open_ ? "    </body>\n  </file>\n"
                  : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" "
                    "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n";
      out += "  <file original=\"memory\"" + attribute_of("source-language", languages_.source) +
             attribute_of("target-language", languages_.target) +
             " datatype=\"plaintext\">\n    <body>\n";
    } else {
      out =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"2.1\" "
          "xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"" +
          attribute_of("srcLang", languages_.source) + attribute_of("trgLang", languages_.target) +
          ">\n  <file id=\"f1\">\n";
    }
    open_ = true;
    open_languages_ = languages_;
    sink_.write(out);
  }

  void write_12(const TranslationUnit& unit, const Sides& pair) {
    Inline12 text;
    std::string out = "      <trans-unit" + attribute_of("id", std::to_string(number_)) +
                      " xml:space=\"preserve\">\n        <source>" + text(pair.source->segment) +
                      "</source>\n        <target>" + text(pair.target->segment) + "</target>\n";
    for (const Annotation& a : unit.annotations) {
      out += "        <note" + (a.type.empty() ? "" : attribute_of("from", a.type)) + ">" +
             escaped(a.text) + "</note>\n";
    }
    sink_.write(out + "      </trans-unit>\n");
  }

  void write_21(const TranslationUnit& unit, const Sides& pair) {
    Inline21 text;
    const std::string source = text(pair.source->segment), target = text(pair.target->segment);
    std::string out = "    <unit" + attribute_of("id", "u" + std::to_string(number_)) +
                      " xml:space=\"preserve\">\n";
    if (!unit.annotations.empty()) out += "      <notes>\n";
    for (const Annotation& a : unit.annotations) {
      out += "        <note" + (a.type.empty() ? "" : attribute_of("category", a.type)) + ">" +
             escaped(a.text) + "</note>\n";
    }
    if (!unit.annotations.empty()) out += "      </notes>\n";
    out += text.original_data() + "      <segment>\n        <source>" + source +
           "</source>\n        <target>" + target + "</target>\n      </segment>\n    </unit>\n";
    sink_.write(out);
  }

  ByteSink& sink_;
  XliffVersion version_;
  LanguagePair languages_;
  LanguagePair open_languages_{"", ""};
  bool open_ = false;
  std::size_t number_ = 0;
  std::size_t skipped_ = 0;
};

}  // namespace

std::unique_ptr<UnitSink> xliff_sink(ByteSink& sink, XliffVersion version,
                                     const LanguagePair& languages) {
  return std::make_unique<XliffSink>(sink, version, languages);
}

}  // namespace qiao::tmx
