#include "text/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "text/files.h"
#include "text/input_error.h"

namespace qiao::text {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

// Why what was opened is no file; empty: it is one.
std::string objection(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return {};
  if (S_ISDIR(status.st_mode)) return "a directory; name a file in it";
  // 1, 3 is /dev/null (Linux, Documentation/admin-guide/devices.txt).
  const bool device =
      S_ISBLK(status.st_mode) ||
      (S_ISCHR(status.st_mode) && status.st_rdev != makedev(1, 3) && ::isatty(descriptor) == 0);
  return device ? "a device, whose bytes may never end; name a file" : "";
}

int opened(const std::string& path) {
  if (path == "-") return STDIN_FILENO;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor >= 0) return descriptor;
  if (errno == ENOENT || errno == ENOTDIR) {
    throw InputError(path + ": no such file; check the path");
  }
  throw InputError(path + ": cannot be opened (" + reason(errno) + "); check its permissions");
}

}  // namespace

InputFile::InputFile(const std::string& path)
    : name_(input_name(path)), descriptor_(opened(path)), steady_(descriptor_) {
  const std::string why_not = objection(descriptor_);
  if (why_not.empty()) return;
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  throw InputError(name_ + ": " + why_not);
}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

std::size_t InputFile::read(char* buffer, std::size_t capacity) {
  ssize_t got;
  do {
    got = ::read(descriptor_, buffer, capacity);
  } while (got < 0 && errno == EINTR);
  if (got < 0) throw InputError(name_ + ": cannot be read (" + reason(errno) + "); check the disk");
  if (got == 0) steady_.check(name_);
  return static_cast<std::size_t>(got);
}

std::optional<std::uint64_t> InputFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace qiao::text
