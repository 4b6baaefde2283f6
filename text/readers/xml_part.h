// One XML file of a container, read whole. Private to the readers.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "text/xml_stream.h"
#include "text/zip_archive.h"

namespace qiao::text {

// Elements by their local names: programs choose the prefixes as they like.
class XmlPart : public XmlHandler {
 public:
  // Reads the entry from its start to its end. Throws InputError: missing, damaged, hostile.
  void read(const ZipArchive& archive, std::string_view entry);

 protected:
  using Attributes = std::span<const XmlAttribute>;

  virtual void start(std::string_view name, Attributes attributes) = 0;
  virtual void end(std::string_view name) = 0;
  void text(std::string_view) override {}
  // Called in start(): what stands in the element is passed over, its end too.
  void pass_over() { passed_depth_ = 1; }

  // The value of an attribute by its local name; empty when there is none.
  static std::string_view value(Attributes attributes, std::string_view name);

  // Whether text is inside what is passed over.
  bool passing() const { return passed_depth_ > 0; }

 private:
  void start_element(std::string_view name, Attributes attributes, std::size_t line) final;
  void end_element(std::string_view name, std::size_t line) final;
  void broken(std::size_t, std::string_view) final {}  // an error, where there are no records

  std::size_t passed_depth_ = 0;  // open elements from the one on that is passed over
};

}  // namespace qiao::text
