#include "cli/pair/file_list.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "text/input_error.h"

namespace qiao::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& place, const std::error_code& error) {
  throw InputError(place.string() + ": " + error.message() + "; give a folder that can be read");
}

void append_files(const fs::path& folder, const std::string& below,
                  std::vector<std::string>& files) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error) fail(folder, error);
  for (const fs::directory_iterator end; entry != end;) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.')) {
      std::error_code gone;  // a link to nowhere, or a file deleted meanwhile: no document
      if (entry->is_directory(gone) && !entry->is_symlink(gone)) {
        append_files(entry->path(), below + name + '/', files);
      } else if (entry->is_regular_file(gone)) {
        files.push_back(below + name);
      }
    }
    entry.increment(error);
    if (error) fail(folder, error);
  }
}

}  // namespace

std::vector<std::string> list_files(const std::string& folder) {
  std::vector<std::string> files;
  append_files(folder, "", files);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace qiao::cli
