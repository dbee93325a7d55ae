"""Writes one folder per fault, each with a small wheel that must be refused.

Run by hand after a change: python3 build.py. The wheels are written byte by byte, because no zip
library makes broken archives. `expected.txt` beside each wheel is the refusal's English text.
"""

import base64
import hashlib
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "demo-1.0-py3-none-any.whl"
INFO = "demo-1.0.dist-info"
METADATA = b"Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n"
WHEEL = b"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class Entry:
    """One member; every field can be set to something wrong in either header."""

    def __init__(self, name, data, method=8, flags=0, mode=0o100644, **wrong):
        self.name = name if isinstance(name, bytes) else name.encode()
        self.data = data
        self.method = method
        self.flags = flags
        self.mode = mode
        self.wrong = wrong
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.packed = packer.compress(data) + packer.flush() if method == 8 else data
        self.packed = wrong.get("packed", self.packed)
        self.crc = wrong.get("crc", zlib.crc32(data))
        self.size = wrong.get("size", len(data))

    def local(self):
        get = self.wrong.get
        name = get("local_name", self.name)
        extra = get("local_extra", b"")
        open_sizes = self.flags & 8
        crc, packed, size = (0, 0, 0) if open_sizes else (self.crc, len(self.packed), self.size)
        head = struct.pack(
            "<IHHHHHIIIHH", get("local_signature", 0x04034B50), 20, get("local_flags", self.flags),
            get("local_method", self.method), 0, 33, get("local_crc", crc),
            get("local_packed_size", packed), get("local_size", size), len(name), len(extra))
        tail = get("descriptor")
        if tail is None:
            tail = struct.pack("<IIII", 0x08074B50, self.crc, len(self.packed), self.size) if open_sizes else b""
        return head + name + extra + self.packed + tail

    def central(self, offset):
        get = self.wrong.get
        extra = get("extra", b"")
        return struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 0x0314, get("version", 20), self.flags, self.method, 0, 33, self.crc,
            get("packed_size", len(self.packed)), self.size, len(self.name), len(extra), 0,
            get("disk", 0), 0, self.mode << 16, get("offset", offset)) + self.name + extra


def record(entries, skip=(), rows=()):
    lines = []
    for entry in entries:
        if entry.name.endswith(b"/") or entry.name in skip:
            continue
        digest = base64.urlsafe_b64encode(hashlib.sha256(entry.data).digest()).rstrip(b"=")
        lines.append(entry.name + b",sha256=" + digest + b"," + str(len(entry.data)).encode())
    lines.extend(rows)
    lines.append(INFO.encode() + b"/RECORD,,")
    return b"\n".join(lines) + b"\n"


def entries(*more, **options):
    content = [Entry("demo/__init__.py", b"answer = 42\n" * 9), *more,
               Entry(INFO + "/METADATA", METADATA), Entry(INFO + "/WHEEL", WHEEL)]
    text = options.get("record") or record(content, options.get("skip", ()), options.get("rows", ()))
    return content + [Entry(INFO + "/RECORD", text)]


def archive(content, before=b"", gap=b"", after_members=b"", comment=b"", tail=b"", **end):
    body = before
    central = b""
    for number, entry in enumerate(content):
        if number == 1:
            body += gap
        central += entry.central(len(body))
        body += entry.local()
    body += after_members
    count = end.get("count", len(content))
    final = struct.pack(
        "<IHHHHIIH", 0x06054B50, end.get("disk", 0), 0, end.get("count_here", count), count,
        end.get("directory_size", len(central)), end.get("directory_offset", len(body)), len(comment))
    return body + central + final + comment + tail


def zip64(content, **wrong):
    plain = archive(content)
    size, offset = struct.unpack("<II", plain[-10:-2])
    record64 = struct.pack(
        "<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, len(content), len(content), size,
        wrong.get("offset", offset))
    locator = struct.pack("<IIQI", 0x07064B50, 0, wrong.get("record_at", offset + size), 1)
    return plain[:-22] + record64 + locator + plain[-22:]


