package dev.ferry.bundle.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder per fault; those that begin with {@code good-} have none. */
class SpecCargoTest {
  static Stream<Path> cases() throws IOException, URISyntaxException {
    URL folder = SpecCargoTest.class.getResource("/dev/ferry/bundle/carry");
    try (Stream<Path> found = Files.list(Path.of(Objects.requireNonNull(folder).toURI()))) {
      return found.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void faultsAreNamedWithLineAndPath(Path folder) throws IOException {
    Path spec = folder.resolve("ferry.yaml");
    List<Target> targets = SpecReader.read(spec).targets().stream().map(TargetName::parse).toList();
    assertThat(mistakes(spec, targets))
        .containsExactlyElementsOf(Files.readAllLines(folder.resolve("expected.txt")));
  }

  private static List<String> mistakes(Path spec, List<Target> targets) {
    try {
      SpecCargo.check(spec, targets);
      return List.of();
    } catch (FerryException failure) {
      assertThat(failure.failure()).isEqualTo(Failure.USAGE);
      String folder = spec.getParent() + "/";
      return failure.reasons().stream().map(text -> text.english().replace(folder, "")).toList();
    }
  }
}
