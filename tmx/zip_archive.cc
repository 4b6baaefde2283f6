#include "tmx/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "text/input_error.h"

namespace qiao::tmx {
namespace {

// Entries of an archive made to harm share their packed bytes, so it is all of them together that
// may not swell beyond reason.
struct Archive {
  std::shared_ptr<zip_t> zip;
  std::string name;
  std::uint64_t packed_size = 0;
  std::uint64_t unpacked_size = 0;  // so far
};

std::string message_of(zip_error_t* error) {
  std::string message = zip_error_strerror(error);
  zip_error_fini(error);
  return message;
}

class ZipSource : public ByteSource {
 public:
  ZipSource(std::shared_ptr<Archive> archive, zip_uint64_t index, std::string name)
      : archive_(std::move(archive)), index_(index), name_(std::move(name)) {}
  ~ZipSource() override {
    if (file_) zip_fclose(file_);
  }
  ZipSource(const ZipSource&) = delete;
  ZipSource& operator=(const ZipSource&) = delete;

  std::size_t read(char* buffer, std::size_t capacity) override {
    zip_t* zip = archive_->zip.get();
    if (!file_) file_ = zip_fopen_index(zip, index_, 0);
    if (!file_) fail(zip_get_error(zip));
    const zip_int64_t n = zip_fread(file_, buffer, capacity);
    if (n < 0) fail(zip_file_get_error(file_));
    archive_->unpacked_size += static_cast<std::uint64_t>(n);
    check_expansion(archive_->name, archive_->packed_size, archive_->unpacked_size);
    return static_cast<std::size_t>(n);
  }

 private:
  [[noreturn]] void fail(zip_error_t* error) const {
    throw InputError(name_ + ": " + zip_error_strerror(error) + "; unpack the archive by hand");
  }

  std::shared_ptr<Archive> archive_;
  zip_uint64_t index_;
  std::string name_;
  zip_file_t* file_ = nullptr;
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
  const auto archive = std::make_shared<Archive>(
      Archive{std::shared_ptr<zip_t>(opened, zip_discard), name, archive_size});
  std::vector<NamedSource> result;
  const zip_int64_t count = zip_get_num_entries(opened, 0);
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t entry;
    if (zip_stat_index(opened, i, 0, &entry) != 0) continue;
    const std::string inner = entry.name;
    if (leads_out(inner)) {
      throw InputError(name + ": holds a file that leads out of the archive (" + inner +
                       "); unpack it by hand if you trust it");
    }
    if (!inner.ends_with(".tmx") && !inner.ends_with(".TMX")) continue;
    const std::string full_name = name + "/" + inner;
    result.push_back({full_name, std::make_unique<ZipSource>(archive, i, full_name)});
  }
  if (result.empty()) {
    throw InputError(name + ": holds no .tmx file; unpack it and name the memory");
  }
  return result;
}

}  // namespace qiao::tmx