def faults():
    plain = entries()
    yield "bytes-before", archive(plain, before=b"#!/bin/sh\n")
    yield "bytes-between", archive(plain, gap=b"hidden")
    yield "bytes-before-directory", archive(plain, after_members=b"hidden")
    yield "bytes-after", archive(plain, tail=b"hidden")
    yield "not-a-zip", b"<html>not found</html>" * 9
    yield "empty", b""
    yield "truncated", archive(plain)[:-30]
    yield "two-end-records", archive(plain, comment=archive(plain)[-22:-2] + b"\0\0")
    yield "split-archive", archive(plain, disk=1)
    yield "count-too-small", archive(plain, count=3)
    yield "count-too-large", archive(plain, count=9)
    yield "counts-differ", archive(plain, count_here=1)
    yield "directory-elsewhere", archive(plain, directory_offset=7)
    yield "directory-too-large", archive(plain, directory_size=90_000_000)
    yield "zip64-two-directories", zip64(plain, offset=1)
    yield "zip64-locator-astray", zip64(plain, record_at=0)
    yield "zip64-extra-missing", archive(entries(Entry("demo/a.py", b"1", packed_size=0xFFFFFFFF)))
    yield "local-name-differs", archive(entries(Entry("demo/a.py", b"1", local_name=b"demo/b.py")))
    yield "local-method-differs", archive(entries(Entry("demo/a.py", b"1", local_method=0)))
    yield "local-size-differs", archive(entries(Entry("demo/a.py", b"1", local_size=2)))
    yield "local-packed-size-differs", archive(entries(Entry("demo/a.py", b"1", local_packed_size=1)))
    yield "local-crc-differs", archive(entries(Entry("demo/a.py", b"1", local_crc=5)))
    yield "local-flags-differ", archive(entries(Entry("demo/a.py", b"1", local_flags=0x800)))
    yield "local-signature", archive(entries(Entry("demo/a.py", b"1", local_signature=1)))
    yield "local-second-name", archive(entries(Entry(
        "demo/a.py", b"1", local_extra=struct.pack("<HHBI", 0x7075, 9, 1, 0) + b"evil")))
    yield "descriptor-differs", archive(entries(Entry(
        "demo/a.py", b"1", flags=8, descriptor=struct.pack("<IIII", 0x08074B50, 1, 2, 3))))
    yield "descriptor-missing", archive(entries(Entry("demo/a.py", b"1", flags=8, descriptor=b"")))
    yield "overlap", archive(entries(Entry("demo/a.py", b"1", offset=40)))
    yield "offset-outside", archive(entries(Entry("demo/a.py", b"1", offset=99_999)))
    yield "name-not-utf8", archive(entries(Entry(b"demo/\xff.py", b"1", flags=0x800)))
    yield "name-not-marked-utf8", archive(entries(Entry("demo/\u9879.py", b"1")))
    yield "name-second", archive(entries(Entry(
        "demo/a.py", b"1", extra=struct.pack("<HHBI", 0x7075, 9, 1, 0) + b"evil")))
    yield "name-empty", archive(entries(Entry("", b"1")))
    yield "name-nul", archive(entries(Entry("demo/a.py\0.txt", b"1")))
    yield "name-backslash", archive(entries(Entry("demo\\a.py", b"1")))
    yield "name-absolute", archive(entries(Entry("/etc/cron.d/demo", b"1")))
    yield "name-climbs", archive(entries(Entry("demo/../../evil.py", b"1")))
    yield "name-dot", archive(entries(Entry("demo/./a.py", b"1")))
    yield "name-whiteout", archive(entries(Entry("demo/.wh.a.py", b"1")))
    yield "name-too-long", archive(entries(Entry("d" * 300 + "/a.py", b"1")))
    yield "name-twice", archive(entries(Entry("demo/a.py", b"1"), Entry("demo/a.py", b"2")))
    yield "name-file-and-folder", archive(entries(Entry("demo/a", b"1"), Entry("demo/a/b.py", b"2")))
    yield "symbolic-link", archive(entries(Entry("demo/link", b"/etc/passwd", mode=0o120777)))
    yield "device", archive(entries(Entry("demo/device", b"", method=0, mode=0o020644)))
    yield "encrypted", archive(entries(Entry("demo/a.py", b"1", flags=1)))
    yield "method-unknown", archive(entries(Entry("demo/a.py", b"1", method=12)))
    yield "version-unknown", archive(entries(Entry("demo/a.py", b"1", version=127)))
    yield "stored-sizes-differ", archive(entries(Entry("demo/a.py", b"1", method=0, size=2)))
    yield "size-impossible", archive(entries(Entry("demo/a.py", b"1", size=4_000_000)))
    yield "bomb", archive(entries(*[
        Entry("demo/%d" % i, b"", packed=b"0" * 130_000, size=130_000_000) for i in range(12)]))
    yield "entry-on-other-disk", archive(entries(Entry("demo/a.py", b"1", disk=1)))
    yield "two-dist-infos", archive(entries(Entry("other-2.0.dist-info/METADATA", METADATA)))
    yield "no-dist-info", archive([Entry("demo/__init__.py", b"1")])
    yield "no-record", archive(entries()[:-1])
    yield "no-metadata", archive([e for e in entries(skip=(INFO.encode() + b"/METADATA",))
                                  if not e.name.endswith(b"METADATA")])
    yield "not-in-record", archive(entries(Entry("demo/a.py", b"1"), skip=(b"demo/a.py",)))
    yield "record-without-hash", archive(entries(
        Entry("demo/a.py", b"1"), skip=(b"demo/a.py",), rows=(b"demo/a.py,,1",)))
    yield "record-weak-hash", archive(entries(
        Entry("demo/a.py", b"1"), skip=(b"demo/a.py",), rows=(b"demo/a.py,md5=abcd,1",)))
    yield "record-wrong-hash", archive(entries(
        Entry("demo/a.py", b"1"), skip=(b"demo/a.py",), rows=(b"demo/a.py,sha256=" + b"A" * 43 + b",1",)))
    yield "record-wrong-size", archive(entries(
        Entry("demo/a.py", b"1"), skip=(b"demo/a.py",),
        rows=(b"demo/a.py,sha256=a4ayc_80_OGda4BO_1o_V0etpOqiLx1JwB5S3beHW0s,2",)))
    yield "record-two-rows", archive(entries(rows=(b"demo/__init__.py,sha256=" + b"A" * 43 + b",1",)))
    yield "record-not-utf8", archive(entries(rows=(b"\xff,,",)))
    yield "record-quote-open", archive(entries(rows=(b'"demo,,',)))
    yield "record-four-fields", archive(entries(rows=(b"a,b,c,d",)))
    yield "record-size-no-number", archive(entries(rows=(b"a,,-1",)))
    yield "content-crc", archive(entries(Entry("demo/a.py", b"1", crc=7)))
    yield "content-cut", archive(entries(Entry("demo/a.py", b"answer = 42\n", packed=b"\x4b")))
    yield "content-not-deflate", archive(entries(Entry("demo/a.py", b"12", packed=b"\xff\xff")))
    yield "content-longer", archive(entries(Entry("demo/a.py", b"12345", size=3)))
    yield "content-shorter", archive(entries(Entry("demo/a.py", b"12345", size=9)))
    deflated = Entry("demo/a.py", b"12345").packed
    yield "content-then-more", archive(entries(Entry("demo/a.py", b"12345", packed=deflated + b"hidden")))


