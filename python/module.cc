// import qiao: aligning and embedding for Python.
//
//   alignment = qiao.align("新橋通車了。", "Die neue Brücke ist offen.")
//   for bead in alignment: print(bead.score, alignment.source_text(bead))
//
// The work is done without the GIL, so that threads of Python run beside it. What the libraries
// throw is qiao.InputError, a ValueError.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "align/aligner.h"
#include "embed/encoder.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "python/sides.h"
#include "text/document.h"
#include "text/input_error.h"
#include "text/join_sentences.h"

namespace qiao::python {
namespace {

namespace py = pybind11;
using ModelPointer = std::shared_ptr<const embed::Model>;

// The model that `said` is or names; None is the installed one, which is opened once.
ModelPointer model_of(const py::object& said) {
  if (py::isinstance<embed::Model>(said)) return said.cast<std::shared_ptr<embed::Model>>();
  // Guarded by the GIL.
  static std::pair<std::string, ModelPointer> last;
  const std::string path =
      embed::find_model(said.is_none() ? "" : py::str(said).cast<std::string>());
  if (!last.second || last.first != path) {
    last = {path, std::make_shared<const embed::Model>(embed::Model::open(path))};
  }
  return last.second;
}

struct Result {
  align::Alignment alignment;
  std::vector<std::string> source, target;
  text::Language source_language = text::Language::kUnknown;
  text::Language target_language = text::Language::kUnknown;
};

py::object range_of(align::SentenceSpan span) {
  return py::module_::import("builtins").attr("range")(span.begin, span.end);
}

// The sentences of a span as one text.
std::string text_of(const std::vector<std::string>& sentences, align::SentenceSpan span,
                    text::Language language) {
  if (sentences.empty() && !span.empty()) {
    throw InputError("the sentences are not known; give source_sentences and target_sentences");
  }
  const std::vector<std::string_view> words(sentences.begin() + span.begin,
                                            sentences.begin() + span.end);
  return text::join_sentences(words, language);
}

Result align_inputs(const py::object& source, const py::object& target, const py::object& model,
                    unsigned threads, const align::AlignOptions& options,
                    const py::object& source_language, const py::object& target_language,
                    const py::object& source_sentences, const py::object& target_sentences) {
  Input from = input_of(source, source_sentences, source_language, "source");
  Input to = input_of(target, target_sentences, target_language, "target");
  if (from.is_vectors() != to.is_vectors()) {
    throw InputError(std::string(from.is_vectors() ? "target" : "source") +
                     ": a text, but the other is vectors; give two texts or two matrices");
  }
  if (from.is_vectors()) {
    const auto columns = [](const Input& input) {
      return std::get<embed::Embeddings>(input.given).cols();
    };
    if (columns(from) != columns(to)) {
      throw InputError("target: vectors of " + std::to_string(columns(to)) +
                       " dimensions, the source's have " + std::to_string(columns(from)) +
                       "; embed both with one encoder");
    }
  }
  const ModelPointer opened = from.is_vectors() ? nullptr : model_of(model);
  const py::gil_scoped_release free;
  embed::Pool pool(threads);
  Prepared first = prepare(std::move(from), opened.get(), pool);
  Prepared second = prepare(std::move(to), opened.get(), pool);
  return {.alignment = align::align(first.side, second.side, options, pool),
          .source = std::move(first.sentences),
          .target = std::move(second.sentences),
          .source_language = first.language,
          .target_language = second.language};
}

// k x 4: source begin and end, target begin and end.
py::array_t<std::int32_t> spans_of(const Result& result) {
  const auto& beads = result.alignment.beads;
  py::array_t<std::int32_t> spans({static_cast<py::ssize_t>(beads.size()), py::ssize_t{4}});
  auto cells = spans.mutable_unchecked<2>();
  for (std::size_t k = 0; k < beads.size(); ++k) {
    const auto row = static_cast<py::ssize_t>(k);
    cells(row, 0) = beads[k].source.begin;
    cells(row, 1) = beads[k].source.end;
    cells(row, 2) = beads[k].target.begin;
    cells(row, 3) = beads[k].target.end;
  }
  return spans;
}

py::array_t<double> scores_of(const Result& result) {
  const auto& beads = result.alignment.beads;
  py::array_t<double> scores(static_cast<py::ssize_t>(beads.size()));
  for (std::size_t k = 0; k < beads.size(); ++k) {
    scores.mutable_at(static_cast<py::ssize_t>(k)) = beads[k].score;
  }
  return scores;
}

std::vector<std::pair<std::string, std::string>> pairs_of(const Result& result) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const align::Bead& bead : result.alignment.beads) {
    if (bead.is_null()) continue;
    pairs.emplace_back(text_of(result.source, bead.source, result.source_language),
                       text_of(result.target, bead.target, result.target_language));
  }
  return pairs;
}

// n x d, rows of unit length. The matrix is handed to NumPy, not copied.
py::array_t<float> embed_sentences(const py::object& sentences, const py::object& model,
                                   unsigned threads) {
  const std::vector<std::string> owned = strings_of(sentences, "sentences");
  const ModelPointer opened = model_of(model);
  auto vectors = std::make_unique<embed::Embeddings>();
  {
    const py::gil_scoped_release free;
    embed::Pool pool(threads);
    const std::vector<std::string_view> views(owned.begin(), owned.end());
    *vectors = embed::encode_units(*opened, views, pool);
  }
  const embed::Embeddings& lent = *vectors;
  const py::capsule owner(vectors.release(),
                          [](void* matrix) { delete static_cast<embed::Embeddings*>(matrix); });
  return py::array_t<float>({lent.rows(), lent.cols()}, lent.data(), owner);
}

