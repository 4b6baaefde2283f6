#include "text/byte_source.h"

#include <zlib.h>

#include <algorithm>
#include <new>
#include <utility>

#include "text/input_error.h"
#include "text/input_file.h"

namespace qiao::text {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::string_view kGzipMagic = "\x1F\x8B";

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(char* buffer, std::size_t capacity) override {
    const std::size_t n = bytes_.copy(buffer, capacity, at_);
    at_ += n;
    return n;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class FileSource : public ByteSource {
 public:
  FileSource(const std::string& path, ReadProgress progress)
      : file_(path), progress_(std::move(progress)) {}

  std::size_t read(char* buffer, std::size_t capacity) override {
    const std::size_t n = file_.read(buffer, capacity);
    total_ += n;
    if (progress_) progress_(total_);
    return n;
  }

 private:
  InputFile file_;
  ReadProgress progress_;
  std::uint64_t total_ = 0;
};

class GzipSource : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)), input_(kBlock) {
    if (inflateInit2(&zlib_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSource() override { inflateEnd(&zlib_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::size_t read(char* buffer, std::size_t capacity) override {
    capacity = std::min<std::size_t>(capacity, 1u << 30);
    zlib_.next_out = reinterpret_cast<Bytef*>(buffer);
    zlib_.avail_out = static_cast<uInt>(capacity);
    while (zlib_.avail_out == capacity && !done_) step();
    const std::size_t n = capacity - zlib_.avail_out;
    unpacked_total_ += n;
    check_expansion(name_, packed_total_, unpacked_total_);
    return n;
  }

 private:
  void step() {
    if (zlib_.avail_in == 0) {
      const std::size_t n = packed_->read(input_.data(), input_.size());
      if (n == 0) {
        if (inside_member_) throw InputError(name_ + ": gzip data is cut off; get a whole copy");
        done_ = true;
        return;
      }
      packed_total_ += n;
      zlib_.next_in = reinterpret_cast<Bytef*>(input_.data());
      zlib_.avail_in = static_cast<uInt>(n);
    }
    if (!inside_member_) {
      // Zeros may pad the end of a file, on tapes for instance.
      if (*zlib_.next_in == 0) {
        ++zlib_.next_in;
        --zlib_.avail_in;
        return;
      }
      inflateReset(&zlib_);
      inside_member_ = true;
    }
    const int status = inflate(&zlib_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      inside_member_ = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      throw InputError(name_ + ": broken gzip data near byte " + std::to_string(packed_total_) +
                       "; get a whole copy");
    }
  }

  std::unique_ptr<ByteSource> packed_;
  std::string name_;
  std::vector<char> input_;
  z_stream zlib_{};
  bool inside_member_ = false;
  bool done_ = false;
  std::uint64_t packed_total_ = 0;
  std::uint64_t unpacked_total_ = 0;
};

}  // namespace

std::string_view PeekSource::peek(std::size_t size) {
  const std::size_t had = head_.size();
  if (had >= size) return std::string_view(head_).substr(0, size);
  head_.resize(size);
  std::size_t have = had;
  while (have < size) {
    const std::size_t n = source_->read(head_.data() + have, size - have);
    if (n == 0) break;
    have += n;
  }
  head_.resize(have);
  return head_;
}

std::size_t PeekSource::read(char* buffer, std::size_t capacity) {
  if (at_ == head_.size()) return source_->read(buffer, capacity);
  const std::size_t n = head_.copy(buffer, capacity, at_);
  at_ += n;
  return n;
}

std::unique_ptr<ByteSource> memory_source(std::string bytes) {
  return std::make_unique<MemorySource>(std::move(bytes));
}

std::unique_ptr<ByteSource> open_bytes(const std::string& path, ReadProgress progress) {
  return unpacked(std::make_unique<FileSource>(path, std::move(progress)), path);
}

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, const std::string& name) {
  auto bytes = std::make_unique<PeekSource>(std::move(source));
  if (!bytes->peek(2).starts_with(kGzipMagic)) return bytes;
  return std::make_unique<GzipSource>(std::move(bytes), name);
}

std::string read_all(ByteSource& source) {
  std::string result;
  char buffer[kBlock];
  while (const std::size_t n = source.read(buffer, sizeof buffer)) result.append(buffer, n);
  return result;
}

void check_expansion(std::string_view name, std::uint64_t packed, std::uint64_t unpacked) {
  if (unpacked <= kFreeExpansion || unpacked / kLargestExpansion <= packed) return;
  throw InputError(std::string(name) + ": unpacks to more than " +
                   std::to_string(kLargestExpansion) +
                   " times its size, as only a bomb does; unpack it yourself if you trust it");
}

}  // namespace qiao::text
