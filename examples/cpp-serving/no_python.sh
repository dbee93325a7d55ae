#!/bin/sh
# Writes the C source of a library with the names of Python that libpaddle.so asks for.
#
#   sh no_python.sh path/to/libpaddle.so > no_python.c
#
# The loader wants these names even in a program that never calls Python. Functions end the
# program and say their name; objects are zeros. It is for a C++ program alone: a Python process
# that found it in place of its interpreter's library would end at its first call.
set -eu
readelf --wide --dyn-syms "$1" | awk '
  $7 == "UND" {
    name = $8
    sub(/@.*/, "", name)
    if (name ~ /^_?Py[A-Z_]/) names[name] = 1
  }
  END {
    print "#include <stdio.h>"
    print "#include <stdlib.h>"
    print "static void none(const char *name) {"
    print "  fprintf(stderr, \"%s was called, and this program has no Python\\n\", name);"
    print "  abort();"
    print "}"
    for (name in names) {
      if (name ~ /^PyExc_|_Type$|Struct$|Object$|^Py_[A-Za-z]*Flag$/) printf "char %s[1024] __attribute__((aligned(16)));\n", name | "sort"
      else printf "void %s(void) { none(\"%s\"); }\n", name, name | "sort"
    }
  }'