std::vector<std::string> split_text(const std::string& text, const py::object& language) {
  const Input input = input_of(py::str(text), py::none(), language, "text");
  const py::gil_scoped_release free;
  const auto document = text::Document::read(text, "text", {.language = input.language});
  const std::vector<std::string_view> sentences = document.sentence_views();
  return {sentences.begin(), sentences.end()};
}

std::string bead_text(const align::Bead& bead) {
  std::ostringstream out;
  out << "<qiao.Bead " << bead << ' ' << status_name(bead.status) << ' ' << bead.score << '>';
  return out.str();
}

}  // namespace
}  // namespace qiao::python

PYBIND11_MODULE(qiao, m) {
  namespace py = pybind11;
  using namespace qiao;
  using namespace qiao::python;

  m.doc() = "Aligns Chinese and German versions of a text sentence by sentence.";
  m.attr("__version__") = QIAO_VERSION;
  py::register_exception<InputError>(m, "InputError", PyExc_ValueError);

  py::class_<embed::Model, std::shared_ptr<embed::Model>>(
      m, "Model", "A bilingual model, opened once to be used often.")
      .def(py::init([](const py::object& path) {
             return std::make_shared<embed::Model>(embed::Model::open(
                 embed::find_model(path.is_none() ? "" : py::str(path).cast<std::string>())));
           }),
           py::arg("path") = py::none())
      .def_property_readonly("path", [](const embed::Model& model) { return model.path(); })
      .def_property_readonly("dimensions", &embed::Model::dimensions)
      .def_property_readonly(
          "metadata", [](const embed::Model& model) { return std::string(model.metadata()); },
          "JSON");

  py::class_<align::Bead>(m, "Bead",
                          "Sentences that say the same; one side is empty for a null bead.")
      .def_property_readonly(
          "source", [](const align::Bead& b) { return range_of(b.source); },
          "range of sentence numbers")
      .def_property_readonly("target", [](const align::Bead& b) { return range_of(b.target); })
      .def_readonly("score", &align::Bead::score, "probability that it is right, 0 to 1")
      .def_property_readonly(
          "status", [](const align::Bead& b) { return std::string(status_name(b.status)); },
          "aligned, dropped, added, moved or uncertain")
      .def("__repr__", &bead_text)
      .def("__eq__", [](const align::Bead& a, const align::Bead& b) { return a == b; });

  py::class_<Result>(m, "Alignment", "The beads of two texts: each sentence is in one of them.")
      .def("__len__", [](const Result& r) { return r.alignment.beads.size(); })
      .def("__getitem__",
           [](const Result& r, py::ssize_t k) {
             const auto size = static_cast<py::ssize_t>(r.alignment.beads.size());
             if (k < 0) k += size;
             if (k < 0 || k >= size) throw py::index_error();
             return r.alignment.beads[static_cast<std::size_t>(k)];
           })
      .def(
          "__iter__",
          [](const Result& r) {
            return py::make_iterator(r.alignment.beads.begin(), r.alignment.beads.end());
          },
          py::keep_alive<0, 1>())
      .def_property_readonly("beads", [](const Result& r) { return r.alignment.beads; })
      .def_property_readonly("spans", &spans_of, "int32, k x 4: source and target, begin and end")
      .def_property_readonly("scores", &scores_of, "float64, k")
      .def_readonly("source", &Result::source, "the sentences, empty for vectors alone")
      .def_readonly("target", &Result::target)
      .def("source_text",
           [](const Result& r, const align::Bead& b) {
             return text_of(r.source, b.source, r.source_language);
           })
      .def("target_text",
           [](const Result& r, const align::Bead& b) {
             return text_of(r.target, b.target, r.target_language);
           })
      .def("pairs", &pairs_of, "(source text, target text) of every bead that has both sides");

  m.def(
      "align",
      [](const py::object& source, const py::object& target, const py::object& model,
         unsigned threads, int longest_bead, int square_bead, const py::object& source_language,
         const py::object& target_language, const py::object& source_sentences,
         const py::object& target_sentences) {
        if (longest_bead < 1 || longest_bead > 6) throw InputError("longest_bead: 1 to 6");
        if (square_bead < 1 || square_bead > 4) throw InputError("square_bead: 1 to 4");
        align::AlignOptions options;
        options.longest = longest_bead;
        options.square = square_bead;
        return align_inputs(source, target, model, threads, options, source_language,
                            target_language, source_sentences, target_sentences);
      },
      "Aligns two texts (str), two lists of sentences, or two matrices of sentence vectors.",
      py::arg("source"), py::arg("target"), py::kw_only(), py::arg("model") = py::none(),
      py::arg("threads") = 0, py::arg("longest_bead") = align::AlignOptions().longest,
      py::arg("square_bead") = align::AlignOptions().square,
      py::arg("source_language") = py::none(), py::arg("target_language") = py::none(),
      py::arg("source_sentences") = py::none(), py::arg("target_sentences") = py::none());

  m.def("embed", &embed_sentences,
        "Vectors of sentences: float32, n x d, rows of unit length; zeros for what is not known.",
        py::arg("sentences"), py::kw_only(), py::arg("model") = py::none(), py::arg("threads") = 0);

  m.def("split", &split_text, "The sentences of a text.", py::arg("text"), py::kw_only(),
        py::arg("language") = py::none());
}
