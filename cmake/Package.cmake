# `cpack` makes two Debian packages of the components that Install.cmake names:
#
#   qiao          what a translator installs
#   libqiao-dev   what a programmer adds
#
#   cmake --workflow --preset package     leaves them in build/package
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "The Qiao project")
set(CPACK_PACKAGE_CONTACT "The Qiao project <qiao@localhost>")
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME qiao)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "align Chinese and German versions of a text
 Qiao pairs the sentences of two versions of a text, Chinese and German, shows
 what one of them leaves out, and writes translation memories (TMX).")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libqiao-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# The model is in the other package; the libraries behind static ones are linked by their users.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "qiao (= ${PROJECT_VERSION}), libicu-dev, libeigen3-dev, libxml2-dev, zlib1g-dev, libzip-dev, libmd4c-dev, libxxhash-dev, libfasttext-dev, nlohmann-json3-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "align Chinese and German versions of a text: libraries
 The rooms of Qiao as static libraries with headers, for find_package(qiao) and
 pkg-config: splitting, embedding, aligning, and translation memories.")
include(CPack)
