#include "cli/corpus/run_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "text/files.h"
#include "text/input_error.h"
#include "text/output_error.h"

namespace qiao::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kLockTries = 20;
constexpr std::chrono::milliseconds kLockPause{100};

// The temporary files of text::OutputFile: ".corpus.tmx.4711-1.tmp".
bool is_half_written(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') && name.ends_with(".tmp");
}

void remove_half_written(const std::string& folder) {
  std::error_code ignored;  // what cannot be removed does no harm
  std::vector<fs::path> found;
  for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end;
       entry.increment(ignored)) {
    if (is_half_written(entry->path())) found.push_back(entry->path());
  }
  for (const fs::path& path : found) fs::remove(path, ignored);
}

}  // namespace

void make_folders(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) {
    throw OutputError(path + ": cannot be made (" + error.message() + "); choose another folder");
  }
}

RunFolder::RunFolder(std::string path) : path_(std::move(path)) {
  make_folders(file("shards"));
  lock_ = ::open(file("lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) {
    throw OutputError(file("lock") + ": cannot be opened (" + std::strerror(errno) +
                      "); choose another folder");
  }
  // Gone with the process, however it ends; one that was just killed may take a moment to be gone.
  int tries = kLockTries;
  while (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    if (--tries > 0) {
      std::this_thread::sleep_for(kLockPause);
      continue;
    }
    ::close(lock_);
    throw InputError(path_ + ": another run is at work here; wait for it or choose another folder");
  }
  remove_half_written(path_);
}

RunFolder::~RunFolder() { ::close(lock_); }

bool RunFolder::has_pairs_of(std::string_view made_of) const {
  if (!fs::exists(file("journal.json")) || !fs::exists(file("pairs.tsv"))) return false;
  const auto journal = nlohmann::json::parse(text::read_file(file("journal.json")), nullptr, false);
  return journal.is_object() && journal.value("pairs_of", "") == made_of;
}

void RunFolder::note_pairs_of(std::string_view made_of) const {
  text::OutputFile out(file("journal.json"));
  out.write(nlohmann::json{{"pairs_of", made_of}}.dump() + '\n');
  out.commit();
}

}  // namespace qiao::cli
