package dev.ferry.python.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.Alternative;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.TargetName;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlternativesTest {
  private static final String X86 = "cp311-cp311-manylinux2014_x86_64";
  private static final String ARM = "cp311-cp311-manylinux2014_aarch64";

  @Test
  void anotherVersionComesBeforeAnotherMachine() {
    assertThat(
            commands(
                "linux-aarch64-glibc2.28-cp311",
                List.of("a 3.2 | wheels: " + ARM + " " + X86, "a 3.3 | wheels: " + X86),
                "a==3.3"))
        .containsExactly(
            "pack a==3.2 for linux-aarch64-glibc2.28-cp311",
            "pack a==3.3 for linux-x86_64-glibc2.28-cp311");
  }

  @Test
  void theCpuBuildStandsForTheGpuBuild() {
    assertThat(
            commands(
                "linux-aarch64-glibc2.28-cp311",
                List.of(
                    "paddlepaddle-gpu 2.6.2 | wheels: " + X86,
                    "paddlepaddle 2.6.2 | wheels: " + ARM),
                "paddlepaddle-gpu"))
        .containsExactly(
            "pack paddlepaddle for linux-aarch64-glibc2.28-cp311",
            "pack paddlepaddle-gpu for linux-x86_64-glibc2.28-cp311");
  }

  @Test
  void nearerPythonsComeFirst() {
    assertThat(
            commands(
                "linux-x86_64-glibc2.28-cp313",
                List.of(
                    "a 1.0 | wheels: cp311-cp311-manylinux1_x86_64 cp312-cp312-manylinux1_x86_64"),
                "a"))
        .containsExactly(
            "pack a for linux-x86_64-glibc2.28-cp312", "pack a for linux-x86_64-glibc2.28-cp311");
  }

  @Test
  void oneOfTwoQuarrellingRequirementsIsDropped() {
    assertThat(
            commands(
                "linux-x86_64-glibc2.28-cp311",
                List.of("a 1.0 | needs: c<2", "b 1.0 | needs: c>=2", "c 1.0", "c 2.0"),
                "a",
                "b"))
        .containsExactly(
            "pack b for linux-x86_64-glibc2.28-cp311", "pack a for linux-x86_64-glibc2.28-cp311");
  }

  @Test
  void nothingNearIsNoAlternative() {
    assertThat(commands("linux-x86_64-glibc2.28-cp311", List.of("b 1.0"), "a")).isEmpty();
  }

  private static List<String> commands(String target, List<String> world, String... asked) {
    DescribedIndex index = new DescribedIndex(world);
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    ResolveRequest request =
        ResolveRequest.of(
            TargetName.parse(target), List.of(asked).stream().map(Request::of).toList());
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> resolver.resolve(request));
    assertThat(failure).isNotNull();
    List<Alternative> found =
        new Alternatives(resolver, AlternativesTest::command)
            .addTo(failure, request)
            .alternatives();
    assertThat(found).allMatch(Alternative::tried);
    return found.stream().map(Alternative::command).toList();
  }

  private static String command(ResolveRequest changed) {
    return "pack "
        + changed.requirements().stream()
            .map(one -> one.requirement().toString())
            .collect(Collectors.joining(" "))
        + " for "
        + changed.target().name();
  }
}
