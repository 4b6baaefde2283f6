// How: every element passes the rules of rules.h on its way to the unit builder; what only a whole
// unit shows is looked at when it is built.
#include "tmx/validator.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "text/ascii.h"
#include "text/input_error.h"
#include "text/utf8.h"
#include "text/xml_stream.h"
#include "tmx/date.h"
#include "tmx/rules.h"
#include "tmx/unit_builder.h"
#include "tmx/writer.h"
#include "tmx/xml_text.h"

namespace qiao::tmx {
namespace {

// Each variant of a unit is compared with each other; of a unit with more, made to harm, the first.
constexpr std::size_t kComparedVariants = 64;

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), text::is_ascii_space);
}

bool is_date_attribute(std::string_view name) {
  return name == "creationdate" || name == "changedate" || name == "lastusagedate";
}

bool is_old(std::string_view version) {
  return version == "1.1" || version == "1.2" || version == "1.3";
}

std::string element(std::string_view name) { return "<" + std::string(name) + ">"; }

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return "\"" + std::string(text) + "\"";
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "…\"";
}

// The first character of the text that nobody sees, as "U+200B"; empty when there is none.
std::string hidden_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0x7F) return "U+007F";
    // Only C1 controls (C2 80-9F), U+200B-200F, U+2028-202E, U+FEFF and U+FFFD are of interest.
    if (byte != 0xC2 && byte != 0xE2 && byte != 0xEF) continue;
    const auto next = [&](std::size_t k) -> unsigned {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0;
    };
    unsigned c = 0;
    if (byte == 0xC2 && next(1) < 0xA0) c = next(1);
    if (byte == 0xE2 && next(1) == 0x80 &&
        ((next(2) >= 0x8B && next(2) <= 0x8F) || (next(2) >= 0xA8 && next(2) <= 0xAE))) {
      c = 0x2000 + (next(2) - 0x80);
    }
    if (byte == 0xEF && next(1) == 0xBB && next(2) == 0xBF) c = 0xFEFF;
    if (byte == 0xEF && next(1) == 0xBF && next(2) == 0xBD) c = 0xFFFD;
    if (c == 0) continue;
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string name = "U+";
    for (int shift = 12; shift >= 0; shift -= 4) name += kDigits[(c >> shift) & 0xF];
    return name;
  }
  return {};
}

