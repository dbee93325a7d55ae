package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code cases}, see {@link CommandCase}. With {@code -Dferry.cases.write=true} the
 * expected files are written instead of compared; what changed is then for the author to judge.
 */
class CommandCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  static Stream<CommandCase> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<Path> sorted = folders.filter(Files::isDirectory).sorted().toList();
      return sorted.stream().map(CommandCase::new);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesWhatItsFilesSay(CommandCase one, @TempDir Path folder) throws IOException {
    World world = World.in(folder);
    one.prepare(world);
    World.Outcome last = one.run(world);
    String out = CommandCase.settled(last.out(), world);
    String err = CommandCase.settled(last.err(), world);
    if (Boolean.getBoolean("ferry.cases.write")) {
      Files.writeString(one.folder().resolve("exit"), last.exit() + "\n");
      Files.writeString(one.folder().resolve("stdout"), out);
      Files.writeString(one.folder().resolve("stderr"), err);
    }
    assertThat(last.exit())
        .as(last.toString())
        .isEqualTo(Integer.parseInt(one.text("exit").strip()));
    assertThat(out).as("standard output").isEqualTo(one.text("stdout"));
    assertThat(err).as("standard error").isEqualTo(one.text("stderr"));
  }
}
