#!/bin/sh
# Writes the smallest base for an image with the C++ program: the loader and the libraries of the
# system that it needs, a few megabytes, no shell, no Python.
#
#   sh base.sh OUT.tar [ROOT]
#
# ROOT is the root folder they come from, of a system at least as old as every host; default: /.
# The same root gives the same bytes. Take it with `ferry base import OUT.tar --name NAME`.
set -eu
out=$1
root=$(cd "${2:-/}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# put FOLDER NAME: copies what a link leads to under the name that the loader asks for.
put() {
  mkdir -p "$scratch/$1"
  cp -L "$root/$1/$2" "$scratch/$1/$2"
  chmod 755 "$scratch/$1/$2"
}

case $(uname -m) in
  x86_64) put lib64 ld-linux-x86-64.so.2 ;;
  aarch64) put lib ld-linux-aarch64.so.1 ;;
  *) echo "base.sh: no loader known for $(uname -m)" >&2; exit 1 ;;
esac
for name in libc.so.6 libm.so.6 libpthread.so.0 libdl.so.2 librt.so.1 libgcc_s.so.1 libstdc++.so.6 libgomp.so.1; do
  found=
  for folder in "usr/lib/$(uname -m)-linux-gnu" usr/lib64 usr/lib; do
    [ -n "$found" ] || [ ! -e "$root/$folder/$name" ] || found=$folder
  done
  [ -n "$found" ] || { echo "base.sh: no $name below $root" >&2; exit 1; }
  put "$found" "$name"
done
mkdir -p "$scratch/etc" "$scratch/tmp"
[ ! -e "$root/etc/os-release" ] || cp -L "$root/etc/os-release" "$scratch/etc/os-release"
find "$scratch" -type d -exec chmod 755 {} +
chmod 1777 "$scratch/tmp"
tar -C "$scratch" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=ustar -cf "$out" .
echo "wrote $out"
