#include "tests/cli/scratch.h"

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace qiao::cli {

std::vector<std::string> Scratch::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path(""))) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Outcome Scratch::run(const std::string& line) const {
  const std::string command = "cd '" + path("") + "' && PATH='" QIAO_PROGRAM_DIR "':$PATH && { " +
                              line + "\n} >'" + streams_.path("out") + "' 2>'" +
                              streams_.path("err") + "' </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, streams_.get("out"), streams_.get("err")};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string source_file(const std::string& name) { return QIAO_SOURCE_DIR "/" + name; }

}  // namespace qiao::cli
