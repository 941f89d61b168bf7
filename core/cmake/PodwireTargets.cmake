# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Flags that Podwire's own targets are held to; nothing is forced on the libraries that it uses.
add_library(podwire_flags INTERFACE)
target_compile_features(podwire_flags INTERFACE cxx_std_20)
target_compile_options(podwire_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 sees overlaps in "text" + std::string that are not there (GCC bug 105651)
  $<$<BOOL:${PODWIRE_WERROR}>:-Werror>)
target_compile_definitions(podwire_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(podwire_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(PODWIRE_SANITIZE)
  target_compile_options(podwire_flags INTERFACE -fsanitize=${PODWIRE_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(podwire_flags INTERFACE -fsanitize=${PODWIRE_SANITIZE})
endif()

# podwire_core(<folder> SOURCES <file>... [USES <folder>...] [LINKS <library>...])
# One static library per folder of core/. USES is the whole list of Podwire folders that it may include.
function(podwire_core folder)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
  set(target podwire_${folder})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(podwire::${folder} ALIAS ${target})
  list(TRANSFORM ARG_USES PREPEND podwire::)
  target_link_libraries(${target} PUBLIC podwire_flags ${ARG_USES} ${ARG_LINKS})
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
endfunction()
