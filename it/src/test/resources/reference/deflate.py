"""Makes deflated streams again: a second implementation of docs/formats/delta-deflate.md, made from that page alone."""

import struct
import zlib

import predict
from codes import DISTANCE_BASE, DISTANCE_EXTRA, FIXED_CODES, LENGTH_BASE, LENGTH_EXTRA, LENGTH_SYMBOL, MINIZ, ORDER
from codes import Header, codes, distance_symbol
from stream import Stream

ZLIB = 0
STORED, FIXED, DYNAMIC = range(3)


class Bits:
    def __init__(self):
        self.bytes = bytearray()
        self.pending = self.count = 0

    def put(self, value, count):
        self.pending |= value << self.count
        self.count += count
        while self.count >= 8:
            self.bytes.append(self.pending & 255)
            self.pending >>= 8
            self.count -= 8

    def fill(self):
        if self.count:
            self.put(0, 8 - self.count)


class Corrections:
    """A row of corrections of one kind."""

    def __init__(self, data):
        self.source = Stream(data)
        self.next()

    def next(self):
        self.right = self.source.number() if self.source.place < len(self.source.data) else None

    def due(self):
        """Counts one prediction; whether it is corrected."""
        if self.right is None:
            return False
        self.right -= 1
        return self.right < 0


class Recipe:
    """How a stream is made: a compressor, its settings, corrections."""

    def __init__(self, streams):
        source = streams[2]
        corrected = source.byte()
        self.family, self.level, self.window, self.memory, self.strategy = source.take(5)
        sizes = [source.number() for _ in range(3)] if corrected else [0] * 3
        self.parts = [streams[60 + part].take(size) if size else b"" for part, size in enumerate(sizes)]

    def make(self, content):
        if self.family == ZLIB and not any(self.parts) and self.window == 15 and self.memory == 8:
            if 1 <= self.level <= 9 and self.strategy <= 2:
                maker = zlib.compressobj(self.level, zlib.DEFLATED, -15, 8, self.strategy)
                return maker.compress(content) + maker.flush()
        return Maker(self, content).make()


