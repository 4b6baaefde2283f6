// A stream of XML elements, read by libxml2 piece by piece: what to do with them is the handler's.
//
// Input is hostile until read. Nothing outside the stream is ever opened: no DTD, no entity, no
// network. A document that declares entities, or defaults for attributes of any size, is refused,
// for TMX and its like have no use for them and bombs have. Elements nest 256 deep, a tag with its
// attributes has up to kLargestTag bytes, a record up to kLargestRecord.
//
// One broken record in a million is not the end: where the document is a list of records (the <tu>
// of a TMX), a record that is not well-formed is given up, the handler told where and why, and
// reading goes on at the next one. What is held is the record that is being read and 64 KB more.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "text/byte_source.h"

namespace qiao::text {

inline constexpr std::size_t kLargestRecord = 16u << 20;
// libxml2 compares each attribute of a tag with all before it: a megabyte of them takes it minutes.
inline constexpr std::size_t kLargestTag = 64u << 10;

// Names are as the document spells them, with the prefix ("xml:lang"); views live for the call.
struct XmlAttribute {
  std::string_view name;
  std::string_view value;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  // `line` is one-based, where the start tag ends.
  virtual void start_element(std::string_view name, std::span<const XmlAttribute> attributes,
                             std::size_t line) = 0;
  virtual void end_element(std::string_view name, std::size_t line) = 0;
  // Text in as many pieces as it comes, references and CDATA resolved.
  virtual void text(std::string_view text) = 0;
  // The record that is being read, or the place between two, is given up: forget it.
  virtual void broken(std::size_t line, std::string_view reason) = 0;
  // <!DOCTYPE name SYSTEM "system">; not followed.
  virtual void doctype(std::string_view /*name*/, std::string_view /*system*/) {}
};

struct RecordForm {
  // The element that the document is a list of; empty: whatever is broken is an InputError.
  std::string record;
  std::string root;
  // The start tags around a record, with which reading is taken up again. The handler does not
  // hear of them.
  std::string surroundings;
};

class XmlStream {
 public:
  // `handler` must outlive the stream.
  XmlStream(NamedSource source, RecordForm form, XmlHandler& handler);
  ~XmlStream();

  // Reads on and calls the handler, about four kilobytes' worth. False when nothing is left.
  // Throws InputError: what is no XML at all or broken before the first record (or anywhere, where
  // there are no records), hostile, or cut off before its end.
  bool advance();

  // Where reading is, for errors that the handler finds.
  std::size_t line() const;
  const std::string& name() const;
  const std::string& encoding() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace qiao::text
