package dev.ferry.python.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder per fault under {@code hostile-wheels}, made by its {@code build.py}. */
class HostileWheelTest {
  private static final Path HOSTILE = Path.of("src/test/resources/hostile-wheels");
  private static final Path SOUND = Path.of("src/test/resources/sound-wheels");
  private static final String NAME = "demo-1.0-py3-none-any.whl";

  @TempDir Path scratch;

  static List<Path> faults() throws IOException {
    try (Stream<Path> folders = Files.list(HOSTILE)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Path> sound() throws IOException {
    try (Stream<Path> files = Files.list(SOUND)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsRefusedByMemberAndField(Path folder) throws IOException {
    String expected = Files.readString(folder.resolve("expected.txt")).strip();
    assertThatThrownBy(() -> read(folder.resolve(NAME)))
        .isInstanceOfSatisfying(
            FerryException.class,
            refusal -> {
              assertThat(refusal.failure()).isEqualTo(Failure.VERIFICATION);
              assertThat(refusal.text().english()).isEqualTo(expected);
              assertThat(refusal.text().chinese()).contains(NAME).isNotEqualTo(expected);
            });
  }

  @ParameterizedTest
  @MethodSource("sound")
  void unusualButSoundWheelsAreRead(Path file) {
    WheelRecord record = read(file);
    assertThat(record.members())
        .extracting(MemberFacts::path)
        .contains("demo/__init__.py", "demo-1.0.dist-info/RECORD");
    assertThat(record.distInfo()).isEqualTo("demo-1.0.dist-info");
    assertThat(WheelRecordCodec.decode(WheelRecordCodec.encode(record)).orElseThrow().members())
        .isEqualTo(record.members());
  }

  private WheelRecord read(Path file) {
    try (FileBytes bytes = FileBytes.open(file)) {
      WheelRecordReader reader =
          new WheelRecordReader((path, content) -> Optional.empty(), scratch);
      return reader.read(bytes, new Digest("0".repeat(64)), NAME);
    }
  }
}
