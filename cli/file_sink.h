// A writer's sink that ends in a file which appears whole or not at all.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "text/files.h"
#include "tmx/byte_sink.h"

namespace qiao::cli {

// `file` must outlive the sink; its owner commits it, when all went well.
class FileSink : public tmx::ByteSink {
 public:
  explicit FileSink(text::OutputFile& file) : file_(file) {}
  void write(std::string_view bytes) override { file_.write(bytes); }
  void finish() override {}

 private:
  text::OutputFile& file_;
};

// The same, through gzip where the path ends in .gz.
inline std::unique_ptr<tmx::ByteSink> sink_for(const std::string& path, text::OutputFile& file) {
  std::unique_ptr<tmx::ByteSink> sink = std::make_unique<FileSink>(file);
  return path.ends_with(".gz") ? tmx::gzip_sink(std::move(sink)) : std::move(sink);
}

// The ending that says the format, without a .gz behind it: "tmx" of "story.tmx.gz".
inline std::string ending_of(std::filesystem::path path) {
  if (path.extension() == ".gz") path = path.stem();
  const std::string ending = path.extension().string();
  return ending.empty() ? ending : ending.substr(1);
}

}  // namespace qiao::cli
