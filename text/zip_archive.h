// A zip archive and the files in it, unpacked as they are read. Nothing is unpacked to disk.
//
//   const ZipArchive book(memory_source(bytes), "book.epub");
//   if (const auto entry = book.find("META-INF/container.xml")) use(read_all(*book.open(*entry)));
//
// Archives are hostile until read: one with a name that leads out of it (.. or /) is refused, and
// what is unpacked in all, entry after entry and the same one again, is bounded by
// check_expansion, for entries made to harm share their packed bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/byte_source.h"

namespace qiao::text {

// Whether the first bytes of a file are those of a zip archive; four are enough.
bool is_zip(std::string_view head);

class ZipArchive {
 public:
  // Reads the archive's directory, which lies at its end: bytes that are only streamed are laid
  // down in a scratch file first. `name` starts the messages of errors. Throws InputError.
  ZipArchive(std::unique_ptr<ByteSource> bytes, const std::string& name);
  // Without a scratch file.
  ZipArchive(std::string bytes, const std::string& name);

  const std::string& name() const;
  // The names of all entries, folders among them ("x/"), in the archive's order.
  const std::vector<std::string>& names() const { return names_; }
  std::optional<std::size_t> find(std::string_view name) const;

  // The bytes of entry `index`; they may outlive the archive. Not two at a time in two threads.
  // Throws InputError when they are read: damaged, encrypted, swelling beyond reason.
  std::unique_ptr<ByteSource> open(std::size_t index) const;

 private:
  struct Archive;
  class EntrySource;
  void read_names();

  std::shared_ptr<Archive> archive_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> index_;  // of the first entry of a name
};

}  // namespace qiao::text
