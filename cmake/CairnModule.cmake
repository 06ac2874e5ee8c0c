set(CMAKE_UNITY_BUILD_BATCH_SIZE 10)

# One target per module, so that an include that docs/architecture.md does not allow fails to link.

add_library(cairn_options INTERFACE)
add_library(cairn::options ALIAS cairn_options)
target_compile_features(cairn_options INTERFACE cxx_std_20)
target_compile_options(cairn_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wnull-dereference
  # Designated initialisers leave fields at the defaults that the struct states.
  -Wno-missing-field-initializers
  # The same bytes from both compilers: no contraction of a * b + c.
  -ffp-contract=off)
if(CAIRN_WERROR)
  target_compile_options(cairn_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives inside std::variant and std::string at -O2 (bugs 105329, 105562).
  target_compile_options(cairn_options INTERFACE
    -Wno-maybe-uninitialized -Wno-restrict -Wno-null-dereference)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12's std::stable_sort calls a function that it deprecates itself; GCC still tells of ours.
  target_compile_options(cairn_options INTERFACE -Wno-deprecated-declarations)
endif()
# For what takes several sources at a time: a name of one is in sight of the next one.
add_library(cairn_together INTERFACE)
target_compile_options(cairn_together INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
if(CMAKE_UNITY_BUILD)
  target_link_libraries(cairn_options INTERFACE cairn_together)
endif()
if(CAIRN_SANITIZE)
  target_compile_options(cairn_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(cairn_options INTERFACE -fsanitize=address,undefined)
endif()

# cairn_module(NAME [USES core geometry] [PRIVATE_LIBRARIES GDAL::GDAL]): every .cpp under the module's folder.
#   USES               modules whose headers this one's headers and sources may include
#   PRIVATE_LIBRARIES  third-party libraries that stay inside this module
#   ALONE              sources that do not share a translation unit: a name of theirs stands in another's, too
# The release preset compiles each source of a module by itself, and so finds the include that is missing. The second
# compiler and the tests take several sources at a time, which is four times as fast.
function(cairn_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;PRIVATE_LIBRARIES;ALONE")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  add_library(cairn_${name} STATIC ${sources})
  add_library(cairn::${name} ALIAS cairn_${name})
  set_source_files_properties(${arg_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  # Each module sees its own headers and, through USES, those of the modules that it may include.
  set(view ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${view}/cairn)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/cairn/${name} ${view}/cairn/${name} SYMBOLIC)
  target_include_directories(cairn_${name} PUBLIC ${view})
  target_link_libraries(cairn_${name} PRIVATE cairn::options ${arg_PRIVATE_LIBRARIES})
  # For tests/layout, which compiles each header alone, those that are private to the module among them.
  set_property(TARGET cairn_${name} PROPERTY CAIRN_PRIVATE_LIBRARIES "${arg_PRIVATE_LIBRARIES}")
  foreach(used ${arg_USES})
    target_link_libraries(cairn_${name} PUBLIC cairn::${used})
  endforeach()
endfunction()

# cairn_forgive_leaks(TARGET): for programs that write workbooks, under the sanitizers.
function(cairn_forgive_leaks target)
  if(CAIRN_SANITIZE)
    set(source ${PROJECT_SOURCE_DIR}/cmake/library_leaks.cpp)
    set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(${target} PRIVATE ${source})
  endif()
endfunction()
