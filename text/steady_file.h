// Whether a file stays what it was while it is read: half of an old version and half of a new one
// would pass for a text.
//
//   const SteadyFile file(descriptor);
//   ...                                   read it to its end
//   file.check("story.txt");
//
// Told by size and time of the last change; what is replaced by a rename keeps both for who has it
// open. Pipes and devices always pass.
#pragma once

#include <sys/stat.h>

#include <string>

namespace qiao::text {

class SteadyFile {
 public:
  // Lends the descriptor.
  explicit SteadyFile(int descriptor);
  // Of the file under a path, which by then must be the same one: for readers that open it again.
  explicit SteadyFile(std::string path);

  // Throws InputError, which starts with `name`, when the file is no longer what it was.
  void check(const std::string& name) const;

 private:
  struct stat look() const;  // all zero when there is no file any more

  int descriptor_ = -1;  // -1: by path
  std::string path_;
  struct stat before_;
};

}  // namespace qiao::text
