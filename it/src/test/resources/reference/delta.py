"""Applies a delta: a second implementation of docs/formats/delta.md, made from that page alone."""

import base64
import hashlib
import lzma
import os
import shlex
import struct
import subprocess
import zlib

import deflate
from stream import Stream

(STRUCTURE, DEFLATE, ENTRY, PLACE, SIZE) = range(1, 6)
(COPY_LENGTH, COPY_PLACE, NEW_LENGTH, NEW_BYTES, EQUAL_LENGTH, DIFFERENCE) = range(10, 16)
METHOD = 20
(END, LITERAL, MEMBER, OLD_RANGE, LIBRARY, DEFLATED, DEFLATED_WITH_TRAILER, ZIP, FILE_LIST, GROUP) = range(10)
(EXPECTED_MEMBER, EXPECTED_RANGE, EXPECTED_LIBRARY) = range(10, 13)
DESCRIPTOR_LENGTH = (0, 16, 12, 24)
DERIVED_HEADER, CENTRAL_EXTRA, ZEROED, DERIVED_OFFSET, DERIVED_SIZES, GAP = 1, 2, 4, 32, 64, 128


def sha256(data):
    return hashlib.sha256(data).digest()


def unpacked(method, settings, dictionary, data, size):
    if method == 1:
        head = struct.pack("<BIQ", settings, 1 << dictionary, size)
        data = lzma.decompress(head + data, lzma.FORMAT_ALONE)
    elif method == 2:
        # Python has no Zstandard before 3.14: a program that unpacks standard input.
        command = shlex.split(os.environ.get("UNZSTD", "zstd -dcq"))
        data = subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout
    assert len(data) == size, f"stream of {size} bytes has {len(data)}"
    return data


class Header:
    def __init__(self, delta):
        assert delta[:9] == b"FRYDELTA\x01", "no delta of version 1"
        assert sha256(delta[41:]) == delta[9:41], "delta is damaged"
        self.old, self.new, self.old_content, self.new_content = (delta[i : i + 32] for i in range(41, 169, 32))
        source = Stream(delta[169:])
        self.old_size, self.new_size, self.old_content_size, self.new_content_size, _ = (source.number() for _ in range(5))
        entries = []
        for _ in range(source.number()):
            kind, method = source.byte(), source.byte()
            settings, dictionary = source.take(2) if method == 1 else (0, 0)
            entries.append((kind, method, settings, dictionary, source.number(), source.number()))
        assert [entry[0] for entry in entries] == sorted({entry[0] for entry in entries})
        self.streams = {}
        for kind, method, settings, dictionary, size, packed in entries:
            self.streams[kind] = Stream(unpacked(method, settings, dictionary, source.take(packed), size))
        assert source.place == len(source.data)


# --- Members ---------------------------------------------------------------------------------------------------------


class Equal:
    """Bytes of copies, and what is added to some of them."""

    def __init__(self, streams):
        self.run = streams[EQUAL_LENGTH].number()
        self.streams = streams

    def corrected(self, data):
        data, place = bytearray(data), self.run
        while place < len(data):
            data[place] = data[place] + self.streams[DIFFERENCE].byte() & 255
            place += 1 + self.streams[EQUAL_LENGTH].number()
        self.run = place - len(data)
        return data


def plain_member(streams, old, size):
    equal, new, end = Equal(streams), bytearray(), 0
    while len(new) < size:
        new += streams[NEW_BYTES].take(streams[NEW_LENGTH].number())
        if len(new) < size:
            start = end + streams[COPY_PLACE].signed()
            end = start + streams[COPY_LENGTH].number()
            assert 0 <= start < end <= len(old), "copy is outside of the old bytes"
            new += equal.corrected(old[start:end])
    assert len(new) == size and not equal.run
    return bytes(new)


# --- Plan ------------------------------------------------------------------------------------------------------------


class Piece:
    def __init__(self, tag, **fields):
        self.tag = tag
        self.__dict__.update(fields)


class Entry:
    """One of a zip's directory."""

    def __init__(self, skeleton, place):
        self.place = place
        self.method, self.crc, self.packed, self.size, name, extra, comment = struct.unpack_from("<H4xIIIHHH", skeleton, place + 10)
        self.name = skeleton[place + 46 : place + 46 + name]
        self.extra = skeleton[place + 46 + name : place + 46 + name + extra]
        self.end = place + 46 + name + extra + comment
        self.fields = skeleton[place + 6 : place + 16]
        self.piece = None


def directory(skeleton):
    entries, place = [], 0
    while skeleton[place : place + 4] == b"PK\1\2" and len(skeleton) >= place + 46:
        entries.append(Entry(skeleton, place))
        place = entries[-1].end
    return entries, place


