// A writer's sink that ends in a file which appears whole or not at all.
#pragma once

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

}  // namespace qiao::cli
