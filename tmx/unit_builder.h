// Makes units from the elements of a TMX document. Shared by the reader, which wants the units, and
// the validator, which also wants to know what was wrong on the way.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "text/xml_stream.h"
#include "tmx/translation_unit.h"

namespace qiao::tmx {

// How a stream of units is taken up again after a broken one.
text::RecordForm tmx_form();

class UnitBuilder : public text::XmlHandler {
 public:
  struct Built {
    TranslationUnit unit;
    std::size_t line = 0;
  };
  using OnBroken = std::function<void(std::size_t line, std::string_view reason)>;

  explicit UnitBuilder(OnBroken on_broken) : on_broken_(std::move(on_broken)) {}

  void start_element(std::string_view name, std::span<const text::XmlAttribute> attributes,
                     std::size_t line) override;
  void end_element(std::string_view name, std::size_t line) override;
  void text(std::string_view text) override;
  void broken(std::size_t line, std::string_view reason) override;

  bool root_seen() const { return root_seen_; }
  bool body_seen() const { return body_seen_; }
  const std::string& version() const { return version_; }
  const Header& header() const { return header_; }
  // Whole units, in order, for the taking.
  std::deque<Built>& units() { return units_; }

 private:
  // Where the next element or text belongs.
  enum class Place { kOutside, kHeader, kEncoding, kBody, kUnit, kVariant, kSegment, kAnnotation };

  void start_in_segment(std::string_view name, std::span<const text::XmlAttribute> attributes);
  void start_annotation(std::string_view name, std::span<const text::XmlAttribute> attributes);
  void read_header(std::span<const text::XmlAttribute> attributes);
  void start_variant(std::span<const text::XmlAttribute> attributes);
  void end_variant();
  void end_unit();
  void give_up(std::size_t line, std::string_view reason);
  std::vector<Annotation>& annotations_here();

  OnBroken on_broken_;
  bool root_seen_ = false;
  bool body_seen_ = false;
  std::string version_ = "1.4";
  Header header_;
  std::deque<Built> units_;

  Place place_ = Place::kOutside;
  Place annotated_ = Place::kOutside;  // what the annotation being read belongs to
  int unknown_depth_ = 0;              // inside elements that TMX does not know
  std::vector<bool> known_inline_;     // of each open inline element
  Built current_;
  bool segment_seen_ = false;
  std::string reason_;  // why the unit being read is no unit; empty: it is
};

}  // namespace qiao::tmx
