"""Numbers of a delta: docs/formats/delta.md."""


class Stream:
    """Bytes that are read from the front."""

    def __init__(self, data):
        self.data = data
        self.place = 0

    def take(self, count):
        if count > len(self.data) - self.place:
            raise ValueError("stream is too short")
        self.place += count
        return self.data[self.place - count : self.place]

    def byte(self):
        return self.take(1)[0]

    def number(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self):
        value = self.number()
        return value >> 1 ^ -(value & 1)