// The names of the tags that stand in a segment, sorted; highlighting is the translator's.
std::vector<std::string_view> tag_names(const Segment& segment) {
  std::vector<std::string_view> names;
  for (const InlineTag& tag : segment.tags) {
    if (tag.opens && tag.name != "hi" && tag.name != "sub") names.push_back(tag.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Validator : public text::XmlHandler {
 public:
  explicit Validator(const std::function<void(const Finding&)>& report)
      : report_(report), builder_([this](std::size_t line, std::string_view reason) {
          if (xml_failed_) error(line, "xml", std::string(reason));
        }) {}

  void start_element(std::string_view name, std::span<const text::XmlAttribute> attributes,
                     std::size_t line) override {
    builder_.start_element(name, attributes, line);
    line_ = line;
    const ElementRule* rule = find_rule(name);
    check_place(name, rule != nullptr);
    if (rule) {
      check_attributes(*rule, attributes);
      if (name == "seg") open_pairs_.clear(), all_pairs_.clear();
      if (name == "bpt" || name == "ept") check_pairing(name, attributes);
    }
    open_.push_back({rule, {}});
  }

  void end_element(std::string_view name, std::size_t line) override {
    line_ = line;
    if (!open_.empty()) {
      check_complete(open_.back());
      open_.pop_back();
    }
    if (name == "seg") {
      for (const std::string& i : open_pairs_) {
        error(line, "pairing", "<bpt i=" + quoted(i) + "> is never closed");
      }
    }
    builder_.end_element(name, line);
    if (name == "tu") check_units();
  }

  void text(std::string_view text) override {
    builder_.text(text);
    if (open_.empty()) return;
    const ElementRule* rule = open_.back().rule;
    if (rule && !rule->holds_text && !is_blank(text)) {
      error(line_, "structure", "text in " + element(rule->name) + ": " + quoted(text));
    }
  }

  void broken(std::size_t line, std::string_view reason) override {
    xml_failed_ = true;
    builder_.broken(line, reason);
    xml_failed_ = false;
    // What surrounds units goes on without its start tags.
    open_ = {{find_rule("tmx"), "header|body"}, {find_rule("body"), {}}};
  }

  bool body_seen() const { return builder_.body_seen(); }
  ValidationSummary& summary() { return summary_; }

 private:
  struct Open {
    const ElementRule* rule = nullptr;  // null: unknown element
    std::string seen;                   // "prop|tuv": the children so far, each once
  };

  void error(std::size_t line, const char* rule, std::string message) {
    ++summary_.errors;
    add({line, Severity::kError, rule, std::move(message)});
  }
  void warn(std::size_t line, const char* rule, std::string message) {
    ++summary_.warnings;
    add({line, Severity::kWarning, rule, std::move(message)});
  }
  void add(const Finding& finding) {
    ++summary_.by_rule[finding.rule];
    report_(finding);
  }

  void check_place(std::string_view name, bool known) {
    if (open_.empty()) {
      if (name != "tmx") error(line_, "structure", element(name) + " is not the root of a memory");
      return;
    }
    Open& parent = open_.back();
    if (!parent.rule) return;  // inside an unknown element all is unknown
    const std::string_view outer = parent.rule->name;
    if (!known || !listed(parent.rule->children, name)) {
      error(line_, "structure", element(name) + " may not stand in " + element(outer));
      return;
    }
    // The orders that the DTD asks for: header, body; notes and properties before tuv or seg.
    const bool first_only = name == "note" || name == "prop" || name == "seg" || outer == "tmx";
    if ((outer == "tu" && first_only && listed(parent.seen, "tuv")) ||
        (outer == "tuv" && first_only && listed(parent.seen, "seg")) ||
        (name == "header" && !parent.seen.empty()) ||
        (name == "body" && !listed(parent.seen, "header"))) {
      error(line_, "structure",
            element(name) + " comes too late or too early in " + element(outer));
    }
    if (outer == "tmx" || outer == "tu" || outer == "tuv" || outer == "ude") {
      if (!listed(parent.seen, name))
        parent.seen.append(parent.seen.empty() ? "" : "|").append(name);
    }
  }

  void check_complete(const Open& element_read) {
    if (!element_read.rule) return;
    const std::string_view name = element_read.rule->name;
    const auto needs = [&](std::string_view outer, std::string_view inner) {
      if (name == outer && !listed(element_read.seen, inner)) {
        error(line_, "structure", element(outer) + " without " + element(inner));
      }
    };
    needs("tmx", "header");
    needs("tmx", "body");
    needs("tu", "tuv");
    needs("tuv", "seg");
    needs("ude", "map");
  }

  void check_attributes(const ElementRule& rule, std::span<const text::XmlAttribute> attributes) {
    for (const text::XmlAttribute& a : attributes) {
      const AttributeRule* known = find_attribute(rule, a.name);
      if (!known) {
        // Namespaces and schema hints are no breach that any reader minds.
        if (a.name.find(':') != a.name.npos) continue;
        error(line_, "attribute", element(rule.name) + " takes no " + std::string(a.name));
      } else if (!known->values.empty() && !listed(known->values, a.value)) {
        error(line_, "attribute",
              element(rule.name) + ": " + std::string(a.name) + " is " + quoted(a.value) +
                  ", not one of " + std::string(known->values));
      }
      check_value(a);
    }
    for (const AttributeRule& wanted : rule.attributes) {
      if (!wanted.required) continue;
      const auto has = [&](std::string_view name) {
        return std::any_of(attributes.begin(), attributes.end(),
                           [&](const text::XmlAttribute& a) { return a.name == name; });
      };
      if (has(wanted.name)) continue;
      // Before 1.4 the attribute was called lang.
      if (wanted.name == "xml:lang" && is_old(version_) && has("lang")) continue;
      error(line_, "attribute", element(rule.name) + " lacks " + std::string(wanted.name));
    }
    if (rule.name == "tmx") check_version(attributes);
  }

  void check_value(const text::XmlAttribute& a) {
    if (is_date_attribute(a.name)) {
      if (!parse_date(a.value)) {
        error(
            line_, "date",
            std::string(a.name) + " is " + quoted(a.value) + ", not of the form YYYYMMDDThhmmssZ");
      }
    } else if (a.name == "xml:lang" || a.name == "lang" || a.name == "adminlang" ||
               a.name == "srclang") {
      const bool all = a.name == "srclang" && a.value == "*all*";
      if (!all && !is_language_tag(a.value)) {
        error(line_, "language",
              std::string(a.name) + " is " + quoted(a.value) + ", which is no language tag");
      }
      if (a.name == "srclang" && !open_.empty() && open_.back().rule &&
          open_.back().rule->name == "tmx") {
        source_language_ = a.value;
      }
    }
  }

  void check_version(std::span<const text::XmlAttribute> attributes) {
    for (const text::XmlAttribute& a : attributes) {
      if (a.name == "version") version_ = a.value;
    }
    // 1.4b is written 1.4; some write the letter.
    if (!version_.empty() && !is_old(version_) && version_ != "1.4" && version_ != "1.4b") {
      error(line_, "version", "version " + quoted(version_) + " of TMX is not known");
    }
  }

  void check_pairing(std::string_view name, std::span<const text::XmlAttribute> attributes) {
    for (const text::XmlAttribute& a : attributes) {
      if (a.name != "i") continue;
      const std::string i(a.value);
      if (name == "bpt") {
        if (!all_pairs_.insert(i).second) {
          error(line_, "pairing", "two <bpt i=" + quoted(i) + "> in one segment");
        }
        open_pairs_.insert(i);
      } else if (open_pairs_.erase(i) == 0) {
        error(line_, "pairing", "<ept i=" + quoted(i) + "> closes nothing");
      }
    }
  }

  void check_units() {
    for (; !builder_.units().empty(); builder_.units().pop_front()) {
      ++summary_.units;
      check_unit(builder_.units().front().unit, builder_.units().front().line);
    }
  }

  void check_unit(const TranslationUnit& unit, std::size_t line) {
    for (const Variant& v : unit.variants) {
      const std::string& text = v.segment.text;
      if (is_blank(text)) warn(line, "empty", "the segment in " + v.language + " is empty");
      if (const std::string hidden = hidden_character(text); !hidden.empty()) {
        warn(line, "control", "the segment in " + v.language + " holds " + hidden);
      }
      if (text.size() > kLongSegment && text::character_count(text) > kLongSegment) {
        warn(line, "long",
             "the segment in " + v.language + " has " +
                 std::to_string(text::character_count(text)) + " characters");
      }
    }
    const std::string_view own = attribute(unit.attributes, "srclang");
    const std::string_view wanted = own.empty() ? std::string_view(source_language_) : own;
    bool has_source = wanted == "*all*" || wanted.empty();
    const std::size_t compared = std::min(unit.variants.size(), kComparedVariants);
    for (std::size_t i = 0; i < unit.variants.size(); ++i) {
      const Variant& v = unit.variants[i];
      has_source = has_source || same_language(v.language, wanted);
      for (std::size_t k = i + 1; k < compared; ++k) compare(v, unit.variants[k], line);
    }
    if (!has_source) warn(line, "source", "no variant in the source language " + quoted(wanted));
  }

  void compare(const Variant& a, const Variant& b, std::size_t line) {
    if (same_language(a.language, b.language)) {
      warn(line, "source", "two variants in " + a.language);
      return;
    }
    // en-US and en-GB may well agree.
    const auto primary = [](const Variant& v) {
      return std::string_view(v.language).substr(0, v.language.find_first_of("-_"));
    };
    if (a.segment.text == b.segment.text && !is_blank(a.segment.text) &&
        !same_language(primary(a), primary(b))) {
      warn(line, "identical",
           a.language + " and " + b.language + " both say " + quoted(a.segment.text));
    }
    if ((!a.segment.tags.empty() || !b.segment.tags.empty()) &&
        tag_names(a.segment) != tag_names(b.segment)) {
      warn(line, "tags", a.language + " and " + b.language + " have different inline tags");
    }
  }

  const std::function<void(const Finding&)>& report_;
  UnitBuilder builder_;
  ValidationSummary summary_;
  std::vector<Open> open_;
  std::size_t line_ = 1;
  bool xml_failed_ = false;
  std::string version_;
  std::string source_language_;
  std::set<std::string> open_pairs_;  // of the segment: bpt without their ept yet
  std::set<std::string> all_pairs_;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Finding& finding) {
  return out << finding.line << ": " << (finding.severity == Severity::kError ? "error" : "warning")
             << " [" << finding.rule << "] " << finding.message;
}

ValidationSummary validate(text::NamedSource source,
                           const std::function<void(const Finding&)>& report) {
  const std::string name = source.name;
  Validator validator(report);
  text::XmlStream stream(std::move(source), tmx_form(), validator);
  while (stream.advance()) continue;
  if (!validator.body_seen()) {
    throw InputError(name + ": is no TMX: it has no <body>; check that it is the right file");
  }
  return validator.summary();
}

bool is_language_tag(std::string_view tag) {
  std::size_t length = 0;
  std::size_t subtags = 0;
  bool letters_only = true;
  for (std::size_t i = 0; i <= tag.size(); ++i) {
    const char c = i < tag.size() ? tag[i] : '-';
    if (c == '-') {
      if (length == 0 || length > 8) return false;
      // The language itself: two or three letters (four to eight are reserved), or x- and i-.
      if (++subtags == 1 && !letters_only) return false;
      if (subtags == 1 && length == 1 &&
          (i == tag.size() || std::string_view("xXiI").find(tag[0]) == std::string_view::npos)) {
        return false;
      }
      length = 0;
      continue;
    }
    const bool letter = text::is_ascii_letter(c);
    if (!letter && !text::is_digit(c)) return false;
    letters_only = letters_only && letter;
    if (subtags > 0) letters_only = true;
    ++length;
  }
  return true;
}

}  // namespace qiao::tmx
