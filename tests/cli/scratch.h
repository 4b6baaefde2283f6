// A scratch folder with the built qiao on its PATH: tests of commands read as a shell session.
//
//   scratch.put("a.txt", "Hallo. Welt.");
//   EXPECT_EQ(scratch.run("qiao split a.txt").out, "Hallo.\nWelt.\n");
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scratch_folder.h"

namespace qiao::cli {

struct Outcome {
  int exit_code = 0;
  std::string out;
  std::string err;
};

class Scratch : public testing::ScratchFolder {
 public:
  std::vector<std::string> names() const;  // of the files in the folder, sorted

  // Runs a line of sh in the folder.
  Outcome run(const std::string& line) const;

 private:
  testing::ScratchFolder streams_;  // beside the folder: what the line printed
};

// A test of a command on a Chinese and a German text, zh.txt and de.txt.
class TwoTextsTest : public ::testing::Test {
 protected:
  TwoTextsTest(std::string_view chinese, std::string_view german) {
    scratch_.put("zh.txt", chinese);
    scratch_.put("de.txt", german);
  }
  Scratch scratch_;
};

std::vector<std::string> lines_of(const std::string& text);

// A file of the source tree.
std::string source_file(const std::string& name);

}  // namespace qiao::cli
