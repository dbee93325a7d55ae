package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small sound wheels with a few bytes changed, always the same ones. */
final class MutatedWheels {
  private static final Path SOUND = Path.of("src/test/resources/sound-wheels");
  private static final int[] TELLING = {
    0, 1, 2, 4, 8, 20, 22, 30, 46, 0x2f, 0x50, 0x7f, 0x80, 0xff
  };

  private final List<byte[]> sound = new ArrayList<>();
  private final Random random = new Random(20261121);

  MutatedWheels() throws IOException {
    try (Stream<Path> files = Files.list(SOUND)) {
      for (Path file : files.sorted().toList()) {
        sound.add(Files.readAllBytes(file));
      }
    }
  }

  /** The next one: bytes replaced, removed, doubled, or two wheels spliced. */
  byte[] next() {
    byte[] wheel = sound.get(random.nextInt(sound.size())).clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      wheel = change(wheel);
    }
    return wheel;
  }

  private byte[] change(byte[] wheel) {
    int at = random.nextInt(wheel.length);
    return switch (random.nextInt(12)) {
      case 0 -> splice(wheel, at, wheel, Math.min(wheel.length, at + 1 + random.nextInt(40)));
      case 1 -> splice(wheel, Math.min(wheel.length, at + 1 + random.nextInt(40)), wheel, at);
      case 2 -> {
        byte[] other = sound.get(random.nextInt(sound.size()));
        yield splice(wheel, at, other, random.nextInt(other.length));
      }
      default -> {
        wheel[at] =
            (byte)
                (random.nextBoolean()
                    ? TELLING[random.nextInt(TELLING.length)]
                    : random.nextInt(256));
        yield wheel;
      }
    };
  }

  private static byte[] splice(byte[] head, int headEnd, byte[] tail, int tailStart) {
    byte[] joined = java.util.Arrays.copyOf(head, headEnd + tail.length - tailStart);
    System.arraycopy(tail, tailStart, joined, headEnd, tail.length - tailStart);
    return joined.length == 0 ? new byte[1] : joined;
  }

  /** Digest of each member by name, or nothing where the wheel is refused. */
  static Optional<Map<String, String>> read(byte[] wheel) {
    try {
      WheelArchive archive = WheelArchive.open(new MemoryBytes(wheel), "mutant.whl");
      Map<String, String> contents = new TreeMap<>();
      for (WheelMember member : archive.members()) {
        contents.put(member.path(), Digest.of(archive.read(member, 1 << 20)).hex());
      }
      return Optional.of(contents);
    } catch (FerryException refused) {
      return Optional.empty();
    }
  }
}
