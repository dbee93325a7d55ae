"""Reads the parts of a parcel: a second implementation of docs/formats/parcel.md, made from that page alone."""

import base64
import hashlib
import json
import os
import re
import zlib

SLICE = 1 << 20
NOTE = "note A part of a parcel for Ferry. Is it whole? sh check.sh  What to do? README.txt"
HEADER = re.compile(
    rb"ferry-parcel 1\nparcel (?P<id>[0-9a-f]{32})\npart (?P<part>\d{7})\ndata (?P<data>\d{7})\n"
    rb"parity (?P<parity>\d{7})\nmanifest (?P<manifest>\d{12})\ntable (?P<table>\d{12})\n"
    rb"content (?P<content>\d{15})\nsha256 (?P<sha256>[0-9a-f]{64})\n"
    + re.escape(NOTE.encode())
    + rb" *\ncheck (?P<check>[0-9a-f]{64})\n"
)


def sha256(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    """RFC 8785 for integers, strings without astral keys, arrays and objects."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


# --- GF(2^8) ---------------------------------------------------------------------------------------------------------

POWERS = [1]
while len(POWERS) < 255:
    value = POWERS[-1] << 1
    POWERS.append(value ^ 0x11D if value & 0x100 else value)
LOGARITHMS = {value: exponent for exponent, value in enumerate(POWERS)}


def multiply(a, b):
    return POWERS[(LOGARITHMS[a] + LOGARITHMS[b]) % 255] if a and b else 0


def divide(a, b):
    return POWERS[(LOGARITHMS[a] - LOGARITHMS[b]) % 255] if a else 0


def coefficient(row, column):
    return divide(255 ^ column, (255 - row) ^ column)


def scaled(data, factor):
    return data.translate(bytes(multiply(factor, byte) for byte in range(256)))


def xor(a, b):
    return (int.from_bytes(a, "little") ^ int.from_bytes(b, "little")).to_bytes(len(a), "little")


def solve(rows, lost, right):
    """Columns `lost`, from as many parity rows whose known columns were taken away already."""
    matrix = [[coefficient(row, column) for column in lost] for row in rows]
    for i in range(len(lost)):
        pivot = next(k for k in range(i, len(lost)) if matrix[k][i])
        matrix[i], matrix[pivot], right[i], right[pivot] = matrix[pivot], matrix[i], right[pivot], right[i]
        inverse = divide(1, matrix[i][i])
        matrix[i] = [multiply(x, inverse) for x in matrix[i]]
        right[i] = scaled(right[i], inverse)
        for k in range(len(lost)):
            factor = matrix[k][i]
            if k != i and factor:
                matrix[k] = [x ^ multiply(factor, y) for x, y in zip(matrix[k], matrix[i])]
                right[k] = xor(right[k], scaled(right[i], factor))
    return right


# --- Parts -----------------------------------------------------------------------------------------------------------


def header(path):
    """The fields of a part's header, or None where the file has no good one."""
    with open(path, "rb") as file:
        head = file.read(512)
    match = HEADER.fullmatch(head)
    if not match or sha256(head[:441]).hex() != match["check"].decode():
        return None
    fields = {key: int(text) for key, text in match.groupdict().items() if key not in ("id", "sha256", "check")}
    fields.update(id=match["id"].decode(), sha256=match["sha256"].decode())
    return fields


def packed_manifest(path, fields):
    """The manifest in a part, or None where it has none or a damaged one."""
    with open(path, "rb") as file:
        file.seek(512)
        packed = file.read(fields["manifest"])
    try:
        unpacked = zlib.decompressobj().decompress(packed, 32 << 20)
    except zlib.error:
        return None
    return unpacked if sha256(unpacked)[:16].hex() == fields["id"] else None


class Parcel:
    """One parcel, of whatever good slices the files hold."""

    def __init__(self, identity, text):
        manifest = json.loads(text)
        assert canonical(manifest) == text, "manifest is not canonical"
        assert sorted(manifest) == ["format", "goods", "parts", "payload", "slice", "slices"]
        assert manifest["format"] == 1 and manifest["slice"] == SLICE
        self.id = identity
        self.goods = manifest["goods"]
        self.payload = manifest["payload"]
        self.data, self.parity, self.size = (manifest["parts"][key] for key in ("data", "parity", "size"))
        digests = base64.b64decode(manifest["slices"], validate=True)
        self.digests = [digests[i : i + 32] for i in range(0, len(digests), 32)]
        assert len(digests) == 32 * -(-self.payload // SLICE)
        assert self.data == max(1, -(-self.payload // self.size) if self.size else 1)
        self.stripes = -(-self.size // SLICE)
        self.good = {}  # (part from 0, stripe) -> (path, place)
        self.lengths = [self.length(part) for part in range(self.data + self.parity)]

    def length(self, part):
        return min(self.size, self.payload - part * self.size) if part < self.data else self.size

    def slice_length(self, part, stripe):
        return max(0, min(SLICE, self.lengths[part] - stripe * SLICE))

    def take(self, path, fields):
        """Notes the good slices of a file; of one without a good header, if it can be known."""
        if fields and self.agrees(fields):
            self.take_at(path, fields["part"] - 1, 512 + fields["manifest"])
            return
        size = os.path.getsize(path)
        for part, length in enumerate(self.lengths):
            place = size - length - (32 * self.stripes + 32 if part >= self.data else 0)
            if place >= 0:
                self.take_at(path, part, place)

    def agrees(self, fields):
        part = fields["part"] - 1
        return (
            fields["data"] == self.data
            and fields["parity"] == self.parity
            and 0 <= part < self.data + self.parity
            and fields["content"] == self.lengths[part]
        )

    def take_at(self, path, part, place):
        if part >= self.data:
            digests = self.table(path, part, place)
        else:
            digests = self.digests[part * self.stripes : (part + 1) * self.stripes]
        with open(path, "rb") as file:
            file.seek(place)
            for stripe, digest in enumerate(digests):
                if sha256(file.read(self.slice_length(part, stripe))) == digest:
                    self.good[part, stripe] = (path, place + stripe * SLICE)

    def table(self, path, part, place):
        with open(path, "rb") as file:
            file.seek(place + self.size)
            table = file.read(32 * self.stripes + 32)
        closing = sha256(f"{self.id} {part + 1}\n".encode() + table[:-32])
        if len(table) != 32 * self.stripes + 32 or table[-32:] != closing:
            return []
        return [table[i : i + 32] for i in range(0, len(table) - 32, 32)]

    def read(self, part, stripe):
        path, place = self.good[part, stripe]
        with open(path, "rb") as file:
            file.seek(place)
            return file.read(self.slice_length(part, stripe))

    def stripe(self, stripe):
        """The slices of the data parts at one offset; lost ones are computed from parity."""
        columns = [part for part in range(self.data) if self.slice_length(part, stripe)]
        slices = {part: self.read(part, stripe) for part in columns if (part, stripe) in self.good}
        lost = [part for part in columns if part not in slices]
        rows = [row for row in range(self.parity) if (self.data + row, stripe) in self.good][: len(lost)]
        if len(rows) < len(lost):
            raise ValueError(f"stripe {stripe}: {len(lost)} slices are lost, {len(rows)} of parity are there")
        right = []
        for row in rows:
            total = self.read(self.data + row, stripe)
            for part, data in slices.items():
                total = xor(total, scaled(data.ljust(len(total), b"\0"), coefficient(row, part)))
            right.append(total)
        for part, data in zip(lost, solve(rows, lost, right)):
            slices[part] = data[: self.slice_length(part, stripe)]
            assert sha256(slices[part]) == self.digests[part * self.stripes + stripe], "repaired slice is wrong"
        return slices

    def write_payload(self, path):
        with open(path, "wb") as file:
            for stripe in range(self.stripes):
                for part, data in self.stripe(stripe).items():
                    file.seek(part * self.size + stripe * SLICE)
                    file.write(data)
            assert file.seek(0, os.SEEK_END) == self.payload


def read_parcels(folder):
    """All parcels whose manifest lies in the folder."""
    files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    heads = {path: header(path) for path in files if os.path.isfile(path)}
    parcels = {}
    for path, fields in heads.items():
        if fields and fields["manifest"] and fields["id"] not in parcels:
            text = packed_manifest(path, fields)
            if text:
                parcels[fields["id"]] = Parcel(fields["id"], text)
    for parcel in parcels.values():
        for path, fields in heads.items():
            if not fields or fields["id"] == parcel.id:
                parcel.take(path, fields)
    return list(parcels.values())
