# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Threads REQUIRED)
find_package(Qt6 6.2 REQUIRED COMPONENTS Core)
find_package(yaml-cpp REQUIRED)
if(NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)  # the namespaced name exists from 0.8 on
endif()
find_package(tl-expected REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBSSH REQUIRED IMPORTED_TARGET libssh>=0.10)
pkg_check_modules(VTERM REQUIRED IMPORTED_TARGET vterm>=0.1.4)

if(PODWIRE_GUI)
  find_package(Qt6 6.2 REQUIRED COMPONENTS Widgets Svg PrintSupport)
  find_package(QCustomPlotQt6 REQUIRED)  # after PrintSupport, which it links
endif()
if(PODWIRE_TESTS)
  find_package(Qt6 6.2 REQUIRED COMPONENTS Test)
  find_package(GTest REQUIRED)
endif()
