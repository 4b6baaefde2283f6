// Everything that the header says is checked against the size of the file before any of it is
// used, in 64-bit arithmetic that cannot overflow because each count is bounded first. The checksum
// (XXH3, Collet) runs at memory speed, some milliseconds for 40 MB.
#include "embed/model.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <utility>
#include <vector>

#include "text/input_error.h"

namespace qiao::embed {
namespace {

constexpr std::string_view kMagic = "QIAOVEC\n";
constexpr std::string_view kDefaultModel = "default.qiao";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kByteOrder = 0x01020304;

// Little-endian as written; `byte_order` reads differently on a machine that is not.
struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t byte_order;
  std::uint32_t dimensions;
  std::uint32_t bits;
  std::uint64_t keys;
  std::uint64_t buckets;
  std::uint64_t metadata_bytes;  // padded with zeros to a multiple of 64, as all
  std::uint64_t file_bytes;
  std::uint64_t checksum;  // XXH3_64bits of all bytes after the header
};
static_assert(sizeof(Header) == 64);

constexpr std::uint64_t kMaxRows = std::uint64_t{1} << 31;
constexpr std::uint32_t kMaxDimensions = 4096;
constexpr float kMaxScale = 1e6F;  // sums of sums stay finite; trained scales are below 1

std::uint64_t padded(std::uint64_t bytes) { return (bytes + 63) / 64 * 64; }

struct Layout {
  std::uint64_t metadata, keys, scales, codes, end;
};

Layout layout_of(const Header& h) {
  Layout at{};
  const std::uint64_t rows = h.keys + h.buckets;
  at.metadata = sizeof(Header);
  at.keys = at.metadata + padded(h.metadata_bytes);
  at.scales = at.keys + padded(h.keys * sizeof(FeatureKey));
  at.codes = at.scales + padded(rows * sizeof(float));
  at.end = at.codes + padded(rows * h.dimensions * h.bits / 8);
  return at;
}

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw InputError(path + ": " + why + "; fetch or train the model again (qiao model train)");
}

// Codes are from middle - largest to middle + largest. Of 16 bits, both bytes of the outermost are
// spared: the last byte of a file is never zero (see Model::open).
struct CodeRange {
  long middle;
  long largest;
};
CodeRange codes_of(int bits) {
  if (bits == 4) return {8, 7};
  if (bits == 8) return {128, 127};
  return {32768, 32512};
}

// The scale for one row: largest component over the largest code, shrunk by the factor that loses
// least. Clipping a few large components pays at 4 bits.
float best_scale(const float* row, Eigen::Index d, CodeRange range) {
  float largest = 0;
  for (Eigen::Index k = 0; k < d; ++k) largest = std::max(largest, std::abs(row[k]));
  if (largest == 0) return 0;
  float best = 0;
  float least = INFINITY;
  const int tries = range.largest > 7 ? 1 : 12;
  const auto end = static_cast<float>(range.largest);
  for (int t = 0; t < tries; ++t) {
    const float scale = largest * (1 - 0.05F * static_cast<float>(t)) / end;
    float lost = 0;
    for (Eigen::Index k = 0; k < d; ++k) {
      const float code = std::clamp(std::nearbyint(row[k] / scale), -end, end);
      const float error = row[k] - code * scale;
      lost += error * error;
    }
    if (lost < least) {
      least = lost;
      best = scale;
    }
  }
  return best;
}

}  // namespace

Model::Model(Model&& other) noexcept { *this = std::move(other); }

Model& Model::operator=(Model&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(dimensions_, other.dimensions_);
  std::swap(bits_, other.bits_);
  std::swap(metadata_, other.metadata_);
  std::swap(vocabulary_, other.vocabulary_);
  std::swap(scales_, other.scales_);
  std::swap(codes_, other.codes_);
  return *this;
}

Model::~Model() {
  if (bytes_) munmap(const_cast<unsigned char*>(bytes_), size_);
}

