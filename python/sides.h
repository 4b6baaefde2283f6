// What Python hands over, as the aligner wants it: a text, a list of sentences, or a matrix of
// sentence vectors.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "align/side.h"
#include "embed/embeddings.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/document.h"
#include "text/language.h"

namespace qiao::python {

// One of the two texts. Owns what it was made of, so that the work on it needs no Python.
struct Input {
  std::string name;  // "source" or "target", where messages begin
  std::variant<std::string, std::vector<std::string>, embed::Embeddings> given;
  std::vector<std::string> sentences;  // that belong to vectors; empty: not said
  text::Language language = text::Language::kUnknown;

  bool is_vectors() const { return std::holds_alternative<embed::Embeddings>(given); }
};

// Takes what was given apart. Throws py::type_error for what is none of the three, InputError for
// a matrix with NaN or infinity, or that has not a row for each of `sentences`.
Input input_of(const pybind11::object& given, const pybind11::object& sentences,
               const pybind11::object& language, const std::string& name);

// Sentences of their own, kept for the result, beside what the aligner sees of them.
struct Prepared {
  align::Side side;
  std::vector<std::string> sentences;  // empty for vectors alone
  text::Language language = text::Language::kUnknown;
};

// Needs no GIL. `model` may be null when the input is vectors. Throws InputError.
Prepared prepare(Input input, const embed::Model* model, embed::Pool& pool);

// The sentences of a sequence of str. Throws py::type_error naming what is none.
std::vector<std::string> strings_of(const pybind11::object& sequence, const std::string& name);

}  // namespace qiao::python
