#include "text/readers/read_file.h"

#include <utility>

#include "text/files.h"

namespace qiao::text {

std::optional<FileFormat> format_of_path(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  if (path.ends_with(".txt")) return FileFormat::kPlain;
  return std::nullopt;
}

Document read_document(const std::string& path, const ReadOptions& options) {
  return document_of(read_file(path), path == "-" ? "standard input" : path, options);
}

Document document_of(std::string bytes, std::string name, const ReadOptions& options) {
  return Document::read(std::move(bytes), std::move(name), options);
}

}  // namespace qiao::text
