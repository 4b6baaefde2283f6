// Zip archives made by the test that reads them: office documents and books are such archives.
#pragma once

#include <zip.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qiao::testing {

using Entries = std::vector<std::pair<std::string, std::string>>;  // name, content

// The bytes of an archive that holds the entries, in this order.
inline std::string made_archive(const Entries& entries) {
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("no archive can be made");
  for (const auto& [name, content] : entries) {
    zip_source_t* bytes = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), bytes, ZIP_FL_ENC_UTF_8) < 0) {
      throw std::runtime_error("not added to the archive: " + name);
    }
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the archive cannot be written");
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string result(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, result.data(), result.size());
  zip_source_close(source);
  zip_source_free(source);
  return result;
}

// A text document around the XML of a body: <w:p>…</w:p>.
inline std::string made_docx(std::string_view body, Entries more = {}) {
  Entries entries = {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels",
       "<Relationships><Relationship Id='r1' Target='word/document.xml' Type='http://schemas."
       "openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>"},
      {"word/document.xml",
       "<w:document xmlns:w='http://schemas.openxmlformats.org/"
       "wordprocessingml/2006/main'><w:body>" +
           std::string(body) + "</w:body></w:document>"}};
  entries.insert(entries.end(), more.begin(), more.end());
  return made_archive(entries);
}

// A text document around the XML of its text: <text:p>…</text:p>.
inline std::string made_odt(std::string_view text, std::string_view styles = "") {
  return made_archive(
      {{"mimetype", "application/vnd.oasis.opendocument.text"},
       {"content.xml",
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
        " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
        " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
        " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'><office:automatic-"
        "styles>" +
            std::string(styles) + "</office:automatic-styles><office:body><office:text>" +
            std::string(text) + "</office:text></office:body></office:document-content>"}});
}

// A book whose chapters have the names and bodies given, in this order, in the folder OPS/Text.
inline std::string made_epub(const Entries& chapters, Entries more = {}) {
  std::string manifest, spine;
  Entries entries = {
      {"mimetype", "application/epub+zip"},
      {"META-INF/container.xml",
       "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile "
       "full-path='OPS/package.opf' media-type='application/oebps-package+xml'/></rootfiles>"
       "</container>"}};
  for (const auto& [name, body] : chapters) {
    manifest +=
        "<item id='" + name + "' href='Text/" + name + "' media-type='application/xhtml+xml'/>";
    spine += "<itemref idref='" + name + "'/>";
    entries.push_back({"OPS/Text/" + name,
                       "<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/"
                       "1999/xhtml'><head><title>Buch</title></head><body>" +
                           body + "</body></html>"});
  }
  entries.push_back({"OPS/package.opf", "<package xmlns='http://www.idpf.org/2007/opf'><manifest>" +
                                            manifest + "</manifest><spine>" + spine +
                                            "</spine></package>"});
  entries.insert(entries.end(), more.begin(), more.end());
  return made_archive(entries);
}

}  // namespace qiao::testing
