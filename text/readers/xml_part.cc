#include "text/readers/xml_part.h"

#include "text/input_error.h"

namespace qiao::text {
namespace {

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

}  // namespace

void XmlPart::read(const ZipArchive& archive, std::string_view entry) {
  const std::optional<std::size_t> index = archive.find(entry);
  if (!index) {
    throw InputError(archive.name() + ": holds no " + std::string(entry) +
                     "; the file is damaged, get a whole copy");
  }
  XmlStream stream({archive.name() + "/" + std::string(entry), archive.open(*index)}, {}, *this);
  while (stream.advance()) continue;
}

void XmlPart::start_element(std::string_view name, Attributes attributes, std::size_t) {
  if (passed_depth_ > 0) {
    ++passed_depth_;
    return;
  }
  start(local(name), attributes);
}

void XmlPart::end_element(std::string_view name, std::size_t) {
  if (passed_depth_ > 0) {
    --passed_depth_;
    return;
  }
  end(local(name));
}

std::string_view XmlPart::value(Attributes attributes, std::string_view name) {
  for (const XmlAttribute& attribute : attributes) {
    if (local(attribute.name) == name) return attribute.value;
  }
  return {};
}

}  // namespace qiao::text
