package dev.ferry.delta.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.delta.apply.ApplyLimits;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.MappedBytes;
import dev.ferry.delta.format.DeltaFile;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.format.Fingerprint;
import dev.ferry.delta.format.PackedStream;
import dev.ferry.delta.format.PackedStream.Method;
import dev.ferry.delta.format.Unpacking;
import dev.ferry.delta.generate.Archives.File;
import dev.ferry.delta.generate.Packing.Packed;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deltas that lie: every one is a verification failure or a refusal, in bounded space. */
class HostileDeltaTest {
  @TempDir Path folder;
  private Path old = Path.of("");
  private Path delta = Path.of("");
  private Path scratch = Path.of("");
  private byte[] fresh = {};

  @BeforeEach
  void makeOne() throws IOException {
    Archives archives = new Archives(new Random(1));
    List<File> before = new ArrayList<>(archives.files(14));
    byte[] library = library();
    byte[] newer = library.clone();
    for (int i = 5000; i < newer.length; i += 997) {
      newer[i] = (byte) (newer[i] + 3);
    }
    List<File> after = new ArrayList<>(archives.change(before));
    before.add(new File("pkg/libx.so", library));
    after.add(new File("pkg/libx.so", newer));
    fresh = archives.wheel("2", after);
    old = Files.write(folder.resolve("old"), archives.wheel("1", before));
    Path freshFile = Files.write(folder.resolve("fresh"), fresh);
    delta = folder.resolve("delta");
    scratch = Files.createDirectory(folder.resolve("scratch"));
    assertThat(DeltaMaker.make(old, freshFile, delta, MakeOptions.in(scratch), Progress.NONE))
        .isPresent();
  }

  /** A real library of the machine, so that decoders of machine code are reached. */
  private static byte[] library() throws IOException {
    return Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", "libjimage.so"))
        .clone();
  }

  @Test
  void aBitThatFlippedAnywhereIsFound() throws IOException {
    byte[] good = Files.readAllBytes(delta);
    Random random = new Random(2);
    for (int i = 0; i < 120; i++) {
      byte[] bad = good.clone();
      int place = i < 60 ? i * 4 : random.nextInt(bad.length);
      bad[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(delta, bad);
      assertRefused();
    }
    Files.write(delta, Arrays.copyOf(good, good.length - 1));
    assertRefused();
    Files.write(delta, new byte[0]);
    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void streamsThatLieDoNoHarm(int seed) throws IOException {
    DeltaFile file = DeltaFile.read(MappedBytes.open(delta));
    Map<StreamKind, byte[]> streams = streams(file);
    Random random = new Random(seed);
    List<StreamKind> kinds = List.copyOf(streams.keySet());
    for (int i = 0; i < 60; i++) {
      StreamKind kind = kinds.get(random.nextInt(kinds.size()));
      Map<StreamKind, byte[]> lies = new TreeMap<>(streams);
      lies.put(kind, mutate(random, Objects.requireNonNull(streams.get(kind))));
      write(file.header(), lies);
      assertRefused();
    }
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
    DeltaFile file = DeltaFile.read(MappedBytes.open(delta));
    DeltaHeader header = file.header();
    Map<StreamKind, byte[]> streams = streams(file);
    write(with(header, new Fingerprint(header.fresh().digest(), 1L << 50), 1L << 20), streams);
    assertThatThrownBy(this::apply).hasMessageContaining("limit");
    write(with(header, header.fresh(), 1L << 50), streams);
    assertThatThrownBy(this::apply).hasMessageContaining("limit");
    write(with(header, header.fresh(), 1000), streams);
    assertThatThrownBy(this::apply).hasMessageContaining("not declared");
  }

  @Test
  void theWrongBaseIsNamed() throws IOException {
    byte[] other = Files.readAllBytes(old);
    other[50] ^= 1;
    Files.write(old, other);
    assertThatThrownBy(this::apply).hasMessageContaining("the old file is wrong");
    Files.write(old, new byte[5]);
    assertThatThrownBy(this::apply).hasMessageContaining("it has 5 bytes");
    Files.copy(delta, old, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::apply).hasMessageContaining("the old file is wrong");
  }

  private static DeltaHeader with(DeltaHeader header, Fingerprint fresh, long scratch) {
    return new DeltaHeader(
        header.version(), header.old(), fresh, header.openedOld(), header.openedFresh(), scratch);
  }

  private static byte[] mutate(Random random, byte[] good) {
    byte[] bad = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      case 1 -> bad = Arrays.copyOf(bad, bad.length + 1 + random.nextInt(9));
      case 2 -> Arrays.fill(bad, random.nextInt(bad.length), bad.length, (byte) random.nextInt());
      default -> {
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
      }
    }
    return bad;
  }

  private Map<StreamKind, byte[]> streams(DeltaFile file) throws IOException {
    Map<StreamKind, byte[]> streams = new TreeMap<>();
    byte[] all = Files.readAllBytes(delta);
    int place = (int) file.body();
    for (PackedStream line : file.streams()) {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      Unpacking.unpack(line, new ByteArrayInputStream(all, place, (int) line.packed()), raw);
      streams.put(line.kind(), raw.toByteArray());
      place += (int) line.packed();
    }
    return streams;
  }

  private void write(DeltaHeader header, Map<StreamKind, byte[]> streams) throws IOException {
    List<Packed> packed = new ArrayList<>();
    streams.entrySet().stream()
        .sorted((a, b) -> a.getKey().number() - b.getKey().number())
        .forEach(
            one -> {
              int size = one.getValue().length;
              PackedStream line = new PackedStream(one.getKey(), Method.STORED, 0, 0, size, size);
              packed.add(new Packed(line, ArrayBytes.of(one.getValue())));
            });
    DeltaWriter.write(header, packed, delta);
  }

  private void apply() {
    ApplyLimits limits = ApplyLimits.exactly(scratch, fresh.length);
    DeltaApplier.apply(old, delta, folder.resolve("made"), limits, Progress.NONE);
  }

  private void assertRefused() throws IOException {
    try {
      apply();
      // A lie may be without effect; then the file is the right one, for its digest was checked.
      assertThat(folder.resolve("made")).hasBinaryContent(fresh);
    } catch (FerryException refused) {
      assertThat(refused.failure())
          .as(refused.getMessage())
          .isIn(Failure.VERIFICATION, Failure.REFUSED);
    }
    assertThat(scratch).isEmptyDirectory();
    Files.deleteIfExists(folder.resolve("made"));
  }
}
