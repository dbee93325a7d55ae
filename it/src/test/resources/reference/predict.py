"""Predicts the tokens of compressors, as docs/formats/delta-deflate.md describes them."""

LITERAL = (1, 0)


def predictor(recipe, content):
    if recipe.strategy == 2 or recipe.level == 0:
        return Literals()
    if recipe.family == 1:
        return Miniz(recipe, content)
    if recipe.strategy == 3:
        return Runs(content)
    return Chains(recipe, content) if recipe.family == 0 else Medium(recipe, content)


def equal_bytes(content, a, b, limit):
    """How many bytes from a and b on are equal."""
    length = 0
    while length + 16 <= limit and content[a + length : a + length + 16] == content[b + length : b + length + 16]:
        length += 16
    while length < limit and content[a + length] == content[b + length]:
        length += 1
    return length


class Literals:
    def token(self):
        return LITERAL

    def took(self, token):
        pass

    def block_ended(self, size):
        pass


class Runs(Literals):
    def __init__(self, content):
        self.content = content
        self.place = 0

    def token(self):
        p = self.place
        length = equal_bytes(self.content, p - 1, p, min(258, len(self.content) - p)) if p else 0
        return (length, 1) if length >= 3 else LITERAL

    def took(self, token):
        self.place += token[0]


class Lazy(Literals):
    """The levels that look one place ahead before they take a match."""

    def __init__(self, recipe, content):
        self.recipe = recipe
        self.content = content
        self.place = 0
        self.kept = None
        self.predicted = None

    def token(self):
        kept, self.kept = self.kept, None
        here = kept or self.search(self.place, 2)
        self.predicted = here or LITERAL
        if here and self.looks_ahead(here):
            ahead = self.search(self.place + 1, here[0])
            if ahead:
                self.predicted, self.kept = LITERAL, ahead
        return self.predicted

    def took(self, token):
        if token != self.predicted:
            self.kept = None
        self.place += token[0]


ROWS = [None, (4, 4, 8, 4), (4, 5, 16, 8), (4, 6, 32, 32), (4, 4, 16, 16), (8, 16, 32, 32), (8, 16, 128, 128)]
ROWS += [(8, 32, 128, 256), (32, 128, 258, 1024), (32, 258, 258, 4096)]


