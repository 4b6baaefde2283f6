// A translation memory in values: units, one variant a language, and what is known of them.
//
//   <tu tuid="7">                                    TranslationUnit
//     <prop type="x-score">0.97</prop>                 Annotation
//     <tuv xml:lang="zh-TW"><seg>你好。</seg></tuv>        Variant, Segment
//     <tuv xml:lang="de-DE"><seg>Hallo.</seg></tuv>
//   </tu>
//
// TMX 1.4b, LISA OSCAR 2005. Everything that the format can say of a unit has a place here, so
// that a memory read and written back says the same; only white space between elements, comments
// and the deprecated spelling `lang` of `xml:lang` are lost.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qiao::tmx {

struct Attribute {
  std::string name;
  std::string value;
  friend bool operator==(const Attribute&, const Attribute&) = default;
};
using Attributes = std::vector<Attribute>;

// The value of an attribute, empty when it is absent.
std::string_view attribute(const Attributes& attributes, std::string_view name);
// Replaces the value, or appends the attribute.
void set_attribute(Attributes& attributes, std::string_view name, std::string_view value);

// A <prop> or <note>. TMX lets them stand in any order, so one list keeps both.
struct Annotation {
  enum class Kind { kProperty, kNote };
  Kind kind = Kind::kProperty;
  std::string type;  // of a property: "x-score"; empty for a note
  std::string text;
  Attributes attributes;  // the rest: xml:lang, o-encoding
  friend bool operator==(const Annotation&, const Annotation&) = default;
};

// The text of the first property of that type, empty when there is none.
std::string_view property(const std::vector<Annotation>& annotations, std::string_view type);

// One edge of an inline element of a segment: <bpt>, <ept>, <ph>, <it>, <hi>, <sub> or <ut>.
struct InlineTag {
  std::size_t at = 0;  // byte of Segment::text that it stands before
  bool opens = true;
  std::string name;
  Attributes attributes;  // of an opening tag
  friend bool operator==(const InlineTag&, const InlineTag&) = default;
};

// The text of a <seg> with its inline tags, in order. Tags at the same byte keep their order; every
// tag that opens is closed again, properly nested.
//
//   Click <ph x="1">&lt;br></ph>here   text "Click <br>here", tags {6 ph}, {10 /ph}
struct Segment {
  std::string text;
  std::vector<InlineTag> tags;

  // The words alone: without the native code that stands in bpt, ept, ph, it and ut.
  std::string words() const;
  friend bool operator==(const Segment&, const Segment&) = default;
};

// The text of a segment in one language: a <tuv>.
struct Variant {
  std::string language;  // xml:lang, as the file spells it
  Segment segment;
  Attributes attributes;  // all others: creationdate, …
  std::vector<Annotation> annotations;
  friend bool operator==(const Variant&, const Variant&) = default;
};

struct TranslationUnit {
  Attributes attributes;  // tuid, changedate, srclang, …
  std::vector<Annotation> annotations;
  std::vector<Variant> variants;
  friend bool operator==(const TranslationUnit&, const TranslationUnit&) = default;
};
std::ostream& operator<<(std::ostream& out, const TranslationUnit& unit);

// The property x-score as a number; nothing when it is absent, no number, or not finite ("nan").
std::optional<double> score_of(const TranslationUnit& unit);

// A <ude>: characters of some user's encoding. Nobody makes them any more; they are kept.
struct UserEncoding {
  Attributes attributes;         // name, base
  std::vector<Attributes> maps;  // one <map> each
  friend bool operator==(const UserEncoding&, const UserEncoding&) = default;
};

struct Header {
  // The attributes that TMX requires.
  std::string creation_tool = "qiao";
  std::string creation_tool_version = "0.1.0";
  std::string segment_type = "sentence";  // block, paragraph, sentence or phrase
  std::string original_format = "qiao";   // o-tmf
  std::string admin_language = "en";
  std::string source_language = "*all*";
  std::string datatype = "plaintext";
  Attributes attributes;  // the rest: o-encoding, creationdate, creationid, changedate, changeid
  std::vector<Annotation> annotations;
  std::vector<UserEncoding> encodings;
  friend bool operator==(const Header&, const Header&) = default;
};

// Whether two language tags name the same language as TMX compares them: case aside, `_` as `-`.
bool same_language(std::string_view a, std::string_view b);

// The variants that a tool with a source and a target sees: null when there is none.
struct Sides {
  const Variant* source = nullptr;
  const Variant* target = nullptr;
};
// The source is the variant in the unit's srclang, or else in the header's; where that is "*all*"
// or absent from the unit, the first. The target is the first variant other than the source.
Sides sides(const TranslationUnit& unit, std::string_view header_source_language);

}  // namespace qiao::tmx