Model Model::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    throw InputError(path + ": cannot open the model (" + std::strerror(errno) +
                     "); check --model or QIAO_MODEL");
  }
  struct stat status {};
  const bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = regular ? static_cast<std::uint64_t>(status.st_size) : 0;
  void* mapped = MAP_FAILED;
  if (size >= sizeof(Header)) {
    mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  }
  ::close(file);
  if (mapped == MAP_FAILED) refuse(path, regular ? "too short for a model" : "not a regular file");

  Model model;
  model.path_ = path;
  model.bytes_ = static_cast<const unsigned char*>(mapped);
  model.size_ = size;
  Header h;
  std::memcpy(&h, model.bytes_, sizeof h);
  if (std::string_view(h.magic, sizeof h.magic) != kMagic) refuse(path, "not a Qiao model");
  if (h.byte_order != kByteOrder) refuse(path, "written on a machine of another byte order");
  if (h.version != kVersion) {
    refuse(path, "model format " + std::to_string(h.version) + ", this program reads " +
                     std::to_string(kVersion));
  }
  if (h.file_bytes != size) {
    refuse(path, "cut short or grown: " + std::to_string(size) + " bytes, should be " +
                     std::to_string(h.file_bytes));
  }
  if (h.keys > kMaxRows || h.buckets > kMaxRows || h.metadata_bytes > size || h.dimensions == 0 ||
      h.dimensions > kMaxDimensions || h.dimensions % 8 != 0 ||
      (h.bits != 4 && h.bits != 8 && h.bits != 16) || layout_of(h).end != size) {
    refuse(path, "damaged header");
  }
  if (XXH3_64bits(model.bytes_ + sizeof h, size - sizeof h) != h.checksum) {
    refuse(path, "damaged: the checksum differs");
  }
  const Layout at = layout_of(h);
  model.dimensions_ = static_cast<int>(h.dimensions);
  model.bits_ = static_cast<int>(h.bits);
  model.metadata_ = {reinterpret_cast<const char*>(model.bytes_ + at.metadata), h.metadata_bytes};
  // The checksum leaves the header out: that each section ends where its count says is checked by
  // what stands there, since neither metadata nor the last code end in a zero byte and padding
  // holds nothing else.
  const auto zeros = [&](std::uint64_t begin, std::uint64_t end) {
    return std::all_of(model.bytes_ + begin, model.bytes_ + end,
                       [](unsigned char byte) { return byte == 0; });
  };
  const std::uint64_t rows = h.keys + h.buckets;
  const std::uint64_t codes_end = at.codes + rows * h.dimensions * h.bits / 8;
  if (model.metadata_.find('\0') != std::string_view::npos ||
      !zeros(at.metadata + h.metadata_bytes, at.keys) ||
      !zeros(at.keys + h.keys * sizeof(FeatureKey), at.scales) ||
      !zeros(at.scales + rows * sizeof(float), at.codes) || !zeros(codes_end, at.end) ||
      (rows > 0 && model.bytes_[codes_end - 1] == 0)) {
    refuse(path, "damaged header");
  }
  const std::span keys(reinterpret_cast<const FeatureKey*>(model.bytes_ + at.keys), h.keys);
  if (std::adjacent_find(keys.begin(), keys.end(), std::greater_equal<>()) != keys.end())
    refuse(path, "damaged: keys out of order");
  const std::span scales(reinterpret_cast<const float*>(model.bytes_ + at.scales), rows);
  if (!std::all_of(scales.begin(), scales.end(),
                   [](float s) { return s >= 0 && s <= kMaxScale; })) {
    refuse(path, "damaged: a scale is out of range");
  }
  model.vocabulary_ = Vocabulary(keys, static_cast<std::uint32_t>(h.buckets));
  model.scales_ = scales.data();
  model.codes_ = model.bytes_ + at.codes;
  return model;
}

void Model::add_row(std::uint32_t row, float* sum) const {
  assert(row < vocabulary_.row_count());
  const float scale = scales_[row];
  const auto d = static_cast<std::size_t>(dimensions_);
  if (bits_ == 8) {
    const unsigned char* code = codes_ + row * d;
    for (std::size_t k = 0; k < d; ++k) sum[k] += scale * static_cast<float>(code[k] - 128);
  } else if (bits_ == 16) {
    const unsigned char* code = codes_ + row * 2 * d;
    for (std::size_t k = 0; k < d; ++k) {
      sum[k] += scale * static_cast<float>((code[2 * k] | code[2 * k + 1] << 8) - 32768);
    }
  } else {
    // Byte k holds components k (low half) and k + d / 2: both halves unpack without shuffling.
    const std::size_t half = d / 2;
    const unsigned char* code = codes_ + row * half;
    for (std::size_t k = 0; k < half; ++k) {
      sum[k] += scale * static_cast<float>((code[k] & 15) - 8);
      sum[k + half] += scale * static_cast<float>((code[k] >> 4) - 8);
    }
  }
}

void Model::add_rows(std::span<const std::uint32_t> rows, float* sum) const {
  constexpr std::size_t kAhead = 12;
  for (std::size_t i = 0; i < std::min(kAhead, rows.size()); ++i) prefetch_row(rows[i]);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + kAhead < rows.size()) prefetch_row(rows[i + kAhead]);
    if (rows[i] != Vocabulary::kNoRow) add_row(rows[i], sum);
  }
}

void Model::prefetch_row(std::uint32_t row) const {
  constexpr std::size_t kLine = 64;
  if (row == Vocabulary::kNoRow) return;
  __builtin_prefetch(scales_ + row);
  const std::size_t bytes = static_cast<std::size_t>(dimensions_) * bits_ / 8;
  for (std::size_t k = 0; k < bytes; k += kLine) __builtin_prefetch(codes_ + row * bytes + k);
}

