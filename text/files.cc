#include "text/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "text/input_file.h"
#include "text/output_error.h"

namespace qiao::text {
namespace {

constexpr std::size_t kBufferSize = 1 << 16;
constexpr int kMaxLinks = 40;  // as the kernel's own bound

std::string reason(int error) { return std::generic_category().message(error); }

// Where a chain of symbolic links leads, whether or not something is there yet.
std::filesystem::path follow_links(std::filesystem::path path) {
  std::error_code none;
  for (int links = 0; links < kMaxLinks && std::filesystem::is_symlink(path, none); ++links) {
    const std::filesystem::path next = std::filesystem::read_symlink(path, none);
    if (none) break;
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return path;
}

// The names of the temporary files, for a signal handler, which may neither lock nor allocate: each
// slot points into the temporary_ of an OutputFile.
std::array<std::atomic<const char*>, 16> unfinished{};
static_assert(std::atomic<const char*>::is_always_lock_free);

void remember(const std::string& temporary) {
  for (auto& slot : unfinished) {
    const char* none = nullptr;
    if (slot.compare_exchange_strong(none, temporary.c_str())) return;
  }
}

void forget(const std::string& temporary) {
  for (auto& slot : unfinished) {
    const char* name = temporary.c_str();
    if (slot.compare_exchange_strong(name, nullptr)) return;
  }
}

// Opens a new file beside `target`, named after it. Unlike mkstemp the umask applies.
int create_beside(const std::filesystem::path& target, std::string& name) {
  static std::atomic<unsigned> counter{0};
  for (int attempt = 0; attempt < 1000; ++attempt) {
    // A long name of the target must not make the temporary one too long.
    const std::string stem = target.filename().string().substr(0, 100);
    name = (target.parent_path() / ("." + stem + "." + std::to_string(::getpid()) + "-" +
                                    std::to_string(++counter) + ".tmp"))
               .string();
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

}  // namespace

std::string input_name(const std::string& path) { return path == "-" ? "standard input" : path; }

std::string read_file(const std::string& path) {
  InputFile file(path);
  // One byte more than expected, so that the end is seen without growing.
  std::string bytes(file.size() ? static_cast<std::size_t>(*file.size()) + 1 : 0, '\0');
  std::size_t size = 0;
  while (true) {
    if (size == bytes.size()) bytes.resize(std::max(kBufferSize, 2 * bytes.size()));
    const std::size_t got = file.read(bytes.data() + size, bytes.size() - size);
    if (got == 0) break;
    size += got;
  }
  bytes.resize(size);
  return bytes;
}

OutputFile::OutputFile(const std::string& path) : name_(path) {
  if (path == "-") {
    name_ = "standard output";
    file_ = STDOUT_FILENO;
    return;
  }
  const std::filesystem::path target = follow_links(path);
  target_ = target.string();
  struct stat status {};
  const bool exists = ::stat(target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    throw OutputError(name_ + ": a directory; name a file in it");
  }
  if (exists && !S_ISREG(status.st_mode)) {
    file_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  } else if (exists && ::access(target_.c_str(), W_OK) != 0) {
    // A rename would replace a file that its owner protected from being written.
    file_ = -1;
  } else {
    file_ = create_beside(target, temporary_);
    if (file_ >= 0) remember(temporary_);
  }
  if (file_ < 0) {
    const int error = errno;
    temporary_.clear();
    throw OutputError(name_ + ": cannot be written (" + reason(error) +
                      "); check the directory and its permissions");
  }
  if (exists && !temporary_.empty()) ::fchmod(file_, status.st_mode & 0777);
}

OutputFile::~OutputFile() {
  if (file_ > STDERR_FILENO) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  forget(temporary_);
}

void OutputFile::write(std::string_view bytes) {
  assert(file_ >= 0);
  buffer_ += bytes;
  if (buffer_.size() >= kBufferSize) flush();
}

void OutputFile::flush() {
  std::size_t done = 0;
  while (done < buffer_.size()) {
    const ssize_t put = ::write(file_, buffer_.data() + done, buffer_.size() - done);
    if (put < 0) {
      if (errno == EINTR) continue;
      throw OutputError(name_ + ": cannot be written (" + reason(errno) +
                        "); check the space and the disk");
    }
    done += static_cast<std::size_t>(put);
  }
  buffer_.clear();
}

void OutputFile::commit() {
  assert(file_ >= 0);
  flush();
  const auto fail = [this] {
    throw OutputError(name_ + ": cannot be written (" + reason(errno) +
                      "); check the space and the disk");
  };
  if (temporary_.empty()) {
    // Pipes and terminals cannot be synced, and need not be.
    if (file_ > STDERR_FILENO && ::close(std::exchange(file_, -1)) != 0) fail();
    file_ = -1;
    return;
  }
  if (::fsync(file_) != 0) fail();
  if (::close(std::exchange(file_, -1)) != 0) fail();
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail();
  forget(temporary_);
  temporary_.clear();
  // The new name itself must survive a power cut. Some file systems cannot sync a
  // directory; the file is whole even then.
  std::string directory = std::filesystem::path(target_).parent_path().string();
  if (directory.empty()) directory = ".";
  const int folder = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
}

void discard_unfinished_outputs() noexcept {
  for (const auto& slot : unfinished) {
    if (const char* name = slot.load()) ::unlink(name);
  }
}

}  // namespace qiao::text
