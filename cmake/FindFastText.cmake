# Debian's libfasttext-dev ships a shared library and a pkg-config file without a
# version. Defines fasttext::fasttext.
find_path(FASTTEXT_INCLUDE_DIR fasttext/fasttext.h)
find_library(FASTTEXT_LIBRARY fasttext)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FastText DEFAULT_MSG FASTTEXT_LIBRARY FASTTEXT_INCLUDE_DIR)
if(FastText_FOUND AND NOT TARGET fasttext::fasttext)
  add_library(fasttext::fasttext UNKNOWN IMPORTED)
  set_target_properties(fasttext::fasttext PROPERTIES
    IMPORTED_LOCATION "${FASTTEXT_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${FASTTEXT_INCLUDE_DIR}")
endif()
mark_as_advanced(FASTTEXT_INCLUDE_DIR FASTTEXT_LIBRARY)
