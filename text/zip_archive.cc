#include "text/zip_archive.h"

#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cstdio>
#include <new>
#include <utility>

#include "text/input_error.h"
#include "text/scratch_file.h"

namespace qiao::text {
namespace {

constexpr std::size_t kBlock = 1 << 16;

std::string message_of(zip_error_t* error) {
  std::string message = zip_error_strerror(error);
  zip_error_fini(error);
  return message;
}

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

std::FILE* seekable_copy(ByteSource& source) {
  ScratchFile scratch;
  char buffer[kBlock];
  while (const std::size_t n = source.read(buffer, sizeof buffer)) scratch.append({buffer, n});
  std::FILE* file = fdopen(dup(scratch.descriptor()), "rb");
  if (!file) throw std::bad_alloc();
  return file;
}

}  // namespace

struct ZipArchive::Archive {
  Archive(std::string archive_name, std::string archive_bytes)
      : name(std::move(archive_name)), bytes(std::move(archive_bytes)) {}
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive() {
    if (zip) zip_discard(zip);
  }

  // Takes over `source`.
  void open(zip_source_t* source, zip_error_t* error) {
    if (source) zip = zip_open_from_source(source, ZIP_RDONLY, error);
    if (zip) return;
    if (source) zip_source_free(source);
    throw InputError(name + ": broken zip archive: " + message_of(error) +
                     "; unpack it by hand or get a whole copy");
  }

  std::string name;
  std::string bytes;  // of an archive in memory
  zip_t* zip = nullptr;
  std::uint64_t packed_size = 0;
  std::uint64_t unpacked_size = 0;  // so far
};

class ZipArchive::EntrySource : public ByteSource {
 public:
  EntrySource(std::shared_ptr<Archive> archive, std::size_t index, std::string name)
      : archive_(std::move(archive)), index_(index), name_(std::move(name)) {}
  ~EntrySource() override {
    if (file_) zip_fclose(file_);
  }
  EntrySource(const EntrySource&) = delete;
  EntrySource& operator=(const EntrySource&) = delete;

  std::size_t read(char* buffer, std::size_t capacity) override {
    if (!file_) file_ = zip_fopen_index(archive_->zip, index_, 0);
    if (!file_) fail(zip_get_error(archive_->zip));
    const zip_int64_t n = zip_fread(file_, buffer, capacity);
    if (n < 0) fail(zip_file_get_error(file_));
    archive_->unpacked_size += static_cast<std::uint64_t>(n);
    check_expansion(archive_->name, archive_->packed_size, archive_->unpacked_size);
    return static_cast<std::size_t>(n);
  }

 private:
  [[noreturn]] void fail(zip_error_t* error) const {
    throw InputError(name_ + ": " + zip_error_strerror(error) +
                     "; unpack the archive by hand or get a whole copy");
  }

  std::shared_ptr<Archive> archive_;
  std::size_t index_;
  std::string name_;
  zip_file_t* file_ = nullptr;
};

bool is_zip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

ZipArchive::ZipArchive(std::unique_ptr<ByteSource> bytes, const std::string& name)
    : archive_(std::make_shared<Archive>(name, "")) {
  std::FILE* file = seekable_copy(*bytes);
  std::fseek(file, 0, SEEK_END);
  archive_->packed_size = static_cast<std::uint64_t>(std::ftell(file));
  std::rewind(file);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_filep_create(file, 0, -1, &error);
  if (!source) std::fclose(file);
  archive_->open(source, &error);
  read_names();
}

ZipArchive::ZipArchive(std::string bytes, const std::string& name)
    : archive_(std::make_shared<Archive>(name, std::move(bytes))) {
  archive_->packed_size = archive_->bytes.size();
  zip_error_t error;
  zip_error_init(&error);
  archive_->open(
      zip_source_buffer_create(archive_->bytes.data(), archive_->bytes.size(), 0, &error), &error);
  read_names();
}

const std::string& ZipArchive::name() const { return archive_->name; }

void ZipArchive::read_names() {
  const zip_int64_t count = zip_get_num_entries(archive_->zip, 0);
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    const char* name = zip_get_name(archive_->zip, i, 0);
    names_.emplace_back(name ? name : "");
    index_.try_emplace(names_.back(), i);
    if (leads_out(names_.back())) {
      throw InputError(archive_->name + ": holds a file that leads out of the archive (" +
                       names_.back() + "); unpack it by hand if you trust it");
    }
  }
}

std::optional<std::size_t> ZipArchive::find(std::string_view name) const {
  const auto found = index_.find(std::string(name));
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

std::unique_ptr<ByteSource> ZipArchive::open(std::size_t index) const {
  return std::make_unique<EntrySource>(archive_, index, archive_->name + "/" + names_[index]);
}

}  // namespace qiao::text
