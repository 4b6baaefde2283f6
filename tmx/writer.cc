#include "tmx/writer.h"

#include "text/utf8.h"
#include "tmx/xml_text.h"

namespace qiao::tmx {
namespace {

constexpr std::size_t kBufferSize = 1 << 16;

// Appends markup to a buffer and counts what it had to leave out.
class Markup {
 public:
  Markup(std::string& out, WriteCounts& counts) : out_(out), counts_(counts) {}

  void raw(std::string_view markup) { out_ += markup; }
  void text(std::string_view text) { counts_.removed_characters += escape_text(text, out_); }
  void attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    counts_.removed_characters += escape_attribute(value, out_);
    out_ += '"';
  }
  void attributes(const Attributes& attributes) {
    for (const Attribute& a : attributes) attribute(a.name, a.value);
  }

  void annotations(const std::vector<Annotation>& annotations, std::string_view indent) {
    for (const Annotation& a : annotations) {
      const bool is_property = a.kind == Annotation::Kind::kProperty;
      raw(indent);
      raw(is_property ? "<prop" : "<note");
      if (is_property) attribute("type", a.type);
      attributes(a.attributes);
      raw(">");
      text(a.text);
      raw(is_property ? "</prop>\n" : "</note>\n");
    }
  }

  void segment(const Segment& segment) {
    raw("<seg>");
    std::size_t done = 0;
    for (const InlineTag& tag : segment.tags) {
      text(std::string_view(segment.text).substr(done, tag.at - done));
      done = tag.at;
      raw(tag.opens ? "<" : "</");
      raw(tag.name);
      attributes(tag.attributes);
      raw(">");
    }
    text(std::string_view(segment.text).substr(done));
    raw("</seg>");
    // A character takes a byte at least: most segments need no counting.
    if (segment.text.size() > kLongSegment && text::character_count(segment.text) > kLongSegment) {
      ++counts_.long_segments;
    }
  }

  void variant(const Variant& variant) {
    raw("      <tuv");
    attribute("xml:lang", variant.language);
    attributes(variant.attributes);
    if (variant.annotations.empty()) {
      raw(">");
      segment(variant.segment);
    } else {
      raw(">\n");
      annotations(variant.annotations, "        ");
      raw("        ");
      segment(variant.segment);
      raw("\n      ");
    }
    raw("</tuv>\n");
  }

 private:
  std::string& out_;
  WriteCounts& counts_;
};

void append_header(const Header& header, std::string& out, WriteCounts& counts) {
  Markup markup(out, counts);
  markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header");
  markup.attribute("creationtool", header.creation_tool);
  markup.attribute("creationtoolversion", header.creation_tool_version);
  markup.attribute("segtype", header.segment_type);
  markup.attribute("o-tmf", header.original_format);
  markup.attribute("adminlang", header.admin_language);
  markup.attribute("srclang", header.source_language);
  markup.attribute("datatype", header.datatype);
  markup.attributes(header.attributes);
  markup.raw(">\n");
  markup.annotations(header.annotations, "    ");
  for (const UserEncoding& encoding : header.encodings) {
    markup.raw("    <ude");
    markup.attributes(encoding.attributes);
    markup.raw(">\n");
    for (const Attributes& map : encoding.maps) {
      markup.raw("      <map");
      markup.attributes(map);
      markup.raw("/>\n");
    }
    markup.raw("    </ude>\n");
  }
  markup.raw("  </header>\n  <body>\n");
}

}  // namespace

void append_unit(const TranslationUnit& unit, std::string& out, WriteCounts& counts) {
  Markup markup(out, counts);
  markup.raw("    <tu");
  markup.attributes(unit.attributes);
  markup.raw(">\n");
  markup.annotations(unit.annotations, "      ");
  for (const Variant& variant : unit.variants) markup.variant(variant);
  markup.raw("    </tu>\n");
}

Writer::Writer(ByteSink& sink, const Header& header) : sink_(sink) {
  buffer_.reserve(2 * kBufferSize);
  append_header(header, buffer_, counts_);
}

void Writer::write(const TranslationUnit& unit) {
  if (unit.variants.empty()) {
    ++counts_.skipped_units;
    return;
  }
  append_unit(unit, buffer_, counts_);
  ++counts_.units;
  if (buffer_.size() >= kBufferSize) flush();
}

void Writer::write_markup(std::string_view unit) {
  buffer_ += unit;
  ++counts_.units;
  if (buffer_.size() >= kBufferSize) flush();
}

void Writer::finish() {
  buffer_ += "  </body>\n</tmx>\n";
  flush();
  sink_.finish();
}

void Writer::flush() {
  sink_.write(buffer_);
  buffer_.clear();
}

}  // namespace qiao::tmx