class Plan:
    def __init__(self, streams, old, member):
        self.streams = streams
        self.volumes = [old]
        self.last = (0, 0)  # volume and end of what was read last
        self.pool = 0  # bytes that pieces take
        self.members = []
        self.libraries = []
        for _ in range(streams[SIZE].number()):
            self.volumes.append(self.reference(None))
        self.skeletons = self.read_skeletons(member)
        self.last = (0, 0)
        self.piece = self.read(None)

    def expected(self, volume, entry):
        if self.last[0] != volume:
            return 0
        if entry is None:
            return self.last[1]
        extra = len(entry.extra) if entry.traits & CENTRAL_EXTRA else 0
        return self.last[1] + 30 + len(entry.name) + extra + DESCRIPTOR_LENGTH[entry.traits >> 3 & 3]

    def place(self, volume, size, entry):
        place = self.expected(volume, entry) + self.streams[PLACE].signed()
        assert 0 <= place and place + size <= len(self.volumes[volume]), "reference is outside of its volume"
        return place

    def range(self, volume, place, size):
        self.last = (volume, place + size)
        return self.volumes[volume][place : place + size]

    def content(self, volume, place, packed, size):
        data = self.range(volume, place, packed)
        if size is None:
            return data
        content = zlib.decompressobj(-15).decompress(data, size) if size else b""
        assert len(content) == size
        return content

    def reference(self, entry):
        volume, deflated = divmod(self.streams[STRUCTURE].number(), 2)
        signed = self.streams[PLACE].signed()
        packed = self.streams[SIZE].number()
        place = self.expected(volume, entry) + signed
        assert 0 <= place and place + packed <= len(self.volumes[volume]), "reference is outside of its volume"
        return self.content(volume, place, packed, self.streams[SIZE].number() if deflated else None)

    def expected_reference(self, entry):
        volume = self.last[0]
        place = self.place(volume, entry.packed, entry)
        return self.content(volume, place, entry.packed, entry.size if entry.method == 8 else None)

    def read_skeletons(self, member):
        olds, sizes = [], []
        for _ in range(self.streams[SIZE].number()):
            has = self.streams[STRUCTURE].byte()
            sizes.append(self.streams[SIZE].number())
            olds.append(self.reference(None) if has else b"")
        data = Stream(member(b"".join(olds), sum(sizes)))
        return iter([data.take(size) for size in sizes])

    def pool_bytes(self, size):
        self.pool += size
        return slice(self.pool - size, self.pool)

    def read(self, entry):
        """A piece; `entry` is the one that expects, or None."""
        tag = self.streams[STRUCTURE].byte()
        if tag == LITERAL:
            return Piece(LITERAL, bytes=self.pool_bytes(self.streams[SIZE].number()))
        if tag in (MEMBER, LIBRARY, EXPECTED_MEMBER, EXPECTED_LIBRARY):
            old = self.expected_reference(entry) if tag in (EXPECTED_MEMBER, EXPECTED_LIBRARY) else self.reference(entry)
            return self.member_piece(tag in (MEMBER, EXPECTED_MEMBER), old, len(old) + self.streams[SIZE].signed())
        if tag == OLD_RANGE:
            volume, size = self.streams[STRUCTURE].number(), self.streams[SIZE].number()
            return Piece(OLD_RANGE, data=self.range(volume, self.place(volume, size, entry), size))
        if tag == EXPECTED_RANGE:
            volume = self.last[0]
            return Piece(OLD_RANGE, data=self.range(volume, self.place(volume, entry.packed, entry), entry.packed))
        if tag in (DEFLATED, DEFLATED_WITH_TRAILER):
            recipe = deflate.Recipe(self.streams)
            return Piece(tag, recipe=recipe, piece=self.read(entry))
        if tag == FILE_LIST:
            return Piece(tag, piece=self.read(entry))
        if tag == GROUP:
            pieces = []
            while (piece := self.read(None)).tag != END:
                pieces.append(piece)
            return Piece(GROUP, pieces=pieces)
        if tag == ZIP:
            return self.read_zip()
        assert tag == END, f"tag {tag}"
        return Piece(END)

    def member_piece(self, pooled, old, size):
        if pooled:
            self.members.append(old)
            return Piece(LITERAL, bytes=self.pool_bytes(size))
        piece = Piece(LIBRARY, old=old, size=size)
        self.libraries.append(piece)
        return piece

    def read_zip(self):
        skeleton = next(self.skeletons)
        flags = self.streams[STRUCTURE].byte()
        entries, end = directory(skeleton)
        order, before = entries, 0
        if not flags & 1:
            order = [None] * self.streams[SIZE].number()
        written = []
        for entry in order:
            if entry is None:
                before += self.streams[ENTRY].signed()
                entry, before = entries[before], before + 1
            entry.traits = self.streams[ENTRY].byte()
            entry.gap = self.pool_bytes(self.streams[SIZE].number() if entry.traits & GAP else 0)
            derived = entry.traits & DERIVED_HEADER
            entry.header = None if derived else self.pool_bytes(self.streams[SIZE].number())
            entry.piece = self.read(entry)
            written.append(entry)
        gap = self.pool_bytes(self.streams[SIZE].number())
        return Piece(ZIP, skeleton=skeleton, end=end, entries=written, gap=gap, derived_end=flags & 2)