class Chains(Lazy):
    """zlib."""

    def __init__(self, recipe, content):
        super().__init__(recipe, content)
        self.good, self.lazy, self.nice, self.chain = ROWS[recipe.level]
        self.bits = recipe.memory + 7
        self.shift = (self.bits + 2) // 3
        self.farthest = (1 << recipe.window) - 262
        self.head, self.before, self.reached = {}, {}, 0

    def enter(self, p):
        """Enters all places up to p."""
        content, s, mask = self.content, self.shift, (1 << self.bits) - 1
        for q in range(self.reached, min(p, len(content) - 3) + 1):
            key = (content[q] << 2 * s ^ content[q + 1] << s ^ content[q + 2]) & mask
            self.before[q] = self.head.get(key)
            self.head[key] = q
        self.reached = max(self.reached, p + 1)

    def search(self, p, k):
        self.enter(p)
        q = self.before.get(p)
        if not q or p - q > self.farthest:
            return None
        rest = len(self.content) - p
        best, found, limit = k, None, min(258, rest)
        content = self.content
        for _ in range(self.chain // 4 if k >= self.good else self.chain):
            if best < limit and content[q + best] == content[p + best]:
                length = equal_bytes(content, q, p, limit)
                if length > best:
                    best, found = length, (length, p - q)
                    if length >= min(self.nice, rest):
                        break
            q = self.before.get(q)
            if not q or q <= p - self.farthest:
                break
        return self.kept_if_good(found)

    def kept_if_good(self, found):
        if found and self.recipe.level >= 4:
            if found[0] == 3 and found[1] > 4096 or self.recipe.strategy == 1 and found[0] <= 5:
                return None
        return found

    def looks_ahead(self, here):
        return self.recipe.level >= 4 and here[0] < self.lazy

    def took(self, token):
        super().took(token)
        if self.recipe.level <= 3 and token[0] > self.lazy:
            self.enter(self.place - token[0])
            self.reached = self.place
        else:
            self.enter(self.place - 1)


PROBES = (0, 1, 6, 32, 16, 32, 128, 256, 512, 768, 1500)


class Miniz(Lazy):
    """miniz_oxide."""

    def __init__(self, recipe, content):
        super().__init__(recipe, content)
        self.head, self.next = [0] * 32768, [0] * 32768
        self.reached = 0

    def search(self, p, k):
        content, rest = self.content, len(self.content) - p
        limit = min(258, rest)
        for q in range(self.reached, p + limit - 2):
            key = (content[q] << 10 ^ content[q + 1] << 5 ^ content[q + 2]) & 32767
            self.next[q & 32767] = self.head[key]
            self.head[key] = q & 65535
        self.reached = max(self.reached, p + limit - 2)
        if limit <= k:
            return None
        found = self.look(p, k, limit)
        if found and (found[0] == 3 and found[1] >= 8192 or self.recipe.strategy == 1 and found[0] <= 5):
            return None
        return None if found and found[1] == p & 32767 else found

    def look(self, p, k, limit):
        content, best, found = self.content, k, None
        probes = PROBES[self.recipe.level]
        probes = 1 + ((probes // 4 if k >= 32 else probes) + 2) // 3
        farthest = min(p, 32768 - limit)
        entry = p
        while True:
            probes -= 1
            if probes == 0:
                return found
            for _ in range(3):
                entry = self.next[entry & 32767]
                distance = (p - entry) & 65535
                if entry == 0 or distance > farthest:
                    return found
                q = p - distance
                if content[q + best - 1 : q + best + 1] == content[p + best - 1 : p + best + 1]:
                    break
            else:
                continue
            if distance == 0:
                return found
            if content[q : q + 2] != content[p : p + 2]:
                continue
            length = equal_bytes(content, q, p, limit)
            if length > best:
                best, found = length, (length, distance)
                if length == limit:
                    return found

    def looks_ahead(self, here):
        return self.recipe.level > 3 and here[0] < 128


RS_ROWS = [None, (4, 4, 8, 4), (4, 4, 8, 4), (4, 6, 16, 6), (4, 12, 32, 24)] + ROWS[5:]


class Match:
    def __init__(self, start, match, length, origin):
        self.start, self.match, self.length, self.origin = start, match, length, origin


class Medium(Literals):
    """zlib-rs."""

    def __init__(self, recipe, content):
        self.recipe = recipe
        self.content = content
        _, self.lazy, self.nice, self.chain = RS_ROWS[recipe.level]
        self.place = self.base = self.filled = 0
        self.head, self.before, self.entered = {}, {}, -1
        self.mistaken = False
        self.next = None
        self.predicted = None
        self.size = 0

    def enter(self, p):
        """Enters p; the last place that had its hash."""
        if len(self.content) - p < 4:
            return None
        key = (int.from_bytes(self.content[p : p + 4], "little") * 0x9E3779B1 & 0xFFFFFFFF) >> 16
        last = self.head.get(key)
        if last != p:
            self.before[p] = last
            self.head[key] = p
            self.entered = max(self.entered, p)
        return last

    def token(self):
        while True:
            current = self.round()
            if current.length == 0:
                continue
            self.predicted = LITERAL if current.length == 1 else (current.length, current.start - current.match)
            return self.predicted

    def round(self):
        p = self.place
        if self.filled - p < 262:
            if p - self.base >= 65274:
                self.base += 32768
            grown = min(len(self.content), self.base + 65536)
            if grown > self.filled:
                self.filled = grown
                if p > self.base:
                    self.enter(p - 1)
            self.next = None
        current = self.next if self.next is not None else self.searched(p, p)
        self.next, self.mistaken = None, False
        self.enter_inside(p, current)
        end = p + current.length
        if self.recipe.level >= 5 and self.filled - p > 262 and end < self.base + 65274:
            self.next = self.searched(end, p)
            if self.next.length >= 4:
                self.shift(current)
        return current

    def searched(self, s, p):
        """The match at s, of length 1 where there is none; p is the place of the round."""
        q = None
        if self.filled - s >= 4:
            q = self.enter(s)
            if q == s == p and self.mistaken:
                q = self.before[s]
        if q is not None and self.base < q < s and s - q <= 32506:
            length, match = self.search(s, q, self.filled - p)
            if length >= 4:
                return Match(s, match, length, s)
        return Match(s, 0, 1, s)

    def search(self, s, q, limit):
        content, best, match = self.content, 2, 0
        longest = min(258, len(content) - s)
        for _ in range(self.chain):
            length = equal_bytes(content, q, s, longest)
            if length > best:
                best, match = length, q
                if best > limit:
                    return limit, match
                if best >= self.nice:
                    return best, match
            elif self.recipe.level < 5 and best >= 8 and self.stops(content, q, s, best):
                return best, match
            q = self.before[q]
            if q is None or q <= max(self.base, s - 32506):
                break
        return best, match

    @staticmethod
    def stops(content, q, s, best):
        same = content[q : q + 8] == content[s : s + 8]
        return same and content[q + best - 7 : q + best + 1] == content[s + best - 7 : s + best + 1]

    def enter_inside(self, p, current):
        if not (self.filled - p > current.length + 4 and current.length >= 4):
            return
        end = p + current.length
        first = p + 1
        if self.recipe.family == 3 and current.length > 16 * self.lazy:
            first = end - 1
        for q in range(max(first, current.origin), end):
            self.enter(q)

    def shift(self, current):
        after = self.next
        content = self.content
        if not 2 <= current.length <= 1 + after.match - self.base:
            return
        a, b = after.match - current.length + 1, after.start - current.length + 1
        if a < 0 or content[a] != content[b]:
            return
        count = 0
        match, start, length = after.match, after.start, after.length
        while (
            current.length > count
            and start - count > max(self.base, start - 32506)
            and length + count < 256
            and match - count > self.base + 1
            and content[match - count - 1] == content[start - count - 1]
        ):
            count += 1
        if count and current.length - count <= 1:
            after.start -= count
            after.match -= count
            after.length += count
            current.length -= count
            after.origin += 1

    def took(self, token):
        start = self.place
        self.place += token[0]
        self.mistaken = token != self.predicted
        if self.mistaken:
            self.next = None
            for q in range(max(start, self.entered) + 1, self.place):
                self.enter(q)

    def block_ended(self, size):
        if size // 32768 != self.size // 32768:
            self.next = None
        self.size = size
