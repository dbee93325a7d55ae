"""Answers questions with the `packaging` library: one JSON array per line in, one per line out."""

import json
import sys
import sysconfig

from packaging import _manylinux, _musllinux, tags
from packaging.markers import InvalidMarker, Marker, UndefinedComparison
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version


def version(text):
    try:
        parsed = Version(text)
    except InvalidVersion:
        return None
    return [str(parsed), parsed.is_prerelease, parsed.is_postrelease, parsed.public]


def compare(left, right):
    left, right = Version(left), Version(right)
    return (left > right) - (left < right)


def specifiers(text, versions):
    try:
        parsed = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return [
        bool(parsed.prereleases),
        [parsed.contains(Version(v), prereleases=True) for v in versions],
        [parsed.contains(Version(v), prereleases=False) for v in versions],
    ]


def same_specifiers(left, right):
    # As sets: the library sorts by spelling, so that `0!1` and `1` stand in different places.
    return set(SpecifierSet(left)) == set(SpecifierSet(right))


def holds(marker, environment, extras):
    return any(marker.evaluate({**environment, "extra": extra}) for extra in extras or [""])


def marker(text, environment, extras):
    try:
        parsed = Marker(text)
    except InvalidMarker:
        return "invalid"
    try:
        return holds(parsed, environment, extras)
    except UndefinedComparison:
        return "undefined"


def open_marker(text, environment, minor, patches):
    """Whether the marker holds for one of the patch versions."""
    parsed = Marker(text)
    return any(
        holds(parsed, {**environment, "python_full_version": full, "implementation_version": full}, [])
        for full in (f"{minor}.{patch}" for patch in patches)
    )


def open_release(text, environment, releases):
    """Whether the marker holds for one of the kernel releases."""
    parsed = Marker(text)
    return any(holds(parsed, {**environment, "platform_release": release}, []) for release in releases)


def requirement(text, environment):
    try:
        parsed = Requirement(text)
    except InvalidRequirement:
        return None
    try:
        applies = parsed.marker is None or parsed.marker.evaluate(environment)
    except UndefinedComparison:
        applies = "undefined"
    return [
        canonicalize_name(parsed.name),
        sorted(canonicalize_name(extra) for extra in parsed.extras),
        str(parsed.specifier),
        parsed.url,
        applies,
    ]


def target_tags(implementation, minor, free_threaded, machine, libc, libc_version):
    glibc = tuple(libc_version) if libc == "glibc" else (-1, -1)
    musl = _musllinux._MuslVersion(*libc_version) if libc == "musl" else None
    sysconfig.get_platform = lambda: "linux-" + machine
    _manylinux._get_glibc_version = lambda: glibc
    _manylinux._is_linux_armhf = lambda executable: True
    _manylinux._is_linux_i686 = lambda executable: True
    _manylinux._get_manylinux_module = lambda: None
    _musllinux._get_musl_version = lambda executable: musl
    platforms = list(tags._linux_platforms(is_32bit=False))
    version = (3, minor)
    if implementation == "pp":
        own = tags.generic_tags(f"pp3{minor}", [f"pypy3{minor}_pp73"], platforms)
        pure = tags.compatible_tags(version, "pp3", platforms)
    else:
        flags = "t" if free_threaded else "m" if minor < 8 else ""
        own = tags.cpython_tags(version, [f"cp3{minor}{flags}"], platforms)
        pure = tags.compatible_tags(version, f"cp3{minor}", platforms)
    return [str(tag) for tag in [*own, *pure]]


def wheel(filename):
    try:
        name, parsed, build, found = parse_wheel_filename(filename)
    except InvalidWheelFilename:
        return None
    return [name, str(parsed), "".join(map(str, build)), sorted(map(str, found))]


def sdist(filename):
    try:
        name, parsed = parse_sdist_filename(filename)
    except InvalidSdistFilename:
        return None
    return [name, str(parsed)]


FUNCTIONS = {
    function.__name__: function
    for function in [
        version, compare, specifiers, same_specifiers, marker, open_marker, open_release,
        requirement, target_tags, wheel, sdist,
    ]
}

for line in sys.stdin:
    name, *arguments = json.loads(line)
    print(json.dumps(FUNCTIONS[name](*arguments)))
