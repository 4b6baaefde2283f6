#include "text/steady_file.h"

#include <utility>

#include "text/input_error.h"

namespace qiao::text {

SteadyFile::SteadyFile(int descriptor) : descriptor_(descriptor), before_(look()) {}

SteadyFile::SteadyFile(std::string path) : path_(std::move(path)), before_(look()) {}

struct stat SteadyFile::look() const {
  struct stat status {};
  const bool there =
      (path_.empty() ? ::fstat(descriptor_, &status) : ::stat(path_.c_str(), &status)) == 0;
  if (!there) status = {};
  return status;
}

void SteadyFile::check(const std::string& name) const {
  if (!S_ISREG(before_.st_mode)) return;
  const struct stat now = look();
  const bool same = now.st_dev == before_.st_dev && now.st_ino == before_.st_ino &&
                    now.st_size == before_.st_size &&
                    now.st_mtim.tv_sec == before_.st_mtim.tv_sec &&
                    now.st_mtim.tv_nsec == before_.st_mtim.tv_nsec;
  if (!same) {
    throw InputError(name + ": was changed while it was read; run again when it is finished");
  }
}

}  // namespace qiao::text
