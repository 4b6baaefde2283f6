#include "python/sides.h"

#include <cmath>
#include <utility>

#include "bridge/side.h"
#include "text/input_error.h"

namespace qiao::python {
namespace {

namespace py = pybind11;

using FloatArray = py::array_t<float, py::array::c_style | py::array::forcecast>;

embed::Embeddings matrix_of(const py::array& array, const std::string& name) {
  if (array.ndim() != 2) {
    throw InputError(name + ": an array of " + std::to_string(array.ndim()) +
                     " dimensions; give a matrix, one sentence a row");
  }
  if (array.dtype().kind() != 'f') throw py::type_error(name + ": vectors must be floats");
  const FloatArray floats = FloatArray::ensure(array);
  if (!floats) throw py::error_already_set();
  const embed::Embeddings vectors =
      Eigen::Map<const embed::Embeddings>(floats.data(), floats.shape(0), floats.shape(1));
  for (Eigen::Index i = 0; i < vectors.rows(); ++i) {
    if (!vectors.row(i).allFinite()) {
      throw InputError(name + ": row " + std::to_string(i) +
                       " holds NaN or infinity; embed that sentence again");
    }
  }
  return vectors;
}

std::vector<std::string_view> views(const std::vector<std::string>& sentences) {
  return {sentences.begin(), sentences.end()};
}

text::Language language_of(const std::vector<std::string>& sentences) {
  std::string all;
  for (const std::string& sentence : sentences) all += sentence + '\n';
  return text::guess_language(all).language;
}

}  // namespace

std::vector<std::string> strings_of(const py::object& sequence, const std::string& name) {
  if (py::isinstance<py::str>(sequence)) {
    throw py::type_error(name + ": one str; give a list of them");
  }
  std::vector<std::string> strings;
  for (const py::handle item : sequence) {
    if (!py::isinstance<py::str>(item)) {
      throw py::type_error(name + ": item " + std::to_string(strings.size()) + " is not a str");
    }
    strings.push_back(item.cast<std::string>());
  }
  return strings;
}

Input input_of(const py::object& given, const py::object& sentences, const py::object& language,
               const std::string& name) {
  Input input{.name = name, .given = {}, .sentences = {}, .language = {}};
  if (!language.is_none()) {
    const auto tag = language.cast<std::string>();
    const auto known = text::parse_language(tag);
    if (!known) throw InputError(name + ": no language known as '" + tag + "'; say zh, de or en");
    input.language = known->language;
  }
  if (py::isinstance<py::array>(given)) {
    embed::Embeddings vectors = matrix_of(given.cast<py::array>(), name);
    if (!sentences.is_none()) {
      input.sentences = strings_of(sentences, name + "_sentences");
      if (input.sentences.size() != static_cast<std::size_t>(vectors.rows())) {
        throw InputError(name + ": " + std::to_string(vectors.rows()) + " vectors for " +
                         std::to_string(input.sentences.size()) +
                         " sentences; give one row for each");
      }
    }
    input.given = std::move(vectors);
    return input;
  }
  if (!sentences.is_none()) {
    throw InputError(name + ": " + name + "_sentences go with vectors; leave them out");
  }
  if (py::isinstance<py::str>(given)) {
    input.given = given.cast<std::string>();
  } else if (py::isinstance<py::sequence>(given) && !py::isinstance<py::bytes>(given)) {
    input.given = strings_of(given, name);
  } else {
    throw py::type_error(name + ": give a str, a list of str, or a NumPy matrix of vectors");
  }
  return input;
}

Prepared prepare(Input input, const embed::Model* model, embed::Pool& pool) {
  Prepared prepared;
  prepared.language = input.language;
  if (auto* text = std::get_if<std::string>(&input.given)) {
    const auto document =
        text::Document::read(std::move(*text), input.name, {.language = input.language});
    const std::vector<std::string_view> sentences = document.sentence_views();
    prepared.sentences.assign(sentences.begin(), sentences.end());
    prepared.language = document.language().language;
    prepared.side = bridge::side_of(document, *model, pool);
  } else if (auto* sentences = std::get_if<std::vector<std::string>>(&input.given)) {
    prepared.sentences = std::move(*sentences);
    prepared.side = bridge::side_of(views(prepared.sentences), *model, pool);
  } else {
    auto& vectors = std::get<embed::Embeddings>(input.given);
    // Sentences of which nothing is known are as long as each other: their lengths say nothing.
    const std::vector<std::string> unknown(static_cast<std::size_t>(vectors.rows()));
    prepared.sentences = std::move(input.sentences);
    prepared.side = bridge::side_of(
        views(prepared.sentences.empty() ? unknown : prepared.sentences), std::move(vectors));
  }
  if (prepared.language == text::Language::kUnknown) {
    prepared.language = language_of(prepared.sentences);
  }
  return prepared;
}

}  // namespace qiao::python
