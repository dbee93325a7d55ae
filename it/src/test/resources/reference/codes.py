"""Codes of deflated streams, and how they are written: docs/formats/delta-deflate.md."""

MINIZ = 1
ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
LENGTH_EXTRA = [0] * 8 + [i for i in range(1, 6) for _ in range(4)] + [0]
DISTANCE_EXTRA = [0] * 4 + [i for i in range(1, 14) for _ in range(2)]


def bases(extra, first):
    result = []
    for bits in extra:
        result.append(first)
        first += 1 << bits
    return result


LENGTH_BASE = bases(LENGTH_EXTRA, 3)
LENGTH_BASE[28] = 258
DISTANCE_BASE = bases(DISTANCE_EXTRA, 1)
LENGTH_SYMBOL = {}
for number in range(29):
    for value in range(LENGTH_BASE[number], min(259, LENGTH_BASE[number] + (1 << LENGTH_EXTRA[number]))):
        LENGTH_SYMBOL[value] = number


def distance_symbol(distance):
    if distance < 5:
        return distance - 1
    bits = (distance - 1).bit_length() - 1
    return 2 * bits + ((distance - 1) >> (bits - 1) & 1)


FIXED_LENGTHS = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8


# --- Codes -----------------------------------------------------------------------------------------------------------


def zlib_lengths(frequencies, longest):
    """Code lengths up to the highest symbol that has one."""
    frequencies = list(frequencies)
    used = [symbol for symbol, frequency in enumerate(frequencies) if frequency]
    while len(used) < 2:
        highest = max(used, default=-1)
        added = highest + 1 if highest < 2 else 0
        used.append(added)
        frequencies[added] = 1
    highest = max(used)
    heap = [None] + used  # as they came: the added one last
    frequency, depth = dict(enumerate(frequencies)), dict.fromkeys(range(len(frequencies)), 0)

    def smaller(a, b):
        return (frequency[a], depth[a]) < (frequency[b], depth[b])

    def sift(place):
        node = heap[place]
        while 2 * place < len(heap):
            child = 2 * place
            if child + 1 < len(heap) and not smaller(heap[child], heap[child + 1]):
                child += 1
            if not smaller(heap[child], node):
                break
            heap[place] = heap[child]
            place = child
        heap[place] = node

    for place in range((len(heap) - 1) // 2, 0, -1):
        sift(place)
    order, parent, node = [], {}, len(frequencies)
    while len(heap) > 2:
        first = heap[1]
        heap[1] = heap[-1]
        heap.pop()
        sift(1)
        second = heap[1]
        order += [first, second]
        frequency[node] = frequency[first] + frequency[second]
        depth[node] = max(depth[first], depth[second]) + 1
        parent[first] = parent[second] = node
        heap[1] = node
        node += 1
        sift(1)
    root = heap[1]
    length, cut, count = {root: 0}, 0, [0] * (longest + 1)
    for item in reversed(order):
        length[item] = length[parent[item]] + 1
        if length[item] > longest:
            length[item] = longest
            cut += 1
        if item < len(frequencies):
            count[length[item]] += 1
    if cut:
        while cut > 0:
            level = max(level for level in range(1, longest) if count[level])
            count[level] -= 1
            count[level + 1] += 2
            count[longest] -= 1
            cut -= 2
        leaves = iter([item for item in order if item < len(frequencies)])
        for level in range(longest, 0, -1):
            for _ in range(count[level]):
                length[next(leaves)] = level
    return [length.get(symbol, 0) for symbol in range(highest + 1)]


def moffat_katajainen(weights):
    """Lengths of a code for weights that rise: the longest first."""
    n = len(weights)
    if n == 1:
        return [1]
    a, leaf, root = list(weights), 0, 0
    for node in range(n - 1):
        total = 0
        for _ in range(2):
            if leaf >= n or root < node and a[root] < a[leaf]:
                total += a[root]
                a[root] = node
                root += 1
            else:
                total += a[leaf]
                leaf += 1
        a[node] = total
    depth = [0] * (n - 1)
    for node in range(n - 3, -1, -1):
        depth[node] = depth[a[node]] + 1
    result, available, level, inner = [], 1, 0, n - 2
    while available > 0:
        here = 0
        while inner >= 0 and depth[inner] == level:
            here += 1
            inner -= 1
        result = [level] * (available - here) + result
        available = 2 * here
        level += 1
    return result


def miniz_lengths(frequencies, longest):
    used = sorted((frequency, symbol) for symbol, frequency in enumerate(frequencies) if frequency)
    result = [0] * len(frequencies)
    if not used:
        return result
    count = [0] * (longest + 1)
    for length in moffat_katajainen([frequency for frequency, _ in used]):
        count[min(length, longest)] += 1
    while sum(count[level] << (longest - level) for level in range(1, longest + 1)) > 1 << longest and len(used) > 1:
        count[longest] -= 1
        level = max(level for level in range(1, longest) if count[level])
        count[level] -= 1
        count[level + 1] += 2
    symbols = iter([symbol for _, symbol in reversed(used)])
    for level in range(1, longest + 1):
        for _ in range(count[level]):
            result[next(symbols)] = level
    return result


def codes(lengths):
    """(bits, code with its first bit lowest) of each symbol, RFC 1951, 3.2.2."""
    result, code = [(0, 0)] * len(lengths), 0
    for level in range(1, 16):
        for symbol, length in enumerate(lengths):
            if length == level:
                result[symbol] = (level, int(f"{code:0{level}b}"[::-1], 2))
                code += 1
        code <<= 1
    return result


FIXED_CODES = codes(FIXED_LENGTHS), codes([5] * 30)


def zlib_runs(lengths):
    """[(symbol, value of the extra bits)] of one row."""
    result, place, before = [], 0, None
    while place < len(lengths):
        length = lengths[place]
        limit, least = (138, 3) if length == 0 else (6, 3) if length == before else (7, 4)
        run = 1
        while run < limit and place + run < len(lengths) and lengths[place + run] == length:
            run += 1
        place += run
        if run < least:
            result += [(length, 0)] * run
        elif length == 0:
            result.append((17, run - 3) if run <= 10 else (18, run - 11))
        else:
            if length != before:
                result.append((length, 0))
                run -= 1
            result.append((16, run - 3))
        before = length
    return result


def miniz_runs(lengths):
    result, place, before = [], 0, None
    while place < len(lengths):
        length, run = lengths[place], 1
        if length:
            if length != before:
                result.append((length, 0))
                before = length
                place += 1
                continue
        limit = 138 if length == 0 else 6
        while run < limit and place + run < len(lengths) and lengths[place + run] == length:
            run += 1
        place += run
        if run < 3:
            result += [(length, 0)] * run
        elif length == 0:
            result.append((17, run - 3) if run <= 10 else (18, run - 11))
        else:
            result.append((16, run - 3))
        before = length
    return result


class Header:
    """HLIT, HDIST and HCLEN, the code for code lengths, its symbols."""

    def __init__(self, counts, code_lengths, symbols):
        self.counts = counts
        self.code_lengths = code_lengths
        self.symbols = symbols
        self.bits = 14 + 3 * (counts[2] + 4)
        for symbol, _ in symbols:
            self.bits += code_lengths[symbol] + {16: 2, 17: 3, 18: 7}.get(symbol, 0)
        row = []
        for symbol, extra in symbols:
            if symbol < 16:
                row.append(symbol)
            else:
                row += [row[-1] if symbol == 16 else 0] * (extra + (11 if symbol == 18 else 3))
        assert len(row) == counts[0] + 257 + counts[1] + 1
        self.codes = codes(row[: counts[0] + 257]), codes(row[counts[0] + 257 :])

    @classmethod
    def predicted(cls, family, frequencies):
        if family == MINIZ:
            literals = miniz_lengths(frequencies[0] + [0, 0], 15)
            distances = miniz_lengths(frequencies[1] + [0, 0], 15)
            while len(literals) > 257 and not literals[-1]:
                literals.pop()
            while len(distances) > 1 and not distances[-1]:
                distances.pop()
            symbols = miniz_runs(literals + distances)
        else:
            literals, distances = zlib_lengths(frequencies[0], 15), zlib_lengths(frequencies[1], 15)
            symbols = zlib_runs(literals) + zlib_runs(distances)
        counts = [0] * 19
        for symbol, _ in symbols:
            counts[symbol] += 1
        code_lengths = (miniz_lengths if family == MINIZ else zlib_lengths)(counts, 7)
        code_lengths += [0] * (19 - len(code_lengths))
        last = max([place for place in range(19) if code_lengths[ORDER[place]]] + [3])
        return cls((len(literals) - 257, len(distances) - 1, last - 3), code_lengths, symbols)

    @classmethod
    def corrected(cls, source):
        counts = tuple(source.take(3))
        code_lengths = [0] * 19
        for place, length in enumerate(source.take(counts[2] + 4)):
            code_lengths[ORDER[place]] = length
        symbols, total = [], 0
        while total < counts[0] + 257 + counts[1] + 1:
            symbol = source.byte()
            extra = source.number() if symbol > 15 else 0
            symbols.append((symbol, extra))
            total += 1 if symbol < 16 else extra + (11 if symbol == 18 else 3)
        return cls(counts, code_lengths, symbols)
