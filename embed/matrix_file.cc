#include "embed/matrix_file.h"

#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include "text/files.h"
#include "text/input_error.h"

namespace qiao::embed {
namespace {

static_assert(std::endian::native == std::endian::little, "floats are read as they lie");

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kLargestHeader = 65536;  // ours has under 128 bytes; a file may say 4 GB
// Encoders of sentences have some thousand. A matrix without rows may say any number of columns,
// and what walks over columns would walk for long.
constexpr std::size_t kMostColumns = 65536;

struct Shape {
  std::size_t rows = 0;
  std::size_t columns = 0;
};

struct Npy {
  Shape shape;
  std::string_view numbers;
};

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw InputError(name + ": " + why);
}

// What stands behind 'key': in the header, which is a Python dict, up to the comma or brace that
// ends it; brackets are kept whole.
std::string_view value_of(std::string_view header, std::string_view key) {
  const std::string quoted = "'" + std::string(key) + "'";
  std::size_t begin = header.find(quoted);
  if (begin == std::string_view::npos) return {};
  begin = header.find_first_not_of(": ", begin + quoted.size());
  if (begin == std::string_view::npos) return {};
  const std::size_t end =
      header[begin] == '(' ? header.find(')', begin) : header.find_first_of(",}", begin);
  return end == std::string_view::npos ? std::string_view() : header.substr(begin, end - begin);
}

// "(3, 4" in two numbers; nothing for any other number of them.
std::optional<Shape> parse_shape(std::string_view text) {
  std::vector<std::size_t> sizes;
  for (std::size_t at = 1; at < text.size();) {
    if (text[at] == ' ' || text[at] == ',') {
      ++at;
      continue;
    }
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), size);
    if (error != std::errc()) return std::nullopt;
    sizes.push_back(size);
    at = static_cast<std::size_t>(end - text.data());
  }
  if (sizes.size() != 2) return std::nullopt;
  return Shape{.rows = sizes[0], .columns = sizes[1]};
}

Npy parse_npy(std::string_view bytes, const std::string& name) {
  constexpr const char* kRemedy = "; save it with numpy.save(path, vectors.astype('float32'))";
  const auto byte = [&](std::size_t i) {
    return std::size_t{static_cast<unsigned char>(bytes[i])};
  };
  if (bytes.size() < 12) refuse(name, std::string("a .npy file that is cut short") + kRemedy);
  const std::size_t version = byte(6);
  if (version < 1 || version > 3) {
    refuse(name, "version " + std::to_string(version) + " of .npy, 1 to 3 are known" + kRemedy);
  }
  const std::size_t begin = version == 1 ? 10 : 12;
  const std::size_t length =
      byte(8) | byte(9) << 8 | (version == 1 ? 0 : byte(10) << 16 | byte(11) << 24);
  if (length > kLargestHeader || length > bytes.size() - begin) {
    refuse(name, std::string("a .npy file that is cut short") + kRemedy);
  }
  const std::string_view header = bytes.substr(begin, length);
  if (const std::string_view type = value_of(header, "descr"); type != "'<f4'") {
    refuse(name, "numbers of type " + std::string(type) + ", not '<f4'" + kRemedy);
  }
  if (value_of(header, "fortran_order") != "False") {
    refuse(name, std::string("columns stand together, not rows") +
                     "; save it with numpy.save(path, numpy.ascontiguousarray(vectors))");
  }
  const std::string_view text = value_of(header, "shape");
  const std::optional<Shape> shape = text.starts_with('(') ? parse_shape(text) : std::nullopt;
  if (!shape)
    refuse(name, "shape " + std::string(text) + ") is no matrix; give one row a sentence");
  return {.shape = *shape, .numbers = bytes.substr(begin + length)};
}

Shape raw_shape(std::string_view bytes, const std::string& name, int dimensions) {
  if (dimensions == 0) {
    refuse(name, "how many numbers a row has is not known; say --dim, or give a .npy file");
  }
  const auto columns = static_cast<std::size_t>(dimensions);
  const std::size_t row = columns * sizeof(float);
  if (bytes.size() % row != 0) {
    refuse(name, "row " + std::to_string(bytes.size() / row + 1) +
                     " is cut short: " + std::to_string(bytes.size()) + " bytes are not rows of " +
                     std::to_string(dimensions) + " float32; check --dim");
  }
  return {.rows = bytes.size() / row, .columns = columns};
}

}  // namespace

Embeddings parse_matrix(std::string_view bytes, const std::string& name, int dimensions) {
  Npy matrix{.shape = {}, .numbers = bytes};
  if (bytes.starts_with(kMagic)) {
    matrix = parse_npy(bytes, name);
    const auto [rows, columns] = matrix.shape;
    if (dimensions != 0 && columns != static_cast<std::size_t>(dimensions)) {
      refuse(name, "rows of " + std::to_string(columns) + " numbers, not " +
                       std::to_string(dimensions) + "; check --dim");
    }
    // Divided, for a product could overflow.
    const std::size_t there = matrix.numbers.size() / sizeof(float);
    if (columns > kMostColumns) {
      refuse(name, "rows of " + std::to_string(columns) + " numbers, more than " +
                       std::to_string(kMostColumns) + "; give one row a sentence");
    }
    const bool fits = columns > 0 && rows == there / columns &&
                      rows * columns * sizeof(float) == matrix.numbers.size();
    if (!fits) {
      refuse(name, "says " + std::to_string(rows) + " rows of " + std::to_string(columns) +
                       " but holds " + std::to_string(there) + " numbers; save it again");
    }
  } else {
    matrix.shape = raw_shape(bytes, name, dimensions);
  }
  Embeddings vectors(static_cast<Eigen::Index>(matrix.shape.rows),
                     static_cast<Eigen::Index>(matrix.shape.columns));
  if (!matrix.numbers.empty()) {
    std::memcpy(vectors.data(), matrix.numbers.data(), matrix.numbers.size());
  }
  for (Eigen::Index i = 0; i < vectors.rows(); ++i) {
    if (vectors.row(i).allFinite()) continue;
    refuse(name,
           "row " + std::to_string(i + 1) + " holds NaN or infinity; embed that sentence again");
  }
  return vectors;
}

Embeddings read_matrix(const std::string& path, int dimensions) {
  return parse_matrix(text::read_file(path), path, dimensions);
}

}  // namespace qiao::embed
