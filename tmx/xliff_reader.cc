#include <deque>
#include <map>
#include <utility>

#include "text/input_error.h"
#include "text/xml_stream.h"
#include "tmx/xliff.h"

namespace qiao::tmx {
namespace {

std::string_view value_of(std::span<const text::XmlAttribute> attributes, std::string_view name) {
  for (const text::XmlAttribute& a : attributes) {
    if (a.name == name) return a.value;
  }
  return {};
}

// "s1" -> "1": the letter that Inline21 put before the number of a tag.
std::string own_id(std::string_view id) {
  const bool ours = id.size() > 1 &&
                    std::string_view("spe").find(id[0]) != std::string_view::npos &&
                    id.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return std::string(ours ? id.substr(1) : id);
}

Attributes with(std::string_view name, std::string_view value) {
  Attributes result;
  if (!value.empty()) result.push_back({std::string(name), std::string(value)});
  return result;
}

class XliffSource : public UnitSource, private text::XmlHandler {
 public:
  explicit XliffSource(text::NamedSource source) : stream_(std::move(source), {}, *this) {
    while (units_.empty() && stream_.advance()) continue;
    if (!root_seen_) {
      throw InputError(stream_.name() + ": is no XLIFF: it has no <xliff>; check the format");
    }
    if (!header_taken_) header_ = pair_header(languages_);
  }

  bool next(TranslationUnit& unit) override {
    while (units_.empty()) {
      if (!stream_.advance()) return false;
    }
    unit = std::move(units_.front());
    units_.pop_front();
    return true;
  }
  const Header& header() const override { return header_; }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  // --- elements ---

  void start_element(std::string_view name, std::span<const text::XmlAttribute> attributes,
                     std::size_t) override {
    if (in_unit_ || segment_) {
      grow(sizeof(InlineTag));
      for (const text::XmlAttribute& a : attributes) grow(a.value.size());
    }
    if (ignored_depth_ > 0) {
      ++ignored_depth_;
    } else if (segment_) {
      start_inline(name, attributes);
    } else if (name == "xliff") {
      root_seen_ = true;
      is_2_ = value_of(attributes, "version").starts_with("2");
      if (is_2_) take_languages(attributes, "srcLang", "trgLang");
    } else if (name == "file" && !is_2_) {
      take_languages(attributes, "source-language", "target-language");
    } else if (name == "trans-unit" || name == "unit") {
      start_unit();
    } else if (name == "alt-trans" || name == "seg-source" || name == "ignorable") {
      ignored_depth_ = 1;
    } else if (name == "segment") {
      source_ = target_ = {};
      has_target_ = false;
    } else if (name == "source" || name == "target") {
      (name == "target" ? has_target_ : has_source_) = true;
      segment_ = name == "target" ? &target_ : &source_;
    } else if (name == "note" && in_unit_) {
      const std::string type(value_of(attributes, is_2_ ? "category" : "from"));
      // What other tools put there is a name, and the note a note.
      const bool property = type.starts_with("x-");
      annotations_.push_back({property ? Annotation::Kind::kProperty : Annotation::Kind::kNote,
                              property ? type : "",
                              "",
                              {}});
      other_text_ = &annotations_.back().text;
    } else if (name == "data" && in_unit_) {
      other_text_ = &data_[std::string(value_of(attributes, "id"))];
    }
  }

  void end_element(std::string_view name, std::size_t) override {
    if (ignored_depth_ > 0) {
      --ignored_depth_;
    } else if (segment_) {
      if (open_.empty()) {
        segment_ = nullptr;
      } else {
        end_inline();
      }
    } else if (name == "note" || name == "data") {
      other_text_ = nullptr;
    } else if (name == "segment" || name == "trans-unit") {
      end_pair();
      if (name == "trans-unit") in_unit_ = false;
    } else if (name == "unit") {
      in_unit_ = false;
    }
  }

  void text(std::string_view text) override {
    if (ignored_depth_ > 0) return;
    std::string* target = segment_ ? &segment_->text : other_text_;
    if (!target) return;
    *target += text;
    grow(text.size());
  }

  // Never called: without records whatever is broken is thrown.
  void broken(std::size_t, std::string_view) override {}

  // --- units ---

  // Counts what a unit takes.
  void grow(std::size_t bytes) {
    unit_size_ += bytes;
    if (unit_size_ > text::kLargestRecord) {
      throw InputError(place() + ": a unit larger than " +
                       std::to_string(text::kLargestRecord >> 20) +
                       " MiB; check that it is the right file");
    }
  }

  std::string place() const { return stream_.name() + ":" + std::to_string(stream_.line()); }

  void take_languages(std::span<const text::XmlAttribute> attributes, std::string_view source,
                      std::string_view target) {
    languages_ = {std::string(value_of(attributes, source)),
                  std::string(value_of(attributes, target))};
    if (languages_.source.empty() || languages_.target.empty()) {
      throw InputError(place() + ": names no source or no target language; add " +
                       std::string(source) + " and " + std::string(target));
    }
  }

  void start_unit() {
    in_unit_ = true;
    unit_size_ = 0;
    source_ = target_ = {};
    has_source_ = has_target_ = false;
    annotations_.clear();
    data_.clear();
  }

