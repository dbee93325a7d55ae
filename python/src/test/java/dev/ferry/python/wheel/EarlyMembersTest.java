package dev.ferry.python.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading members early gives the same answer as reading the whole wheel, whatever the bytes. */
class EarlyMembersTest {
  private static final Path SOUND = Path.of("src/test/resources/sound-wheels");
  private static final Path HOSTILE = Path.of("src/test/resources/hostile-wheels");
  private static final int MUTANTS = 2_000;

  @TempDir Path scratch;

  static Stream<Path> wheels() throws IOException {
    try (Stream<Path> sound = Files.list(SOUND);
        Stream<Path> hostile = Files.walk(HOSTILE)) {
      return Stream.concat(
          sound.toList().stream(),
          hostile.filter(file -> file.toString().endsWith(".whl")).sorted().toList().stream())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("wheels")
  void theAnswerIsTheSame(Path file) throws IOException {
    byte[] wheel = Files.readAllBytes(file);
    assertThat(early(wheel)).isEqualTo(whole(wheel));
  }

  @Test
  void theAnswerIsTheSameForMutants() throws IOException {
    MutatedWheels mutants = new MutatedWheels();
    for (int i = 0; i < MUTANTS; i++) {
      byte[] wheel = mutants.next();
      assertThat(early(wheel)).as("mutant %d", i).isEqualTo(whole(wheel));
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aMemberIsReadBeforeTheLastByteIsHere() throws IOException {
    Path file = SOUND.resolve("plain.whl");
    byte[] wheel = Files.readAllBytes(file);
    WheelMember first = first(wheel);
    Path partial = Files.write(scratch.resolve("partial"), wheel);
    try (EarlyMembers members = new EarlyMembers(reader(), wheel.length, "w", 1)) {
      members.grown(partial, first.offset() + 200 + first.compressedSize());
      while (!members.has(first)) {
        Thread.onSpinWait();
      }
      assertThat(members.find(first)).isPresent();
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void whatWasReadBeforeANewBeginningDoesNotCount() throws IOException {
    Path file = SOUND.resolve("plain.whl");
    byte[] wheel = Files.readAllBytes(file);
    WheelMember first = first(wheel);
    Path partial = Files.write(scratch.resolve("partial"), wheel);
    try (EarlyMembers members = new EarlyMembers(reader(), wheel.length, "w", 1)) {
      members.grown(partial, wheel.length);
      while (!members.has(first)) {
        Thread.onSpinWait();
      }
      members.begunAnew();
      members.grown(partial, wheel.length);
      assertThat(members.has(first)).isFalse();
      assertThat(members.find(first)).isEmpty();
    }
  }

  private static WheelMember first(byte[] wheel) {
    return WheelArchive.open(new MemoryBytes(wheel), "w").members().getFirst();
  }

  private String whole(byte[] wheel) {
    return answer(wheel, new EarlyMembers(reader(), wheel.length, "w", 1));
  }

  private String early(byte[] wheel) throws IOException {
    Path partial = Files.write(scratch.resolve("partial"), wheel);
    try (EarlyMembers members = new EarlyMembers(reader(), wheel.length, "w", 1)) {
      members.grown(partial, wheel.length / 3);
      members.grown(partial, wheel.length);
      return answer(wheel, members);
    }
  }

  private String answer(byte[] wheel, EarlyMembers members) {
    try {
      return new WheelRecordReader((path, content) -> Optional.empty(), scratch)
          .read(new MemoryBytes(wheel), new Digest("0".repeat(64)), "w", members)
          .members()
          .toString();
    } catch (FerryException refused) {
      return refused.text().toString();
    }
  }

  private MemberReader reader() {
    return new MemberReader((path, content) -> Optional.empty(), scratch);
  }
}
