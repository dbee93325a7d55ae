"""Damages what install.py reads, seeded, in one process: whatever happens must be a Stop.

usage: python fuzz_install.py INSTALL_PY BUNDLE ROUNDS
"""

import importlib.util
import io
import os
import random
import sys
import tarfile
import tempfile
import zipfile

spec = importlib.util.spec_from_file_location("install", sys.argv[1])
install = importlib.util.module_from_spec(spec)
spec.loader.exec_module(install)
bundle = install.Bundle(os.path.realpath(sys.argv[2]))
chance = random.Random(7)


def damaged(data):
    data = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        kind, at = chance.randrange(4), chance.randrange(max(1, len(data)))
        if kind == 0 and data:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at:at + chance.randrange(1, 9)]
        elif kind == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
        elif data:
            data[at:at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\5\6", b"\xfe\xff\0\0"))
    return bytes(data)


def survives(action, *arguments):
    """0 where it was refused, 1 where nothing was noticed; anything else ends the script."""
    try:
        action(*arguments)
        return 1
    except install.Stop:
        return 0


def read_wheel(package, data):
    wheel = install.Wheel.__new__(install.Wheel)
    wheel.package, wheel.name, wheel.file, wheel.bytes = package, package["name"], package["file"], data
    wheel.open()
    facts = {"executable": "/usr/bin/python3", "version": [3, 11, 0]}
    plan = install.Plan(env, [wheel], "/x/env", facts)
    for entry in plan.entries.values():
        if entry.member is not None:
            for _ in wheel.chunks(entry.member):
                pass


def read_archive(extract, data):
    with tempfile.TemporaryDirectory() as stage:
        os.mkdir(os.path.join(stage, "s"))
        extract(os.path.join(stage, "s"), "to", io.BytesIO(data), set())
        assert os.listdir(stage) == ["s"], os.listdir(stage)


def tar_links(stage, to, file, taken):
    install.extract_tar(stage, to, file, taken)


name = sorted(bundle.environments())[0]
path = "targets/%s/environment.json" % name
document = bundle.read(path)
env = install.Environment(path, install.parse_json(path, document))
rounds, passed = int(sys.argv[3]), 0
wheels = [(p, bundle.read(p["path"])) for p in env.packages]

tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode="w") as archive:
    for kind, member in ((tarfile.REGTYPE, "a/b"), (tarfile.SYMTYPE, "c"), (tarfile.LNKTYPE, "d")):
        entry = tarfile.TarInfo(member)
        entry.type, entry.linkname = kind, "a/b"
        entry.size = 9 if kind == tarfile.REGTYPE else 0
        archive.addfile(entry, io.BytesIO(b"some text"))
zipped = io.BytesIO()
with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a/b.txt", "some text " * 50)

for round_ in range(rounds):
    package, data = wheels[round_ % len(wheels)]
    passed += survives(read_wheel, package, damaged(data))
    passed += survives(lambda d: install.Environment(path, install.parse_json(path, d)), damaged(document))
    passed += survives(read_archive, tar_links, damaged(tar.getvalue()))
    passed += survives(read_archive, install.extract_zip, damaged(zipped.getvalue()))
print("rounds %d, unnoticed %d" % (rounds, passed))
