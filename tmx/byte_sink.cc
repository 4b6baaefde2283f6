#include "tmx/byte_sink.h"

#include <zlib.h>

#include <new>
#include <ostream>
#include <utility>
#include <vector>

namespace qiao::tmx {
namespace {

class StreamSink : public ByteSink {
 public:
  explicit StreamSink(std::ostream& out) : out_(out) {}
  void write(std::string_view bytes) override {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  void finish() override { out_.flush(); }

 private:
  std::ostream& out_;
};

class GzipSink : public ByteSink {
 public:
  explicit GzipSink(std::unique_ptr<ByteSink> target)
      : target_(std::move(target)), buffer_(1 << 16) {
    // 15 bits of window, +16: a gzip header, which zlib leaves without name and date.
    if (deflateInit2(&zlib_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~GzipSink() override { deflateEnd(&zlib_); }
  GzipSink(const GzipSink&) = delete;
  GzipSink& operator=(const GzipSink&) = delete;

  void write(std::string_view bytes) override {
    // zlib counts in 32 bits.
    while (!bytes.empty()) {
      const std::string_view piece = bytes.substr(0, 1u << 30);
      bytes.remove_prefix(piece.size());
      // zlib's interface is older than const.
      zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
      zlib_.avail_in = static_cast<uInt>(piece.size());
      pump(Z_NO_FLUSH);
    }
  }
  void finish() override {
    pump(Z_FINISH);
    target_->finish();
  }

 private:
  void pump(int flush) {
    do {
      zlib_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      zlib_.avail_out = static_cast<uInt>(buffer_.size());
      deflate(&zlib_, flush);
      target_->write({buffer_.data(), buffer_.size() - zlib_.avail_out});
    } while (zlib_.avail_out == 0);
  }

  std::unique_ptr<ByteSink> target_;
  std::vector<char> buffer_;
  z_stream zlib_{};
};

}  // namespace

std::unique_ptr<ByteSink> stream_sink(std::ostream& out) {
  return std::make_unique<StreamSink>(out);
}

std::unique_ptr<ByteSink> gzip_sink(std::unique_ptr<ByteSink> target) {
  return std::make_unique<GzipSink>(std::move(target));
}

}  // namespace qiao::tmx
