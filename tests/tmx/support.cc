#include "tests/tmx/support.h"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tmx/writer.h"

namespace qiao::tmx {

TranslationUnit pair_unit(std::string_view chinese, std::string_view german) {
  TranslationUnit unit;
  unit.variants = {{"zh-TW", {std::string(chinese), {}}, {}, {}},
                   {"de-DE", {std::string(german), {}}, {}, {}}};
  return unit;
}

std::string written(std::span<const TranslationUnit> units, const Header& header) {
  std::ostringstream out;
  const auto sink = stream_sink(out);
  Writer writer(*sink, header);
  for (const TranslationUnit& unit : units) writer.write(unit);
  writer.finish();
  return out.str();
}

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "qiao-tmx-XXXXXX").string();
  if (!mkdtemp(name.data())) std::abort();
  folder_ = name;
}

ScratchFolder::~ScratchFolder() { std::filesystem::remove_all(folder_); }

std::string ScratchFolder::path(std::string_view name) const {
  return folder_ + "/" + std::string(name);
}

std::string ScratchFolder::file(std::string_view name, std::string_view bytes) const {
  const std::string where = path(name);
  std::filesystem::create_directories(std::filesystem::path(where).parent_path());
  std::ofstream(where, std::ios::binary) << bytes;
  return where;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

CommandResult run(const std::string& command) {
  CommandResult result;
  FILE* pipe = popen(("(" + command + ") 2>&1").c_str(), "r");
  if (!pipe) std::abort();
  char buffer[4096];
  std::size_t n;
  while ((n = fread(buffer, 1, sizeof buffer, pipe)) > 0) result.output.append(buffer, n);
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

bool installed(const std::string& program) { return run("command -v " + program).exit_code == 0; }

}  // namespace qiao::tmx
