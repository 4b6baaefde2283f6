#include "tests/cli/scratch.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qiao::cli {
namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "qiao-cli-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder " + name);
  return name;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Scratch::Scratch() : folder_(new_folder()), streams_(new_folder()) {}

Scratch::~Scratch() {
  fs::remove_all(folder_);
  fs::remove_all(streams_);
}

void Scratch::put(const std::string& name, std::string_view bytes) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << bytes;
}

std::string Scratch::get(const std::string& name) const { return read(folder_ / name); }

std::vector<std::string> Scratch::names() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Outcome Scratch::run(const std::string& line) const {
  const std::string out = (streams_ / "out").string();
  const std::string err = (streams_ / "err").string();
  const std::string command = "cd '" + folder_.string() +
                              "' && PATH='" QIAO_PROGRAM_DIR "':$PATH && { " + line + "\n} >'" +
                              out + "' 2>'" + err + "' </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(out), read(err)};
}

std::string source_file(const std::string& name) {
  return (fs::path(QIAO_SOURCE_DIR) / name).string();
}

}  // namespace qiao::cli
