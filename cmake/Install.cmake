# What `cmake --install` puts where, in two components so that a Debian package can be made of each:
#
#   program      bin/qiao, share/qiao/default.qiao, man pages, completions of bash and zsh
#   development  the rooms as static libraries, include/qiao/<room>/*.h, and how to find them:
#                find_package(qiao) with qiao::text …, or pkg-config qiao
include(CMakePackageConfigHelpers)

set(qiao_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/qiao)

install(TARGETS qiao_text qiao_embed qiao_align qiao_bridge qiao_tmx EXPORT qiao-targets
        ARCHIVE COMPONENT development
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/qiao COMPONENT development)
install(EXPORT qiao-targets NAMESPACE qiao:: DESTINATION ${qiao_cmake_dir} COMPONENT development)

configure_package_config_file(cmake/qiao-config.cmake.in qiao-config.cmake
  INSTALL_DESTINATION ${qiao_cmake_dir} PATH_VARS CMAKE_INSTALL_DATADIR)
# Before 1.0 a minor version may change what a program sees.
write_basic_package_version_file(qiao-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/qiao-config.cmake
              ${PROJECT_BINARY_DIR}/qiao-config-version.cmake
              cmake/FindFastText.cmake
        DESTINATION ${qiao_cmake_dir} COMPONENT development)

# Found from where the .pc file lies, so that an installed tree can be moved.
file(RELATIVE_PATH qiao_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/qiao.pc.in qiao.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/qiao.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
        COMPONENT development)

install(TARGETS qiao COMPONENT program)
install(FILES embed/models/default.qiao DESTINATION ${CMAKE_INSTALL_DATADIR}/qiao
        COMPONENT program)
install(DIRECTORY ${QIAO_MANUAL_DIR}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
install(FILES ${QIAO_MANUAL_DIR}/qiao.bash RENAME qiao
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
install(FILES ${QIAO_MANUAL_DIR}/_qiao
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