  void end_pair() {
    if (!has_source_ || !has_target_ || source_.text.empty() || target_.text.empty()) {
      ++skipped_;
      return;
    }
    TranslationUnit unit;
    unit.annotations.assign(annotations_.begin(), annotations_.end());
    unit.variants = {{languages_.source, std::move(source_), {}, {}},
                     {languages_.target, std::move(target_), {}, {}}};
    // The header is that of the first <file>.
    if (!std::exchange(header_taken_, true)) header_ = pair_header(languages_);
    if (languages_.source != header_.source_language) {
      set_attribute(unit.attributes, "srclang", languages_.source);
    }
    units_.push_back(std::move(unit));
  }

  // --- inline elements ---

  // What the end of an inline element has to do.
  struct Close {
    std::string name;  // of the tag to close
    std::string pair;  // i of the bpt to pair with an ept
    std::string data;  // of that ept
  };

  void open_tag(std::string name, Attributes attributes) {
    segment_->tags.push_back({segment_->text.size(), true, std::move(name), std::move(attributes)});
  }
  void close_tag(std::string name) {
    segment_->tags.push_back({segment_->text.size(), false, std::move(name), {}});
  }
  // A tag around the native code that <data> holds.
  void code(std::string name, Attributes attributes, std::string_view data) {
    open_tag(name, std::move(attributes));
    if (const auto found = data_.find(std::string(data)); found != data_.end()) {
      segment_->text += found->second;
    }
    close_tag(std::move(name));
  }

  void start_inline(std::string_view name, std::span<const text::XmlAttribute> attributes) {
    if (open_.size() >= 256) throw InputError(place() + ": tags nested too deep; simplify them");
    const std::string id = own_id(value_of(attributes, "id"));
    const std::string_view data = value_of(attributes, "dataRef");
    Close close;
    if (name == "mrk" && value_of(attributes, "mtype") == "seg") {
      // Where other tools cut sentences: no highlighting.
    } else if (name == "mrk" && is_2_) {
      const bool ours = value_of(attributes, "type") == "qiao:hi";
      open_tag("hi", with("type", ours ? value_of(attributes, "value") : ""));
      close.name = "hi";
    } else if (name == "mrk") {
      std::string_view type = value_of(attributes, "mtype");
      if (type.starts_with("x-")) type.remove_prefix(2);
      open_tag("hi", with("type", type == "hi" ? "" : type));
      close.name = "hi";
    } else if (is_2_) {
      const bool isolated = value_of(attributes, "isolated") == "yes";
      if (name == "ph") code("ph", with("x", id), data);
      if (name == "sc" && !isolated) code("bpt", {{"i", id}, {"x", id}}, data);
      if (name == "sc" && isolated) code("it", {{"pos", "begin"}, {"x", id}}, data);
      if (name == "ec" && isolated) code("it", {{"pos", "end"}, {"x", id}}, data);
      if (name == "ec" && !isolated) {
        code("ept", {{"i", own_id(value_of(attributes, "startRef"))}}, data);
      }
      if (name == "pc") {
        code("bpt", {{"i", id}, {"x", id}}, value_of(attributes, "dataRefStart"));
        close = {"", id, std::string(value_of(attributes, "dataRefEnd"))};
      }
    } else if (name == "g") {
      code("bpt", {{"i", id}, {"x", id}}, "");
      close.pair = id;
    } else if (name == "x") {
      code("ph", with("x", id), "");
    } else if (name == "bx" || name == "ex") {
      code("it", {{"pos", name == "bx" ? "begin" : "end"}, {"x", id}}, "");
    } else if (name == "bpt" || name == "ept" || name == "ph" || name == "it" || name == "sub") {
      start_code_12(name, id, attributes, close);
    }
    open_.push_back(std::move(close));
  }

  void start_code_12(std::string_view name, const std::string& id,
                     std::span<const text::XmlAttribute> attributes, Close& close) {
    std::string_view type = value_of(attributes, "ctype");
    if (type.starts_with("x-")) type.remove_prefix(2);
    close.name = name == "ph" && type == "ut" ? "ut" : std::string(name);
    Attributes result;
    if (name == "bpt" || name == "ept") result = with("i", id);
    if (name == "it") {
      result.push_back({"pos", value_of(attributes, "pos") == "close" ? "end" : "begin"});
    }
    // An id that stood for an absent x.
    const bool has_x = !id.empty() && id[0] != 'n';
    if ((name == "it" || name == "ph") && has_x) result.push_back({"x", id});
    if (!type.empty() && close.name != "ut" && name != "ept") {
      result.push_back({"type", std::string(type)});
    }
    open_tag(close.name, std::move(result));
  }

  void end_inline() {
    const Close close = std::move(open_.back());
    open_.pop_back();
    if (!close.name.empty()) close_tag(close.name);
    if (!close.pair.empty()) code("ept", {{"i", close.pair}}, close.data);
  }

  bool root_seen_ = false;
  bool is_2_ = false;
  LanguagePair languages_{"", ""};
  Header header_;
  bool header_taken_ = false;
  std::deque<TranslationUnit> units_;
  std::size_t skipped_ = 0;

  std::size_t unit_size_ = 0;  // bytes, about
  bool in_unit_ = false;
  bool has_source_ = false;
  bool has_target_ = false;
  Segment source_;
  Segment target_;
  Segment* segment_ = nullptr;  // being read
  std::deque<Annotation> annotations_;
  std::map<std::string, std::string> data_;
  std::string* other_text_ = nullptr;  // of a note or data
  std::vector<Close> open_;
  int ignored_depth_ = 0;

  text::XmlStream stream_;  // last: its handler is all of the above
};

}  // namespace

std::unique_ptr<UnitSource> xliff_source(text::NamedSource source) {
  return std::make_unique<XliffSource>(std::move(source));
}

}  // namespace qiao::tmx
