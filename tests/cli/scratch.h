// A scratch folder with the built qiao on its PATH: tests of commands read as a shell session.
//
//   scratch.put("a.txt", "Hallo. Welt.");
//   EXPECT_EQ(scratch.run("qiao split a.txt").out, "Hallo.\nWelt.\n");
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace qiao::cli {

struct Outcome {
  int exit_code = 0;
  std::string out;
  std::string err;
};

class Scratch {
 public:
  Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  void put(const std::string& name, std::string_view bytes) const;
  std::string get(const std::string& name) const;  // empty when there is no such file
  std::vector<std::string> names() const;          // of the files in the folder, sorted
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  // Runs a line of sh in the folder.
  Outcome run(const std::string& line) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path streams_;  // beside the folder: what the line printed
};

// A file of the source tree.
std::string source_file(const std::string& name);

}  // namespace qiao::cli
