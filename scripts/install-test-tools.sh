#!/bin/sh
# Installs the programs that the tests run beside Ferry: shells, container tools, stock Python
# tools. System packages come from the distribution (as root, where apt-get is), the rest goes
# into FERRY_TEST_TOOLS. What is there already is left alone; every run says what it lacks.
set -u
root=$(cd -P "$(dirname "$0")/.." && pwd)
tools=${FERRY_TEST_TOOLS:-$root/target/test-tools}
python_tools='pip>=25.1 uv packaging jsonschema'
mkdir -p "$tools/bin"

# system_packages: the Debian packages whose program is missing.
missing_packages() {
  for pair in bash:bash dash:dash busybox:busybox-static shellcheck:shellcheck podman:podman \
    runc:runc skopeo:skopeo debootstrap:debootstrap ip:iproute2 unshare:util-linux \
    python3:python3 gcc:gcc g++:g++ readelf:binutils git:git curl:curl openssl:openssl rpmbuild:rpm; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair#*:}"
  done
  python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || printf 'python3-venv '
}

packages=$(missing_packages)
if [ -n "$packages" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "test tools: installing $packages" >&2
    # shellcheck disable=SC2086
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $packages; } \
      > "$tools/apt.log" 2>&1 || tail -n 5 "$tools/apt.log" >&2
  fi
  packages=$(missing_packages)
  [ -z "$packages" ] || echo "test tools: missing, their tests are skipped or fail: $packages" >&2
fi

# The stamp holds what is installed, so that a changed list installs again.
if [ "$(cat "$tools/venv/installed" 2>/dev/null)" != "$python_tools" ]; then
  echo "test tools: Python environment with $python_tools" >&2
  rm -rf "$tools/venv"
  # shellcheck disable=SC2086
  if { python3 -m venv "$tools/venv" && "$tools/venv/bin/python" -m pip install -q $python_tools; } \
    > "$tools/venv.log" 2>&1; then
    printf '%s\n' "$python_tools" > "$tools/venv/installed"
  else
    tail -n 5 "$tools/venv.log" >&2
    echo 'test tools: could not make the Python environment' >&2
    exit 1
  fi
fi
ln -sf ../venv/bin/uv "$tools/bin/uv"

# An OCI client that is not ours; version and hashes of it are in scripts/test-tools.
if ! command -v oras >/dev/null 2>&1 && [ ! -x "$tools/bin/oras" ]; then
  if command -v go >/dev/null 2>&1; then
    echo 'test tools: oras' >&2
    (cd "$root/scripts/test-tools" && GOFLAGS='-mod=readonly -modcacherw' GOPATH=$tools/go \
      go build -o "$tools/bin/oras" oras.land/oras/cmd/oras) > "$tools/go.log" 2>&1 \
      || tail -n 5 "$tools/go.log" >&2
  else
    echo 'test tools: no Go compiler, so no oras; its tests are skipped' >&2
  fi
fi

# The registry of the distribution, unpacked only: installed, it would start as a service.
if ! command -v docker-registry >/dev/null 2>&1 && [ ! -x "$tools/bin/docker-registry" ] \
  && command -v apt-get >/dev/null 2>&1; then
  echo 'test tools: docker-registry' >&2
  if (cd "$tools" && rm -rf registry-package && mkdir registry-package && cd registry-package \
    && apt-get download docker-registry && dpkg-deb -x docker-registry_*.deb .) \
    > "$tools/registry.log" 2>&1; then
    cp "$tools/registry-package/usr/bin/docker-registry" "$tools/bin/docker-registry"
  else
    tail -n 5 "$tools/registry.log" >&2
  fi
fi

# A registry that keeps lists of referrers; the distribution's own package does not.
if [ ! -x "$tools/bin/test-registry" ] && command -v go >/dev/null 2>&1; then
  echo 'test tools: a registry with referrers' >&2
  (cd "$root/scripts/test-tools" && GOFLAGS='-mod=readonly -modcacherw' GOPATH=$tools/go \
    go build -o "$tools/bin/test-registry" ./registry) > "$tools/go.log" 2>&1 \
    || tail -n 5 "$tools/go.log" >&2
fi

# The isolated machine of the tests: a Debian 12 with python3 and little else, once, a minute.
if [ ! -e "$tools/debian12.made" ] && [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null 2>&1; then
  echo 'test tools: a Debian 12 for containers' >&2
  rm -rf "$tools/debian12"
  # The mirror that this machine's apt uses; without one debootstrap knows its own.
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 2>/dev/null | sed -n 1p)
  # shellcheck disable=SC2086
  if debootstrap --variant=minbase --include=python3 bookworm "$tools/debian12" $mirror \
    > "$tools/debootstrap.log" 2>&1; then
    rm -rf "$tools/debian12/var/cache/apt" "$tools/debian12/var/lib/apt/lists"
    : > "$tools/debian12.made"
  else
    tail -n 5 "$tools/debootstrap.log" >&2
    echo 'test tools: no Debian 12, so the tests in a container are skipped' >&2
  fi
fi

# The same as the tar of a root folder, for tests of images; and a package that it does not have.
if [ -e "$tools/debian12.made" ] && [ ! -e "$tools/debian12.tar" ]; then
  tar -C "$tools/debian12" --sort=name --mtime=@0 --numeric-owner --exclude='./dev/*' \
    -cf "$tools/debian12.tar.part" . && mv "$tools/debian12.tar.part" "$tools/debian12.tar"
fi
if [ ! -e "$tools/libgomp1.deb" ] && command -v apt-get >/dev/null 2>&1; then
  echo 'test tools: a .deb of libgomp1' >&2
  mkdir -p "$tools/packages"
  if (cd "$tools/packages" && rm -f ./*.deb && apt-get download -q libgomp1) > "$tools/packages.log" 2>&1; then
    mv "$tools"/packages/libgomp1_*.deb "$tools/libgomp1.deb"
  else
    tail -n 5 "$tools/packages.log" >&2
    echo 'test tools: no libgomp1.deb, so its tests are skipped' >&2
  fi
fi
exit 0
