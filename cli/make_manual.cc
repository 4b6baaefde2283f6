// Writes the manual pages and the completions into a folder, for the build.
//
//   qiao_make_manual FOLDER DATE
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "cli/command.h"
#include "cli/manual.h"

namespace {

void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) {
    std::cerr << "qiao_make_manual: cannot write " << path << '\n';
    std::exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: qiao_make_manual FOLDER DATE\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::remove_all(folder / "man1");  // pages of commands that are no more
  std::filesystem::create_directories(folder / "man1");
  const auto all = qiao::cli::topics(qiao::cli::qiao_menu());
  for (const qiao::cli::Topic& topic : all) {
    put(folder / "man1" / (page_name(topic) + ".1"), manual_page(topic, all, argv[2]));
  }
  put(folder / "qiao.bash", bash_completion(all));
  put(folder / "_qiao", zsh_completion(all));
  return 0;
}
