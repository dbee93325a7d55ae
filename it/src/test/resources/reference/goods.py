"""Goods and typed requests: a second implementation of docs/formats/goods.md and request.md, made from these pages alone."""

import hashlib
import re

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SITE = "abcdefghijklmnopqrstuvwxyz0123456789-"


def numbers(text):
    """A set of numbers: ranges in rising order, one spelling."""
    result = []
    for range_ in text.split(",") if text else []:
        first, _, last = range_.partition("-")
        ends = (int(first), int(last or first))
        assert not result or ends[0] > result[-1] + 1, text
        result.extend(range(ends[0], ends[1] + 1))
    assert spelled(result) == text, text
    return result


def ranges(values):
    """[(first, last)] of rising numbers."""
    result = []
    for value in values:
        if result and result[-1][1] + 1 == value:
            result[-1][1] = value
        else:
            result.append([value, value])
    return result


def spelled(values):
    return spelled_ranges(ranges(values))


def spelled_ranges(ranges_):
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges_)


def items(goods):
    """(number, place in the payload, item) of each item."""
    place = 0
    for number, item in enumerate(goods["items"], len(goods["held"])):
        yield number, place, item
        place += item.get("length", item["size"])


def check_goods(goods, payload):
    known = {"format", "exporter", "site", "number", "against", "created", "held", "items", "roots"}
    assert set(goods) <= known and goods["format"] == 1
    assert re.fullmatch("[0-9a-f]{32}", goods["exporter"]) and 1 <= goods["number"] <= 999_999
    blobs = goods["held"] + goods["items"]
    assert len({blob["digest"] for blob in blobs}) == len(blobs)
    end = 0
    for number, place, item in items(goods):
        assert set(item) <= {"digest", "size", "title", "length", "bases"} and ("bases" in item) == ("length" in item)
        assert all(base < number for base in numbers(item.get("bases", "")))
        end = place + item.get("length", item["size"])
    assert end == payload
    for root in goods["roots"]:
        assert root["kind"] in ("bundle", "image", "file")
        assert all(number < len(blobs) for number in numbers(root["needs"]))


# --- Requests --------------------------------------------------------------------------------------------------------


def bits(value, count):
    return [value >> shift & 1 for shift in range(count - 1, -1, -1)]


def value_of(bits_):
    return int("".join(map(str, bits_)), 2)


def line_check(symbols, line):
    """CRC of ten bits, then what the number of the line adds."""
    register = 0b1111111111
    for bit in [bit for symbol in symbols for bit in bits(symbol, 5)]:
        register = register << 1 & 0x3FF ^ (0x233 if register >> 9 ^ bit else 0)
    return register ^ line * 157 % 1024


class Symbols:
    def __init__(self, symbols):
        self.symbols = symbols
        self.place = 0

    def take(self, count):
        self.place += count
        return self.symbols[self.place - count : self.place]

    def number(self):
        value = 0
        for shift in range(0, 24, 4):
            (symbol,) = self.take(1)
            value |= (symbol & 15) << shift
            if symbol < 16:
                assert symbol or not shift, "a symbol to spare"
                return value
        raise ValueError("a number of more than six symbols")

    def bits(self, count):
        symbols = self.take(-(-count // 5))
        all_bits = [bit for symbol in symbols for bit in bits(symbol, 5)]
        assert not any(all_bits[count:])
        return all_bits[:count]

    def ranges(self):
        result, first = [], 0
        for _ in range(self.number()):
            start = first + self.number()
            end = start + self.number()
            result.append((start, end))
            first = end + 2
        return result


def parse_request(text):
    """{exporter, site, parcels: [(number, parts, blobs)], rest}; parts and blobs are [(first, last)]."""
    letters = re.sub(r"[\s-]", "", text.upper()).replace("O", "0").replace("I", "1").replace("L", "1")
    symbols = []
    for line, start in enumerate(range(0, len(letters), 50)):
        values = [LETTERS.index(letter) for letter in letters[start : start + 50]]
        assert line_check(values[:-2], line) == values[-2] << 5 | values[-1], f"line {line + 1} has a mistake"
        symbols += values[:-2]
    check = hashlib.sha256(b"ferry request" + bytes(symbols[:-4])).digest()
    assert value_of([bit for symbol in symbols[-4:] for bit in bits(symbol, 5)]) == int.from_bytes(check[:3], "big") >> 4
    source = Symbols(symbols[:-4])
    assert source.number() == 1, "version"
    exporter = f"{value_of(source.bits(40)):010x}"
    length = source.number()
    site_bits = source.bits(6 * length)
    site = "".join(SITE[value_of(site_bits[i : i + 6])] for i in range(0, len(site_bits), 6))
    parcel, parcels = 0, []
    for _ in range(source.number()):
        parcel += 1 + source.number()
        parcels.append((parcel, source.ranges(), source.ranges()))
    rest = source.number()
    assert source.place == len(source.symbols), "symbols left over"
    return {"exporter": exporter, "site": site, "parcels": parcels, "rest": parcel + rest if rest else None}


def number_symbols(value):
    result = []
    while value > 15:
        result.append(value & 15 | 16)
        value >>= 4
    return result + [value]


def packed_bits(all_bits):
    all_bits = all_bits + [0] * (-len(all_bits) % 5)
    return [value_of(all_bits[i : i + 5]) for i in range(0, len(all_bits), 5)]


def range_symbols(ranges_):
    result, first = number_symbols(len(ranges_)), 0
    for start, end in ranges_:
        result += number_symbols(start - first) + number_symbols(end - start)
        first = end + 2
    return result


def write_request(request):
    """The lines of a request that fits."""
    symbols = [1] + packed_bits(bits(int(request["exporter"], 16), 40)) + number_symbols(len(request["site"]))
    symbols += packed_bits([bit for letter in request["site"] for bit in bits(SITE.index(letter), 6)])
    symbols += number_symbols(len(request["parcels"]))
    last = 0
    for parcel, parts, blobs in request["parcels"]:
        symbols += number_symbols(parcel - last - 1) + range_symbols(parts) + range_symbols(blobs)
        last = parcel
    symbols += number_symbols(request["rest"] - last if request["rest"] else 0)
    check = hashlib.sha256(b"ferry request" + bytes(symbols)).digest()
    symbols += packed_bits(bits(int.from_bytes(check[:3], "big") >> 4, 20))
    lines = []
    for line, start in enumerate(range(0, len(symbols), 48)):
        part = symbols[start : start + 48]
        text = "".join(LETTERS[symbol] for symbol in part + packed_bits(bits(line_check(part, line), 10)))
        lines.append(" ".join(text[i : i + 5] for i in range(0, len(text), 5)))
    return lines
