#include "tmx/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "text/input_error.h"

namespace qiao::tmx {
namespace {

using Archive = std::shared_ptr<zip_t>;

std::string message_of(zip_error_t* error) {
  std::string message = zip_error_strerror(error);
  zip_error_fini(error);
  return message;
}

class ZipSource : public ByteSource {
 public:
  ZipSource(Archive archive, zip_uint64_t index, std::uint64_t packed_size, std::string name)
      : archive_(std::move(archive)),
        index_(index),
        packed_size_(packed_size),
        name_(std::move(name)) {}
  ~ZipSource() override {
    if (file_) zip_fclose(file_);
  }
  ZipSource(const ZipSource&) = delete;
  ZipSource& operator=(const ZipSource&) = delete;

  std::size_t read(char* buffer, std::size_t capacity) override {
    if (!file_) file_ = zip_fopen_index(archive_.get(), index_, 0);
    if (!file_) fail(zip_get_error(archive_.get()));
    const zip_int64_t n = zip_fread(file_, buffer, capacity);
    if (n < 0) fail(zip_file_get_error(file_));
    unpacked_total_ += static_cast<std::uint64_t>(n);
    check_expansion(name_, packed_size_, unpacked_total_);
    return static_cast<std::size_t>(n);
  }

 private:
  [[noreturn]] void fail(zip_error_t* error) const {
    throw InputError(name_ + ": " + zip_error_strerror(error) + "; unpack the archive by hand");
  }

  Archive archive_;
  zip_uint64_t index_;
  std::uint64_t packed_size_;
  std::string name_;
  zip_file_t* file_ = nullptr;
  std::uint64_t unpacked_total_ = 0;
};

// A name that a careless unpacker would write outside its folder. Nothing is unpacked here, but
// an archive made to harm is not read on.
bool leads_out(std::string_view name) {
  if (name.starts_with('/') || name.find('\\') != name.npos) return true;
  while (!name.empty()) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    if (name.substr(0, slash) == "..") return true;
    name.remove_prefix(std::min(slash + 1, name.size()));
  }
  return false;
}

}  // namespace

std::vector<NamedSource> open_zip(std::FILE* file, const std::string& name) {
  std::fseek(file, 0, SEEK_END);
  const auto archive_size = static_cast<std::uint64_t>(std::ftell(file));
  std::rewind(file);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_filep_create(file, 0, -1, &error);
  if (!source) {
    std::fclose(file);
    throw InputError(name + ": " + message_of(&error));
  }
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!opened) {
    zip_source_free(source);
    throw InputError(name + ": broken zip archive: " + message_of(&error) +
                     "; unpack it by hand or get a whole copy");
  }
  const Archive archive(opened, zip_discard);
  std::vector<NamedSource> result;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t entry;
    if (zip_stat_index(archive.get(), i, 0, &entry) != 0) continue;
    const std::string inner = entry.name;
    if (leads_out(inner)) {
      throw InputError(name + ": holds a file that leads out of the archive (" + inner +
                       "); unpack it by hand if you trust it");
    }
    if (!inner.ends_with(".tmx") && !inner.ends_with(".TMX")) continue;
    // An entry cannot be larger than its archive, whatever its header says.
    const std::uint64_t packed_size = std::min<std::uint64_t>(entry.comp_size, archive_size);
    const std::string full_name = name + "/" + inner;
    result.push_back({full_name, std::make_unique<ZipSource>(archive, i, packed_size, full_name)});
  }
  if (result.empty()) {
    throw InputError(name + ": holds no .tmx file; unpack it and name the memory");
  }
  return result;
}

}  // namespace qiao::tmx
