#include "cli/corpus/fingerprint.h"

#include <xxhash.h>

#include <filesystem>
#include <system_error>

namespace qiao::cli {

namespace fs = std::filesystem;

std::string file_stamp(const std::string& path) {
  std::error_code missing;
  const auto size = fs::file_size(path, missing);
  if (missing) return "missing";
  const auto time = fs::last_write_time(path, missing).time_since_epoch().count();
  return std::to_string(size) + ' ' + std::to_string(time);
}

std::string fingerprint(std::string_view text) {
  return std::to_string(XXH3_64bits(text.data(), text.size()));
}

}  // namespace qiao::cli
