package dev.ferry.delta.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.apply.ApplyLimits;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.generate.Archives.File;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out equals what went in, always. */
class DeltaRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void zipsOfEveryKindComeBack(int seed) throws IOException {
    Archives archives = new Archives(new Random(seed));
    List<File> before = archives.files(12);
    roundTrip(archives.zip(before), archives.zip(archives.change(before)));
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24, 25, 26})
  void tarsAndGzipsComeBack(int seed) throws IOException {
    Archives archives = new Archives(new Random(seed));
    List<File> before = archives.files(6);
    byte[] old = archives.tar(before);
    byte[] fresh = archives.tar(archives.change(before));
    roundTrip(old, fresh);
    roundTrip(archives.gzip(old), archives.gzip(fresh));
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 34, 35, 36})
  void damagedContainersComeBack(int seed) throws IOException {
    Random random = new Random(seed);
    Archives archives = new Archives(random);
    List<File> before = archives.files(5);
    byte[] old = archives.zip(before);
    byte[] fresh = archives.zip(archives.change(before));
    for (int i = 0; i < 6; i++) {
      old[random.nextInt(old.length)] ^= (byte) (1 << random.nextInt(8));
      fresh[random.nextInt(fresh.length)] ^= (byte) (1 << random.nextInt(8));
    }
    roundTrip(old, fresh);
    roundTrip(old, Arrays.copyOf(fresh, fresh.length - random.nextInt(100)));
  }

  @Test
  void nestedContainersAreOpened() throws IOException {
    Archives archives = new Archives(new Random(3));
    byte[] content = archives.text(2000);
    byte[] edited = content.clone();
    edited[5000] ^= 1;
    byte[] old = nested(archives, content);
    byte[] fresh = nested(archives, edited);
    assertThat(roundTrip(old, fresh).orElseThrow().size()).isLessThan(700);
  }

  @Test
  void aCompressorThatChangesItsSettingsHalfWayIsNotBelieved() throws IOException {
    Archives archives = new Archives(new Random(10));
    byte[] content = archives.text(24_000);
    byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
    byte[] old = join(header, Archives.deflate(archives.edit(content), 6));
    byte[] packed = Archives.deflate(content, 6, 2);
    // So much is looked at that settings seem right which are not.
    assertThat(Arrays.mismatch(packed, Archives.deflate(content, 6))).isGreaterThan(100 << 10);
    byte[] fresh = join(header, packed);
    assertThat(roundTrip(old, fresh).orElseThrow().size()).isLessThan(fresh.length);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] nested(Archives archives, byte[] content) {
    byte[] wheel = archives.wheel("1", List.of(new File("pkg/a.py", content)));
    return archives.gzip(archives.tar(List.of(new File("dist/pkg-1-py3-none-any.whl", wheel))));
  }

  @Test
  void digestsOfTheListOfFilesAreNotCarried() throws IOException {
    Archives archives = new Archives(new Random(4));
    List<File> before = new ArrayList<>();
    List<File> after = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] content = archives.text(40);
      before.add(new File("pkg/m" + i + ".py", content));
      content = content.clone();
      content[100] ^= 1;
      after.add(new File("pkg/m" + i + ".py", content));
    }
    DeltaReport report =
        roundTrip(archives.wheel("1.0", before), archives.wheel("1.1", after)).orElseThrow();
    // 60 digests alone have 32 bytes each, which nothing can compress.
    assertThat(report.size()).isLessThan(60 * 32);
  }

  @Test
  void aFileIsItsOwnBase() throws IOException {
    Archives archives = new Archives(new Random(5));
    byte[] same = archives.zip(archives.files(12));
    assertThat(roundTrip(same, same).orElseThrow().size()).isLessThan(300);
  }

  @Test
  void nothingIsWrittenWhereNothingHelps() throws IOException {
    byte[] old = new byte[3000];
    byte[] fresh = new byte[3000];
    new Random(6).nextBytes(old);
    new Random(7).nextBytes(fresh);
    assertThat(roundTrip(old, fresh)).isEmpty();
    assertThat(folder.resolve("delta")).doesNotExist();
    assertThat(roundTrip(old, new byte[0])).isEmpty();
    assertThat(roundTrip(new byte[0], archivesText())).isPresent();
  }

  private static byte[] archivesText() {
    return new Archives(new Random(8)).text(300);
  }

  @Test
  void theSameDeltaIsMadeAgain() throws IOException {
    Archives archives = new Archives(new Random(9));
    List<File> before = archives.files(12);
    byte[] old = archives.zip(before);
    byte[] fresh = archives.zip(archives.change(before));
    roundTrip(old, fresh);
    byte[] once = Files.readAllBytes(folder.resolve("delta"));
    roundTrip(old, fresh);
    assertThat(Files.readAllBytes(folder.resolve("delta"))).isEqualTo(once);
  }

  private Optional<DeltaReport> roundTrip(byte[] oldBytes, byte[] freshBytes) throws IOException {
    Path old = Files.write(folder.resolve("old"), oldBytes);
    Path fresh = Files.write(folder.resolve("fresh"), freshBytes);
    Path delta = folder.resolve("delta");
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    Optional<DeltaReport> report =
        DeltaMaker.make(old, fresh, delta, MakeOptions.in(scratch), Progress.NONE);
    if (report.isPresent()) {
      DeltaHeader header = DeltaApplier.header(delta);
      assertThat(header).isEqualTo(report.get().header());
      assertThat(header.fresh().digest()).isEqualTo(Digest.of(freshBytes));
      Path made = folder.resolve("made");
      ApplyLimits limits = ApplyLimits.exactly(scratch, freshBytes.length);
      DeltaApplier.apply(old, delta, made, limits, Progress.NONE);
      assertThat(made).hasBinaryContent(freshBytes);
    }
    assertThat(scratch).isEmptyDirectory();
    return report;
  }
}
