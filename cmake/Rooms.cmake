# What every room has in common: C++20, strict warnings, includes spelt from the
# root of the project ("align/bead.h"), and the name qiao::<room>.

# A designated initialiser leaves the fields it does not name to their defaults; g++ warns of it.
add_library(qiao_options INTERFACE)
target_compile_features(qiao_options INTERFACE cxx_std_20)
target_compile_options(qiao_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                              -Wno-sign-conversion
                                              -Wno-missing-field-initializers)
# g++ 12 takes the AVX-512 intrinsics behind Eigen for uninitialised, and std::string for overlapping.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(qiao_options INTERFACE -Wno-maybe-uninitialized -Wno-uninitialized -Wno-restrict)
endif()
if(QIAO_NATIVE)
  # Only how rooms are compiled: their users may be compiled for another machine (embed/CMakeLists.txt).
  target_compile_options(qiao_options INTERFACE -march=native)
endif()

# qiao_room(NAME SOURCES ... HEADERS ... LINKS ...)
#   SOURCES  the room's .cc files
#   HEADERS  its public headers, installed under include/qiao/<room>
#   LINKS    what its users must link as well
function(qiao_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;HEADERS;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(qiao_${name} STATIC ${ROOM_SOURCES})
  add_library(qiao::${name} ALIAS qiao_${name})
  set_target_properties(qiao_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_sources(qiao_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
                                            FILES ${ROOM_HEADERS})
  target_link_libraries(qiao_${name} PUBLIC ${ROOM_LINKS}
                                     PRIVATE $<BUILD_INTERFACE:qiao_options> ${ROOM_PRIVATE_LINKS})
  target_compile_features(qiao_${name} PUBLIC cxx_std_20)
endfunction()
