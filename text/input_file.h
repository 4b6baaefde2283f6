// A file that is read from its beginning to its end: the one place that opens what strangers name.
//
//   InputFile file("story.txt");                 "-" is standard input
//   while (const std::size_t n = file.read(buffer, sizeof buffer)) …
//
// Pipes and terminals are files too. Folders are not, and neither are devices, whose bytes may
// never end (/dev/zero); /dev/null is an empty file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "text/steady_file.h"

namespace qiao::text {

class InputFile {
 public:
  // Throws InputError: missing, unreadable, a folder, a device.
  explicit InputFile(const std::string& path);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();

  // Up to `capacity` bytes; 0 at the end only. Throws InputError: the disk fails, or, at the end,
  // the file was changed while it was read.
  std::size_t read(char* buffer, std::size_t capacity);

  const std::string& name() const { return name_; }  // for messages
  // What a regular file holds now; nothing for a pipe, of which it is not known.
  std::optional<std::uint64_t> size() const;

 private:
  std::string name_;
  int descriptor_;
  SteadyFile steady_;
};

}  // namespace qiao::text
