package dev.ferry.delta.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders of {@code outline}: one library each, named by its fault, and the sections that are left.
 */
class ElfTest {
  private static Path folder() {
    try {
      Path sound =
          Path.of(Objects.requireNonNull(ElfTest.class.getResource("/outline/sound")).toURI());
      return Objects.requireNonNull(sound.getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> faults() throws IOException {
    try (Stream<Path> folders = Files.list(folder())) {
      return folders.map(one -> one.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static byte[] library(String fault) {
    try {
      return Files.readAllBytes(folder().resolve(fault).resolve("library.bin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sections(Elf elf) {
    return elf.sections().stream()
        .map(section -> section.name().isEmpty() ? "-" : section.name())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatDoesNotFitIsAsIfItWasNotThere(String fault) throws IOException {
    String expected = Files.readString(folder().resolve(fault).resolve("expected")).strip();
    assertThat(Elf.find(ArrayBytes.of(library(fault))).map(ElfTest::sections).orElse("none"))
        .isEqualTo(expected);
  }

  @Test
  void soundHeadersAreRead() {
    Elf elf = Elf.find(ArrayBytes.of(library("sound"))).orElseThrow();
    assertThat(elf.machine()).isEqualTo(Machine.X86_64);
    assertThat(elf.segments())
        .containsExactly(
            new Segment(0x1000, 0, 0x140, 0x140), new Segment(0x3140, 0x140, 0x40, 0x80));
    Section text = elf.findSection(".text").orElseThrow();
    assertThat(text).isEqualTo(new Section(1, ".text", 1, 6, 0x1100, 0x100, 0x40, 0, 0, 0));
    assertThat(text.executable()).isTrue();
    assertThat(text.end()).isEqualTo(0x140);
    assertThat(elf.findSection(".bss")).isEmpty();
    assertThat(elf.findSection(3).orElseThrow().inFile()).isFalse();
  }

  @Test
  void addressesAndPlacesLeadToEachOther() {
    Elf elf = Elf.find(ArrayBytes.of(library("sound"))).orElseThrow();
    assertThat(elf.offset(0x1100)).isEqualTo(0x100);
    assertThat(elf.offset(0x3140)).isEqualTo(0x140);
    assertThat(elf.offset(0x3180)).isEqualTo(Elf.NOWHERE);
    assertThat(elf.offset(0xfff)).isEqualTo(Elf.NOWHERE);
    assertThat(elf.offset(-1)).isEqualTo(Elf.NOWHERE);
    for (long place : new long[] {0, 0x13f, 0x140, 0x17f}) {
      assertThat(elf.offset(elf.address(place))).isEqualTo(place);
    }
    assertThat(elf.address(0x180)).isEqualTo(Elf.NOWHERE);
  }

  @Test
  void anyBytesGiveAnOutlineThatFitsOrNone() {
    byte[] good = library("sound");
    Random random = new Random(7);
    int outlines = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed =
          Arrays.copyOf(good, random.nextInt(5) == 0 ? random.nextInt(512) : good.length);
      for (int k = random.nextInt(8); k >= 0 && changed.length > 0; k--) {
        int from = random.nextBoolean() ? 0x1c0 : 16;
        int at = Math.min(changed.length - 1, from + random.nextInt(320));
        changed[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(3) - 1);
      }
      Bytes file = ArrayBytes.of(changed);
      Optional<Elf> elf = Elf.find(file);
      elf.ifPresent(one -> assertThatItFits(one, file.size()));
      outlines += elf.isPresent() ? 1 : 0;
    }
    assertThat(outlines).isBetween(1000, 19_000);
  }

  private static void assertThatItFits(Elf elf, long size) {
    long free = 0;
    for (Section section : elf.sections()) {
      if (section.inFile()) {
        assertThat(section.offset()).isGreaterThanOrEqualTo(free);
        assertThat(section.end()).isLessThanOrEqualTo(size);
        free = section.end();
      }
    }
    for (Segment segment : elf.segments()) {
      assertThat(segment.offset() + segment.size()).isBetween(0L, size);
      if (segment.size() > 0) {
        assertThat(elf.offset(segment.address())).isEqualTo(segment.offset());
      }
    }
  }
}