class Maker:
    def __init__(self, recipe, content):
        self.recipe = recipe
        self.content = content
        self.place = 0
        self.out = Bits()
        self.blocks, self.tokens_, self.headers = (Corrections(part) for part in recipe.parts)
        self.predictor = predict.predictor(recipe, content)

    def make(self):
        while not self.block():
            pass
        self.out.fill()
        assert self.place == len(self.content), "content is left over"
        assert all(part.source.place == len(part.source.data) for part in (self.blocks, self.tokens_, self.headers))
        return bytes(self.out.bytes)

    def block(self):
        start, kind, last, length, tokens, full = self.place, None, None, None, [], False
        if self.blocks.due():
            flags = self.blocks.source.byte()
            assert flags < 16 and flags & 3 < 3
            kind, last = flags & 3, bool(flags & 4)
            length = self.blocks.source.number() if flags & 8 else None
            self.blocks.next()
        if kind == STORED and length is not None:
            self.walk(length)
        elif length is not None:
            tokens = [self.token() for _ in range(length)]
        else:
            matches = 0
            while not full and self.place < len(self.content):
                tokens.append(self.token())
                matches += tokens[-1][1] > 0
                full = self.full(len(tokens), matches, self.place - start)
        if last is None:
            last = self.place == len(self.content) and not (full and self.empty_follows(tokens))
        self.write(start, tokens, kind, last)
        self.predictor.block_ended(len(self.out.bytes))
        return last

    def walk(self, length):
        end = self.place + length
        while self.place < end:
            token = self.predictor.token()
            if self.place + token[0] > end:
                token = (1, 0)
            self.take(token)

    def take(self, token):
        self.predictor.took(token)
        self.place += token[0]

    def token(self):
        token = self.predictor.token()
        if self.tokens_.due():
            value = self.tokens_.source.number()
            token = (value + 2, self.tokens_.source.number()) if value else (1, 0)
            self.tokens_.next()
        assert self.place + token[0] <= len(self.content) and token[1] <= self.place
        self.take(token)
        return token

    def full(self, tokens, matches, size):
        if self.recipe.family == MINIZ:
            buffer = 1 + tokens + 2 * matches + tokens // 8
            return buffer > 65528 or size > 31744 and buffer * 115 // 128 >= size
        return tokens == (1 << self.recipe.memory + 6) - 1

    def empty_follows(self, tokens):
        recipe = self.recipe
        slow = recipe.family == ZLIB and recipe.level >= 4 and recipe.strategy not in (2, 3)
        return not (slow and tokens[-1][1] == 0)

    def write(self, start, tokens, kind, last):
        content, out = self.content[start : self.place], self.out
        frequencies = [0] * 286, [0] * 30
        frequencies[0][256] = 1
        for length, distance in tokens:
            if distance:
                frequencies[0][257 + LENGTH_SYMBOL[length]] += 1
                frequencies[1][distance_symbol(distance)] += 1
        place = start
        for length, distance in tokens:
            if not distance:
                frequencies[0][self.content[place]] += 1
            place += length
        header = None
        if kind is None:
            header = Header.predicted(self.recipe.family, frequencies)
            kind = self.kind(len(content), frequencies, header)
        out.put(last, 1)
        out.put(kind, 2)
        if kind == STORED:
            out.fill()
            out.bytes += struct.pack("<HH", len(content), len(content) ^ 0xFFFF) + content
            return
        if kind == DYNAMIC:
            header = header or Header.predicted(self.recipe.family, frequencies)
            if self.headers.due():
                header = Header.corrected(self.headers.source)
                self.headers.next()
            self.write_header(header)
        self.write_tokens(start, tokens, header.codes if kind == DYNAMIC else FIXED_CODES)

    def kind(self, size, frequencies, header):
        recipe = self.recipe
        dynamic = 3 + header.bits + coded_bits(frequencies, header.codes)
        fixed = 3 + coded_bits(frequencies, FIXED_CODES)
        if recipe.family == MINIZ:
            kind = FIXED if size < 48 or recipe.strategy == 4 else DYNAMIC
            bits = (fixed if kind == FIXED else dynamic) - 3
            stored = 33 <= size <= 32767 and ((self.out.count + 1) % 8 + 2 + bits) // 8 + 1 >= size
            return STORED if stored else kind
        if not size:
            return FIXED
        kind = FIXED if (fixed + 7) // 8 <= (dynamic + 7) // 8 or recipe.strategy == 4 else DYNAMIC
        bytes_ = ((fixed if kind == FIXED else dynamic) + 7) // 8
        return STORED if size <= 65535 and size + 4 <= bytes_ else kind

    def write_header(self, header):
        out = self.out
        for count, bits in zip(header.counts, (5, 5, 4)):
            out.put(count, bits)
        for place in range(header.counts[2] + 4):
            out.put(header.code_lengths[ORDER[place]], 3)
        table = codes(header.code_lengths)
        for symbol, extra in header.symbols:
            out.put(table[symbol][1], table[symbol][0])
            if symbol > 15:
                out.put(extra, {16: 2, 17: 3, 18: 7}[symbol])

    def write_tokens(self, place, tokens, tables):
        literals, distances = tables
        out = self.out
        for length, distance in tokens:
            symbol = 257 + LENGTH_SYMBOL[length] if distance else self.content[place]
            bits, code = literals[symbol]
            assert bits, "symbol without a code"
            out.put(code, bits)
            if distance:
                out.put(length - LENGTH_BASE[symbol - 257], LENGTH_EXTRA[symbol - 257])
                symbol = distance_symbol(distance)
                out.put(distances[symbol][1], distances[symbol][0])
                out.put(distance - DISTANCE_BASE[symbol], DISTANCE_EXTRA[symbol])
            place += length
        out.put(literals[256][1], literals[256][0])


def coded_bits(frequencies, tables):
    total = sum(count * tables[0][symbol][0] for symbol, count in enumerate(frequencies[0]) if count)
    total += sum(count * LENGTH_EXTRA[symbol] for symbol, count in enumerate(frequencies[0][257:]))
    for symbol, count in enumerate(frequencies[1]):
        if count:
            total += count * (tables[1][symbol][0] + DISTANCE_EXTRA[symbol])
    return total