std::string serialise_model(const ModelContents& contents, int bits) {
  assert(bits == 4 || bits == 8 || bits == 16);
  assert(contents.table.cols() % 8 == 0);
  Header h{};
  std::memcpy(h.magic, kMagic.data(), kMagic.size());
  h.version = kVersion;
  h.byte_order = kByteOrder;
  h.dimensions = static_cast<std::uint32_t>(contents.table.cols());
  h.bits = static_cast<std::uint32_t>(bits);
  h.keys = contents.keys.size();
  h.buckets = contents.buckets;
  h.metadata_bytes = contents.metadata.size();
  const Layout at = layout_of(h);
  h.file_bytes = at.end;
  std::string bytes(at.end, '\0');
  std::copy(contents.metadata.begin(), contents.metadata.end(),
            bytes.begin() + static_cast<std::ptrdiff_t>(at.metadata));
  const auto* keys = reinterpret_cast<const char*>(contents.keys.data());
  std::copy(keys, keys + h.keys * sizeof(FeatureKey),
            bytes.begin() + static_cast<std::ptrdiff_t>(at.keys));
  const Eigen::Index d = contents.table.cols();
  const CodeRange range = codes_of(bits);
  auto* codes = reinterpret_cast<unsigned char*>(bytes.data() + at.codes);
  for (Eigen::Index i = 0; i < contents.table.rows(); ++i) {
    const float* row = contents.table.data() + i * d;
    const float scale = best_scale(row, d, range);
    std::memcpy(bytes.data() + at.scales + static_cast<std::size_t>(i) * sizeof scale, &scale,
                sizeof scale);
    const auto code = [&](Eigen::Index k) {
      const long nearest = scale == 0 ? 0 : std::lround(row[k] / scale);
      return static_cast<unsigned>(std::clamp(nearest, -range.largest, range.largest) +
                                   range.middle);
    };
    unsigned char* out = codes + i * d * bits / 8;
    if (bits == 4) {
      for (Eigen::Index k = 0; k < d / 2; ++k) {
        out[k] = static_cast<unsigned char>(code(k) | (code(k + d / 2) << 4));
      }
    } else {
      for (Eigen::Index k = 0; k < d; ++k) {
        *out++ = static_cast<unsigned char>(code(k));
        if (bits == 16) *out++ = static_cast<unsigned char>(code(k) >> 8);
      }
    }
  }
  h.checksum = XXH3_64bits(bytes.data() + sizeof h, bytes.size() - sizeof h);
  std::memcpy(bytes.data(), &h, sizeof h);
  return bytes;
}

ModelContents read_contents(const Model& model) {
  ModelContents contents;
  const Vocabulary& vocabulary = model.vocabulary();
  contents.keys.assign(vocabulary.keys().begin(), vocabulary.keys().end());
  contents.buckets = vocabulary.bucket_count();
  contents.metadata = model.metadata();
  contents.table.setZero(static_cast<Eigen::Index>(vocabulary.row_count()), model.dimensions());
  for (Eigen::Index i = 0; i < contents.table.rows(); ++i) {
    model.add_row(static_cast<std::uint32_t>(i), contents.table.row(i).data());
  }
  return contents;
}

std::string find_model(const std::string& said) {
  if (!said.empty()) return said;
  if (const char* path = std::getenv("QIAO_MODEL"); path && *path) return path;
  namespace fs = std::filesystem;
  // Beside the program, or beside the library that this function is part of (a module of Python),
  // or in share/qiao of a folder above: bin/.., lib/python3/dist-packages/../../.. .
  std::error_code unknown;
  std::vector<fs::path> folders = {fs::read_symlink("/proc/self/exe", unknown).parent_path()};
  Dl_info self{};
  if (dladdr(reinterpret_cast<const void*>(&find_model), &self) != 0 && self.dli_fname) {
    folders.push_back(fs::absolute(self.dli_fname, unknown).parent_path());
  }
  std::vector<fs::path> places;
  for (const fs::path& folder : folders) {
    places.push_back(folder / kDefaultModel);
    for (fs::path above = folder; above.has_relative_path();) {
      above = above.parent_path();
      places.push_back(above / "share/qiao" / kDefaultModel);
    }
  }
  // A program that was linked with the installed library lies anywhere.
  places.emplace_back(QIAO_INSTALLED_MODELS "/" + std::string(kDefaultModel));
  for (const fs::path& place : places) {
    std::error_code ignored;
    if (fs::is_regular_file(place, ignored)) return place.string();
  }
  throw InputError(places[0].string() + ": no model there, nor at " + places.back().string() +
                   "; say --model FILE or set QIAO_MODEL");
}

}  // namespace qiao::embed
