// How: META-INF/container.xml names the package file; its manifest names the files, its spine their
// order.
#include "text/readers/epub.h"

#include <charconv>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/encoding.h"
#include "text/input_error.h"
#include "text/readers/extract_builder.h"
#include "text/readers/html.h"
#include "text/readers/xml_part.h"

namespace qiao::text {
namespace {

class Container : public XmlPart {
 public:
  std::string package;

 private:
  void start(std::string_view name, Attributes attributes) override {
    if (name == "rootfile" && package.empty()) package = value(attributes, "full-path");
  }
  void end(std::string_view) override {}
};

class Package : public XmlPart {
 public:
  struct Item {
    std::string href;
    bool page = false;
    bool contents = false;
  };
  std::map<std::string, Item> manifest;
  std::vector<std::string> spine;  // ids

 private:
  void start(std::string_view name, Attributes attributes) override {
    if (name == "item") {
      const std::string_view type = value(attributes, "media-type");
      manifest[std::string(value(attributes, "id"))] = {
          std::string(value(attributes, "href")),
          type == "application/xhtml+xml" || type == "text/html",
          value(attributes, "properties").find("nav") != std::string_view::npos};
    }
    if (name == "itemref" && value(attributes, "linear") != "no") {
      spine.emplace_back(value(attributes, "idref"));
    }
  }
  void end(std::string_view) override {}
};

// META-INF/encryption.xml: which files cannot be read. Fonts are scrambled even in free books.
class Encryption : public XmlPart {
 public:
  std::set<std::string, std::less<>> files;

 private:
  void start(std::string_view name, Attributes attributes) override {
    if (name == "CipherReference") files.emplace(value(attributes, "URI"));
  }
  void end(std::string_view) override {}
};

// "Text/Kapitel%201.xhtml#start" without the fragment, escapes resolved.
std::string unescaped(std::string_view href) {
  href = href.substr(0, href.find('#'));
  std::string path;
  for (std::size_t i = 0; i < href.size(); ++i) {
    unsigned char byte = 0;
    if (href[i] == '%' && i + 2 < href.size() &&
        std::from_chars(href.data() + i + 1, href.data() + i + 3, byte, 16).ptr ==
            href.data() + i + 3) {
      path += static_cast<char>(byte);
      i += 2;
    } else {
      path += href[i];
    }
  }
  return path;
}

// The entry that an href means, seen from the package file; empty when it leads out of the book.
std::string resolved(std::string_view package, std::string_view href) {
  std::vector<std::string> steps;
  const std::string path = std::string(package.substr(0, package.rfind('/') + 1)) + unescaped(href);
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string step = path.substr(at, end - at);
    at = end + 1;
    if (step.empty() || step == ".") continue;
    if (step != "..") {
      steps.push_back(step);
    } else if (steps.empty()) {
      return "";
    } else {
      steps.pop_back();
    }
  }
  std::string entry;
  for (const std::string& step : steps) entry += (entry.empty() ? "" : "/") + step;
  return entry;
}

}  // namespace

Extract read_epub(const ZipArchive& archive) {
  const std::string& name = archive.name();
  Container container;
  container.read(archive, "META-INF/container.xml");
  Package package;
  package.read(archive, container.package);
  Encryption encryption;
  if (archive.find("META-INF/encryption.xml")) encryption.read(archive, "META-INF/encryption.xml");

  ExtractBuilder builder(Sources::kNone);
  std::set<std::string> read;
  for (const std::string& id : package.spine) {
    const auto item = package.manifest.find(id);
    if (item == package.manifest.end() || !item->second.page || item->second.contents) continue;
    const std::string entry = resolved(container.package, item->second.href);
    const std::optional<std::size_t> index = archive.find(entry);
    if (!index) {
      throw InputError(name + ": names a chapter that it does not hold (" + item->second.href +
                       "); the file is damaged, get a whole copy");
    }
    if (encryption.files.contains(entry)) {
      throw InputError(name +
                       ": its chapters are encrypted (digital rights management); get a "
                       "copy without");
    }
    if (!read.insert(entry).second) continue;
    const std::string bytes = read_all(*archive.open(*index));
    if (bytes.empty()) continue;
    const std::string chapter = name + "/" + entry;
    const Decoded decoded = decode(bytes, chapter);
    builder.begin_part(entry);
    add_html(decoded.utf8, chapter, 0, builder);
  }
  return builder.finish();
}

}  // namespace qiao::text
