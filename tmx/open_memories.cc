#include "tmx/open_memories.h"

#include <memory>
#include <utility>

#include "text/input_error.h"
#include "text/zip_archive.h"

namespace qiao::tmx {

std::vector<text::NamedSource> open_memories(const std::string& path, text::ReadProgress progress) {
  auto bytes = std::make_unique<text::PeekSource>(text::open_bytes(path, std::move(progress)));
  std::vector<text::NamedSource> result;
  if (!text::is_zip(bytes->peek(4))) {
    result.push_back({path, std::move(bytes)});
    return result;
  }
  const text::ZipArchive archive(std::move(bytes), path);
  for (std::size_t i = 0; i < archive.names().size(); ++i) {
    const std::string& name = archive.names()[i];
    if (!name.ends_with(".tmx") && !name.ends_with(".TMX")) continue;
    result.push_back({path + "/" + name, archive.open(i)});
  }
  if (result.empty()) {
    throw InputError(path + ": holds no .tmx file; unpack it and name the memory");
  }
  return result;
}

}  // namespace qiao::tmx
