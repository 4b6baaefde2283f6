#include "text/scratch_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "text/output_error.h"

namespace qiao::text {
namespace {

std::string folder() {
  const char* chosen = std::getenv("TMPDIR");
  return chosen && *chosen ? chosen : "/tmp";
}

[[noreturn]] void fail(const char* what) {
  throw OutputError(folder() + ": " + what + ": " + std::strerror(errno) +
                    "; set TMPDIR to a folder with room");
}

}  // namespace

ScratchFile::ScratchFile() {
  std::string path = folder() + "/qiao-XXXXXX";
  descriptor_ = mkostemp(path.data(), 0);
  if (descriptor_ < 0) fail("no temporary file can be made");
  unlink(path.c_str());
}

ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(std::exchange(other.size_, 0)) {}

void ScratchFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("a temporary file cannot be written");
    size_ += static_cast<std::uint64_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::size_t ScratchFile::read_at(std::uint64_t at, char* buffer, std::size_t capacity) const {
  std::size_t done = 0;
  while (done < capacity) {
    const ssize_t n =
        pread(descriptor_, buffer + done, capacity - done, static_cast<off_t>(at + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("a temporary file cannot be read");
    if (n == 0) break;
    done += static_cast<std::size_t>(n);
  }
  return done;
}

}  // namespace qiao::text