# --- Writing ---------------------------------------------------------------------------------------------------------


def is_list(piece):
    return piece.tag == FILE_LIST or piece.tag == DEFLATED and piece.piece.tag == FILE_LIST


class Writer:
    def __init__(self, pool):
        self.pool = pool
        self.zips = []  # names of the entries around, by name: content

    def write(self, piece):
        """The bytes of a piece, and its content where it is deflated."""
        if piece.tag == LITERAL:
            return (self.pool[piece.bytes],) * 2
        if piece.tag in (OLD_RANGE, LIBRARY):
            return (piece.data,) * 2
        if piece.tag in (DEFLATED, DEFLATED_WITH_TRAILER):
            content = self.write(piece.piece)[0]
            data = piece.recipe.make(content)
            if piece.tag == DEFLATED_WITH_TRAILER:
                data += struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
            return data, content
        if piece.tag == FILE_LIST:
            return (self.file_list(self.write(piece.piece)[0]),) * 2
        if piece.tag == GROUP:
            return (b"".join(self.write(part)[0] for part in piece.pieces),) * 2
        return (self.zip(piece),) * 2

    def zip(self, piece):
        contents = {}
        self.zips.append(contents)
        data = {}
        for entry in sorted(piece.entries, key=lambda entry: is_list(entry.piece)):
            data[entry.place], content = self.write(entry.piece)
            if entry.traits & DERIVED_SIZES:
                entry.crc, entry.packed, entry.size = zlib.crc32(content), len(data[entry.place]), len(content)
                if not is_list(entry.piece):
                    contents[entry.name] = content
        self.zips.pop()
        skeleton, new = bytearray(piece.skeleton), bytearray()
        for entry in piece.entries:
            new += self.pool[entry.gap]
            if entry.traits & DERIVED_OFFSET:
                struct.pack_into("<I", skeleton, entry.place + 42, len(new))
            if entry.traits & DERIVED_SIZES:
                struct.pack_into("<III", skeleton, entry.place + 16, entry.crc, entry.packed, entry.size)
            new += self.pool[entry.header] if entry.header else self.local_header(entry)
            new += data[entry.place] + self.descriptor(entry)
        new += self.pool[piece.gap]
        if piece.derived_end:
            struct.pack_into("<II", skeleton, piece.end + 12, piece.end, len(new))
        return bytes(new + skeleton)

    def local_header(self, entry):
        sizes = (0, 0, 0) if entry.traits & ZEROED else (entry.crc, entry.packed, entry.size)
        extra = entry.extra if entry.traits & CENTRAL_EXTRA else b""
        lengths = struct.pack("<IIIHH", *sizes, len(entry.name), len(extra))
        return b"PK\3\4" + entry.fields + lengths + entry.name + extra

    def descriptor(self, entry):
        form = entry.traits >> 3 & 3
        if form == 0:
            return b""
        sizes = struct.pack("<IQQ" if form == 3 else "<III", entry.crc, entry.packed, entry.size)
        return sizes if form == 2 else b"PK\7\x08" + sizes

    def file_list(self, text):
        return b"\n".join(self.file_line(line) for line in text.split(b"\n"))

    def file_line(self, line):
        end = line[len(line.rstrip(b"\r")) :]
        comma = line.rfind(b",")
        mark = line.rfind(b",sha256=", 0, comma) if comma >= 0 else -1
        content = self.zips[-1].get(line[:mark]) if mark >= 0 else None
        if content is None:
            return line
        digest = base64.urlsafe_b64encode(sha256(content)).rstrip(b"=")
        return line[:mark] + b",sha256=" + digest + b",%d" % len(content) + end


def apply(delta, old):
    """The new file, from the old one."""
    header = Header(delta)
    streams = header.streams
    assert len(old) == header.old_size and sha256(old) == header.old, "another old file"
    digests, sizes = (hashlib.sha256(), hashlib.sha256()), [0, 0]

    def member(old_bytes, size):
        if size == 0:
            return b""
        method = streams[METHOD].byte()
        if method:
            raise ValueError("this implementation knows no native code")
        new = plain_member(streams, old_bytes, size)
        for i, side in enumerate((old_bytes, new)):
            digests[i].update(side)
            sizes[i] += len(side)
        return new

    plan = Plan(streams, old, member)
    pool = member(b"".join(plan.members), plan.pool)
    for library in plan.libraries:
        library.data = member(library.old, library.size)
    assert digests[0].digest() == header.old_content, "old content differs"
    assert digests[1].digest() == header.new_content, "new content differs"
    assert sizes == [header.old_content_size, header.new_content_size]
    new = Writer(pool).write(plan.piece)[0]
    assert len(new) == header.new_size and sha256(new) == header.new, "new file differs"
    for kind, stream in streams.items():
        assert stream.place == len(stream.data), f"stream {kind} has bytes left over"
    return new
