#!/bin/sh
# Builds the program against the headers and libraries of the Paddle wheel in an environment.
#
#   sh build.sh [OUT] [ENVIRONMENT] [ENVIRONMENT_AT_RUN_TIME]
#
# OUT gets bin/serve and lib/libferry-no-python.so. ENVIRONMENT is a folder that Ferry installed,
# in an image /opt/ferry/env; where it will lie elsewhere when the program runs, say so.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-out}
environment=$(cd "${2:-/opt/ferry/env}" && pwd)
for paddle in "$environment"/lib/python3.*/site-packages/paddle; do :; done
[ -e "$paddle/base/libpaddle.so" ] || { echo "build.sh: no paddle in $environment" >&2; exit 1; }
at_run=${3:-$environment}${paddle#"$environment"}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$out/bin" "$out/lib"

sh "$here/no_python.sh" "$paddle/base/libpaddle.so" > "$scratch/no_python.c"
gcc -shared -fPIC -O1 -Wl,-soname,libferry-no-python.so -o "$out/lib/libferry-no-python.so" "$scratch/no_python.c"

for source in "$here"/src/*.cc; do
  object=$scratch/$(basename "$source" .cc).o
  warnings='-Wall -Wextra -Werror'
  paddle_flags=
  if [ "$(basename "$source")" = model.cc ]; then # the wheel's headers have warnings of their own
    warnings=
    paddle_flags="-DPADDLE_ON_INFERENCE -isystem $paddle/include -isystem $paddle/include/third_party"
  fi
  # shellcheck disable=SC2086
  g++ -std=c++17 -O2 $warnings $paddle_flags -c "$source" -o "$object"
done

# RUNPATH of the program: its own lib, then the wheel's folders. Names that the wheel's libraries
# leave open are theirs to answer for.
g++ "$scratch"/*.o -o "$out/bin/serve" -pthread \
  "$paddle/base/libpaddle.so" -L"$paddle/libs" -l:libphi.so -l:libphi_core.so -l:libcommon.so \
  -Wl,--no-as-needed -L"$out/lib" -lferry-no-python \
  -Wl,--unresolved-symbols=ignore-in-shared-libs -Wl,--enable-new-dtags \
  -Wl,-rpath,"\$ORIGIN/../lib:$at_run/base:$at_run/libs"
echo "built $out/bin/serve"
