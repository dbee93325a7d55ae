package dev.ferry.delta.generate.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.generate.match.MatchOptions;
import dev.ferry.delta.generate.match.Matcher;
import dev.ferry.delta.member.MemberDecoder;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.MemoryStreams;
import dev.ferry.delta.stream.StreamKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeRoundTripTest {
  private static final byte[] NATIVE = {1};
  private static final byte[] PLAIN = {0};

  @TempDir private static Path folder;

  @Test
  void aGrownProgramComesBackAndItsCallsCostNothing() throws IOException {
    Random random = new Random(11);
    Program program = Program.of(random, 4000);
    byte[] old = program.link();
    byte[] fresh = program.grown(random).link();
    MemoryStreams streams = encode(old, fresh);
    assertThat(streams.bytes(StreamKind.METHOD)).isEqualTo(NATIVE);
    assertThat(decode(old, fresh.length, streams)).isEqualTo(fresh);
    assertThat(streams.isReadWhole()).isTrue();
    assertThat(streams.bytes(StreamKind.BRANCH_CORRECTION)).hasSizeLessThan(100);
    assertThat(streams.size()).isLessThan(plain(old, fresh).size() / 20);
  }

  @Test
  void smallProgramsWithEditsComeBack() throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Program program = Program.of(random, 1 + random.nextInt(300));
      byte[] old = program.link();
      byte[] fresh = Edits.edit(random, program.grown(random).link());
      MemoryStreams streams = encode(old, fresh);
      assertThat(decode(old, fresh.length, streams)).isEqualTo(fresh);
    }
  }

  @Test
  void librariesOfThisMachineComeBack() throws IOException {
    List<Path> libraries = libraries();
    assumeTrue(libraries.size() > 1, "a runtime without ELF libraries");
    Random random = new Random(3);
    byte[] before = Files.readAllBytes(libraries.get(0));
    for (Path library : libraries) {
      byte[] now = Files.readAllBytes(library);
      assertThat(decode(before, now.length, encode(before, now))).isEqualTo(now);
      byte[] edited = now.clone();
      for (int i = 0; i < 50; i++) {
        edited[random.nextInt(edited.length)] += (byte) 1;
      }
      assertThat(decode(now, edited.length, encode(now, edited))).isEqualTo(edited);
      before = now;
    }
  }

  @Test
  void whatIsNoLibraryIsPlain() {
    byte[] library = Program.of(new Random(1), 50).link();
    for (int at : new int[] {0, 4, 5, 18}) {
      byte[] broken = library.clone();
      broken[at]++;
      assertThat(encode(broken, broken).bytes(StreamKind.METHOD)).isEqualTo(PLAIN);
    }
    byte[] cut = Arrays.copyOf(library, 100);
    assertThat(encode(cut, cut).bytes(StreamKind.METHOD)).isEqualTo(PLAIN);
  }

  @Test
  void brokenLibrariesComeBack() throws IOException {
    Random random = new Random(8);
    Program program = Program.of(random, 100);
    byte[] sound = program.link();
    int table = (int) ArrayBytes.of(sound).longAt(40);
    for (int i = 0; i < 300; i++) {
      byte[] old = sound.clone();
      byte[] fresh = program.grown(random).link();
      for (int j = random.nextInt(4); j >= 0; j--) {
        byte[] one = random.nextBoolean() ? old : fresh;
        int at = random.nextBoolean() ? random.nextInt(120) : table + random.nextInt(190);
        one[at] = (byte) random.nextInt(256);
      }
      assertThat(decode(old, fresh.length, encode(old, fresh))).isEqualTo(fresh);
    }
  }

  @Test
  void damagedStreamsAreBadDeltas() throws IOException {
    Random random = new Random(4);
    Program program = Program.of(random, 150);
    byte[] old = program.link();
    byte[] fresh = Edits.edit(random, program.grown(random).link());
    System.arraycopy(program.grown(random).link(), 0, fresh, 0, Math.min(120, fresh.length));
    MemoryStreams sound = encode(old, fresh);
    List<StreamKind> used =
        Stream.of(StreamKind.values()).filter(kind -> sound.bytes(kind).length > 0).toList();
    for (int i = 0; i < 2000; i++) {
      MemoryStreams streams = new MemoryStreams();
      used.forEach(kind -> streams.replace(kind, sound.bytes(kind)));
      StreamKind kind = used.get(random.nextInt(used.size()));
      streams.replace(kind, Edits.damage(random, sound.bytes(kind)));
      try {
        assertThat(decode(old, fresh.length, streams)).hasSize(fresh.length);
      } catch (BadDelta expected) {
        assertThat(expected).hasMessageContaining(" ");
      }
    }
  }

  private static List<Path> libraries() throws IOException {
    Path home = Path.of(System.getProperty("java.home"), "lib");
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".so")).sorted().toList()) {
        if (Files.size(file) < 300_000
            && Elf.find(ArrayBytes.of(Files.readAllBytes(file))).isPresent()) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static MemoryStreams encode(byte[] old, byte[] fresh) {
    MemoryStreams streams = new MemoryStreams();
    new MemberEncoder(1).encode(ArrayBytes.of(old), ArrayBytes.of(fresh), streams);
    return streams;
  }

  /** The same files, compared as any others. */
  private static MemoryStreams plain(byte[] old, byte[] fresh) {
    MemoryStreams streams = new MemoryStreams();
    new PlainEncoder(ArrayBytes.of(old), ArrayBytes.of(fresh), streams)
        .encode(
            Matcher.match(
                ArrayBytes.of(old), ArrayBytes.of(fresh), MatchOptions.code(old.length, 1)));
    return streams;
  }

  private static byte[] decode(byte[] old, long size, MemoryStreams streams) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (Scratch scratch = Scratch.below(folder, 10 * size + 1000)) {
      MemberDecoder.decode(ArrayBytes.of(old), size, streams.reader(), scratch, to);
    }
    return to.toByteArray();
  }
}
