#include "tmx/translation_unit.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ostream>

#include "text/ascii.h"

namespace qiao::tmx {
namespace {

bool holds_code(std::string_view name) {
  return name == "bpt" || name == "ept" || name == "ph" || name == "it" || name == "ut";
}

char folded(char c) { return c == '_' ? '-' : text::ascii_lower(c); }

}  // namespace

std::string_view attribute(const Attributes& attributes, std::string_view name) {
  for (const Attribute& a : attributes) {
    if (a.name == name) return a.value;
  }
  return {};
}

void set_attribute(Attributes& attributes, std::string_view name, std::string_view value) {
  for (Attribute& a : attributes) {
    if (a.name == name) {
      a.value = value;
      return;
    }
  }
  attributes.push_back({std::string(name), std::string(value)});
}

std::string_view property(const std::vector<Annotation>& annotations, std::string_view type) {
  for (const Annotation& a : annotations) {
    if (a.kind == Annotation::Kind::kProperty && a.type == type) return a.text;
  }
  return {};
}

std::optional<double> score_of(const TranslationUnit& unit) {
  const std::string_view text = property(unit.annotations, "x-score");
  double score = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), score);
  if (result.ec != std::errc() || !std::isfinite(score)) return std::nullopt;
  return score;
}

std::string Segment::words() const {
  if (tags.empty()) return text;
  std::string result;
  std::size_t done = 0;
  int code_depth = 0;
  for (const InlineTag& tag : tags) {
    if (code_depth == 0) result.append(text, done, tag.at - done);
    done = tag.at;
    if (holds_code(tag.name)) code_depth += tag.opens ? 1 : -1;
  }
  return result.append(text, done);
}

std::ostream& operator<<(std::ostream& out, const TranslationUnit& unit) {
  out << "{";
  for (const Attribute& a : unit.attributes) out << a.name << "=" << a.value << " ";
  for (const Annotation& a : unit.annotations) out << "(" << a.type << " " << a.text << ") ";
  for (const Variant& v : unit.variants) {
    out << "[" << v.language << "] " << v.segment.text;
    if (!v.segment.tags.empty()) out << " with " << v.segment.tags.size() << " tag edges";
    out << " ";
  }
  return out << "}";
}

bool same_language(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return folded(x) == folded(y); });
}

Sides sides(const TranslationUnit& unit, std::string_view header_source_language) {
  const std::string_view own = attribute(unit.attributes, "srclang");
  const std::string_view wanted = own.empty() ? header_source_language : own;
  Sides result;
  for (const Variant& v : unit.variants) {
    if (!result.source && same_language(v.language, wanted)) result.source = &v;
  }
  if (!result.source && !unit.variants.empty()) result.source = &unit.variants.front();
  for (const Variant& v : unit.variants) {
    if (!result.target && &v != result.source) result.target = &v;
  }
  return result;
}

}  // namespace qiao::tmx
