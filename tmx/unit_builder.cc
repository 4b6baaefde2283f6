#include "tmx/unit_builder.h"

#include <utility>

#include "tmx/rules.h"

namespace qiao::tmx {
namespace {

// The attributes that the element takes, but those that `taken` keeps elsewhere.
Attributes known_attributes(std::string_view element,
                            std::span<const text::XmlAttribute> attributes,
                            std::string_view taken) {
  Attributes result;
  const ElementRule& rule = *find_rule(element);
  for (const text::XmlAttribute& a : attributes) {
    if (listed(taken, a.name) || !find_attribute(rule, a.name)) continue;
    result.push_back({std::string(a.name), std::string(a.value)});
  }
  return result;
}

std::string_view value_of(std::span<const text::XmlAttribute> attributes, std::string_view name) {
  for (const text::XmlAttribute& a : attributes) {
    if (a.name == name) return a.value;
  }
  return {};
}

std::string_view language_of(std::span<const text::XmlAttribute> attributes) {
  const std::string_view language = value_of(attributes, "xml:lang");
  return language.empty() ? value_of(attributes, "lang") : language;
}

}  // namespace

text::RecordForm tmx_form() {
  return {.record = "tu", .root = "tmx", .surroundings = "<tmx version=\"1.4\"><body>"};
}

void UnitBuilder::start_element(std::string_view name,
                                std::span<const text::XmlAttribute> attributes, std::size_t line) {
  if (unknown_depth_ > 0) {
    ++unknown_depth_;
    return;
  }
  switch (place_) {
    case Place::kOutside:
      if (name == "tmx") {
        root_seen_ = true;
        version_ = value_of(attributes, "version");
        return;
      }
      if (name == "header") {
        read_header(attributes);
        place_ = Place::kHeader;
        return;
      }
      if (name == "body") {
        body_seen_ = true;
        place_ = Place::kBody;
        return;
      }
      break;
    case Place::kHeader:
      if (name == "ude") {
        header_.encodings.push_back({known_attributes(name, attributes, ""), {}});
        place_ = Place::kEncoding;
        return;
      }
      if (name == "note" || name == "prop") return start_annotation(name, attributes);
      break;
    case Place::kEncoding:
      if (name == "map") {
        header_.encodings.back().maps.push_back(known_attributes(name, attributes, ""));
      }
      break;
    case Place::kBody:
      if (name == "tu") {
        current_ = {};
        current_.line = line;
        current_.unit.attributes = known_attributes(name, attributes, "");
        reason_.clear();
        place_ = Place::kUnit;
        return;
      }
      break;
    case Place::kUnit:
      if (name == "tuv") return start_variant(attributes);
      if (name == "note" || name == "prop") return start_annotation(name, attributes);
      break;
    case Place::kVariant:
      if (name == "seg") {
        if (segment_seen_) reason_ = "a <tuv> with two <seg>";
        segment_seen_ = true;
        place_ = Place::kSegment;
        return;
      }
      if (name == "note" || name == "prop") return start_annotation(name, attributes);
      break;
    case Place::kSegment:
      return start_in_segment(name, attributes);
    case Place::kAnnotation:
      break;
  }
  unknown_depth_ = 1;
}

void UnitBuilder::end_element(std::string_view name, std::size_t) {
  if (unknown_depth_ > 0) {
    --unknown_depth_;
    return;
  }
  switch (place_) {
    case Place::kAnnotation:
      place_ = annotated_;
      break;
    case Place::kSegment:
      if (known_inline_.empty()) {
        place_ = Place::kVariant;
      } else {
        if (known_inline_.back()) {
          Segment& segment = current_.unit.variants.back().segment;
          segment.tags.push_back({segment.text.size(), false, std::string(name), {}});
        }
        known_inline_.pop_back();
      }
      break;
    case Place::kVariant:
      end_variant();
      break;
    case Place::kUnit:
      end_unit();
      break;
    case Place::kEncoding:
      place_ = Place::kHeader;
      break;
    case Place::kHeader:
    case Place::kBody:
      place_ = Place::kOutside;
      break;
    case Place::kOutside:
      break;
  }
}

void UnitBuilder::text(std::string_view text) {
  if (unknown_depth_ > 0) return;
  if (place_ == Place::kSegment) current_.unit.variants.back().segment.text += text;
  if (place_ == Place::kAnnotation) annotations_here().back().text += text;
}

void UnitBuilder::broken(std::size_t line, std::string_view reason) {
  give_up(line, reason);
  place_ = Place::kBody;
  unknown_depth_ = 0;
  known_inline_.clear();
}

void UnitBuilder::start_in_segment(std::string_view name,
                                   std::span<const text::XmlAttribute> attributes) {
  const bool known = is_inline(name);
  known_inline_.push_back(known);
  if (!known) return;
  Segment& segment = current_.unit.variants.back().segment;
  segment.tags.push_back(
      {segment.text.size(), true, std::string(name), known_attributes(name, attributes, "")});
}

void UnitBuilder::start_annotation(std::string_view name,
                                   std::span<const text::XmlAttribute> attributes) {
  annotated_ = place_;
  place_ = Place::kAnnotation;
  Annotation annotation;
  annotation.kind = name == "note" ? Annotation::Kind::kNote : Annotation::Kind::kProperty;
  if (name == "prop") annotation.type = value_of(attributes, "type");
  annotation.attributes = known_attributes(name, attributes, "type|lang|xml:lang");
  const std::string_view language = language_of(attributes);
  if (!language.empty()) annotation.attributes.push_back({"xml:lang", std::string(language)});
  annotations_here().push_back(std::move(annotation));
}

std::vector<Annotation>& UnitBuilder::annotations_here() {
  if (annotated_ == Place::kHeader) return header_.annotations;
  if (annotated_ == Place::kUnit) return current_.unit.annotations;
  return current_.unit.variants.back().annotations;
}

void UnitBuilder::read_header(std::span<const text::XmlAttribute> attributes) {
  const auto field = [&](std::string_view name, const char* otherwise) {
    const std::string_view value = value_of(attributes, name);
    return value.empty() ? std::string(otherwise) : std::string(value);
  };
  header_ = {};
  header_.creation_tool = field("creationtool", "unknown");
  header_.creation_tool_version = field("creationtoolversion", "unknown");
  header_.segment_type = field("segtype", "sentence");
  header_.original_format = field("o-tmf", "unknown");
  header_.admin_language = field("adminlang", "en");
  header_.source_language = field("srclang", "*all*");
  header_.datatype = field("datatype", "unknown");
  header_.attributes =
      known_attributes("header", attributes,
                       "creationtool|creationtoolversion|segtype|o-tmf|adminlang|srclang|datatype");
}

void UnitBuilder::start_variant(std::span<const text::XmlAttribute> attributes) {
  Variant& variant = current_.unit.variants.emplace_back();
  variant.language = language_of(attributes);
  variant.attributes = known_attributes("tuv", attributes, "lang|xml:lang");
  if (variant.language.empty()) reason_ = "a <tuv> without a language";
  segment_seen_ = false;
  place_ = Place::kVariant;
}

void UnitBuilder::end_variant() {
  if (!segment_seen_) reason_ = "a <tuv> without <seg>";
  place_ = Place::kUnit;
}

void UnitBuilder::end_unit() {
  if (current_.unit.variants.empty()) reason_ = "a <tu> without <tuv>";
  place_ = Place::kBody;
  if (reason_.empty()) {
    units_.push_back(std::move(current_));
  } else {
    give_up(current_.line, reason_);
  }
}

void UnitBuilder::give_up(std::size_t line, std::string_view reason) {
  if (on_broken_) on_broken_(line, reason);
}

}  // namespace qiao::tmx