def main():
    for fault, content in faults():
        folder = os.path.join(HERE, fault)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, NAME), "wb") as out:
            out.write(content)
    folder = os.path.join(HERE, "..", "sound-wheels")
    os.makedirs(folder, exist_ok=True)
    sound = {
        "plain": archive(entries()),
        "zip64": zip64(entries()),
        "comment": archive(entries(), comment=b"made by hand"),
        "descriptor": archive(entries(Entry("demo/a.py", b"1", flags=8))),
        "descriptor-bare": archive(entries(Entry(
            "demo/a.py", b"1", flags=8, descriptor=struct.pack("<III", zlib.crc32(b"1"), 3, 1)))),
        "stored": archive(entries(Entry("demo/a.py", b"1", method=0))),
        "chinese": archive(entries(Entry("demo/\u9879\u76ee.py", b"1", flags=0x800))),
        "folders": archive(entries(Entry("demo/", b"", method=0, mode=0o040755))),
        "nested-dist-info": archive(entries(Entry("demo/_vendor/x-1.dist-info/METADATA", METADATA))),
        "sha512": archive(entries(Entry("demo/a.py", b"1"), skip=(b"demo/a.py",), rows=(
            b"demo/a.py,sha512=" + base64.urlsafe_b64encode(hashlib.sha512(b"1").digest()).rstrip(b"=") + b",1",))),
        "quoted": archive(entries(Entry("demo/a,b.py", b"1"), skip=(b"demo/a,b.py",), rows=(
            b'"demo/a,b.py",sha256=a4ayc_80_OGda4BO_1o_V0etpOqiLx1JwB5S3beHW0s,1',))),
    }
    for name, content in sound.items():
        with open(os.path.join(folder, name + ".whl"), "wb") as out:
            out.write(content)


main()
