package dev.ferry.python.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.Alternative;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.TargetName;
import dev.ferry.python.name.PackageName;
import java.time.Duration;
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

  @Test
  void ofLaterMachinesOnlyTheOneWithTheLowestGlibcIsNamed() {
    assertThat(
            commands(
                "linux-x86_64-glibc2.17-cp311",
                List.of("a 1.0 | glibc: 2.27 | wheels: cp311-cp311-linux_x86_64"),
                "a"))
        .containsExactly("pack a for linux-x86_64-glibc2.27-cp311");
    assertThat(
            commands(
                "linux-x86_64-glibc2.17-cp311",
                List.of("a 1.0 | wheels: cp311-cp311-manylinux_2_24_x86_64"),
                "a"))
        .containsExactly("pack a for linux-x86_64-glibc2.24-cp311");
  }

  @Test
  void aTargetsFieldsMayBeManyAndItsPythonStandsAnywhere() {
    assertThat(
            commands(
                "linux-x86_64-glibc2.31-glibcxx3.4.28-cp313",
                List.of("a 1.0 | wheels: cp311-cp311-manylinux1_x86_64"),
                "a"))
        .containsExactly("pack a for linux-x86_64-glibc2.31-glibcxx3.4.28-cp311");
  }

  @Test
  void whereMuslHasNothingASystemWithGlibcMay() {
    assertThat(
            commands(
                "linux-x86_64-musl1.2-cp311",
                List.of("a 1.0 | wheels: cp311-cp311-manylinux_2_24_x86_64"),
                "a"))
        .containsExactly("pack a for linux-x86_64-glibc2.24-cp311");
  }

  @Test
  void aDriverThatIsTooOldIsLeftAloneOrReplaced() {
    List<String> world = List.of("a 1.0 | cuda: 12 | wheels: cp311-cp311-manylinux1_x86_64");
    assertThat(commands("linux-x86_64-glibc2.31-cp311-cuda11.8", world, "a"))
        .containsExactly(
            "pack a for linux-x86_64-glibc2.31-cp311",
            "pack a for linux-x86_64-glibc2.31-cp311-cuda12.0");
    assertThat(commands("linux-x86_64-glibc2.31-cp311-driver450.51.05", world, "a"))
        .containsExactly(
            "pack a for linux-x86_64-glibc2.31-cp311",
            "pack a for linux-x86_64-glibc2.31-cp311-driver525.60.13");
  }

  @Test
  void aFlavourForAGpuHasOneForTheCpu() {
    assertThat(
            commands(
                "linux-x86_64-glibc2.31-cp311-cuda11.8",
                List.of(
                    "a 1.0+cu126 | cuda: 12.6 | wheels: cp311-cp311-manylinux1_x86_64",
                    "a 1.0+cpu | wheels: cp311-cp311-manylinux1_x86_64"),
                "a==1.0+cu126"))
        .contains("pack a==1.0+cpu for linux-x86_64-glibc2.31-cp311-cuda11.8");
  }

  @Test
  void whatExistsOnlyAsSourceIsBuilt() {
    DescribedIndex index = new DescribedIndex(List.of("a 1.0 | source", "b 1.0"));
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    ResolveRequest request =
        ResolveRequest.of(
                TargetName.parse("linux-x86_64-glibc2.28-cp311"),
                List.of(Request.of("a"), Request.of("b")))
            .withBuilds(BuildPolicy.WHEELS);
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> resolver.resolve(request));
    Change first = changes(resolver, request, failure).getFirst();
    assertThat(first).isInstanceOf(Change.FromSource.class);
    assertThat(resolver.resolve(first.applyTo(request)).packages()).hasSize(2);
  }

  @Test
  void whatAMachineHasItselfComesBeforeOtherPythons() {
    DescribedIndex index =
        new DescribedIndex(
            List.of("a 1.0 | wheels: cp310-cp310-manylinux1_x86_64 cp312-cp312-manylinux1_x86_64"));
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    ResolveRequest request =
        ResolveRequest.of(
            TargetName.parse("linux-x86_64-glibc2.28-cp3.11.4"), List.of(Request.of("a")));
    dev.ferry.model.Target other = TargetName.parse("linux-x86_64-glibc2.28-cp3.12.7");
    Alternatives.Command command =
        new Alternatives.Command() {
          @Override
          public String of(Change change) {
            return command(change, request);
          }

          @Override
          public List<dev.ferry.model.Target> otherPythons(dev.ferry.model.Target target) {
            return List.of(other);
          }
        };
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> resolver.resolve(request));
    assertThat(
            new Alternatives(resolver, command)
                .addTo(failure, request, List.of()).alternatives().stream()
                    .map(Alternative::command))
        .containsExactly(
            "pack a for linux-x86_64-glibc2.28-cp3.12.7",
            "pack a for linux-x86_64-glibc2.28-cp310");
  }

  private static List<Change> changes(
      Resolver resolver, ResolveRequest request, FerryException failure) {
    List<Change> changes = new java.util.concurrent.CopyOnWriteArrayList<>();
    new Alternatives(
            resolver,
            change -> {
              changes.add(change);
              return "";
            })
        .addTo(failure, request, List.of());
    return changes;
  }

  @Test
  void whatWasUnfitForOneMachineIsJudgedAnewForAnother() {
    DescribedIndex index =
        new DescribedIndex(List.of("a 1.0 | wheels: cp311-cp311-manylinux2014_x86_64"));
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    ResolveRequest request =
        ResolveRequest.of(
                TargetName.parse("linux-x86_64-glibc2.17-cp311"), List.of(Request.of("a")))
            .withExclusions(
                List.of(
                    new Exclusion(
                        PackageName.of("a"),
                        "a-1.0-cp311-cp311-manylinux2014_x86_64.whl",
                        new Misfit(Misfit.Kind.LIBRARY, "late.so", "GLIBC 2.30", "2.17"))));
    assertThat(commands(resolver, request, List.of()))
        .containsExactly("pack a for linux-x86_64-glibc2.28-cp311");
  }

  @Test
  void anAlternativeHoldsOnEveryTarget() {
    DescribedIndex index =
        new DescribedIndex(
            List.of("a 3 | wheels: " + X86, "a 2 | wheels: " + ARM, "a 1 | wheels: " + ARM));
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    List<Request> asked = List.of(Request.of("a==3"));
    ResolveRequest arm =
        ResolveRequest.of(TargetName.parse("linux-aarch64-glibc2.28-cp311"), asked);
    ResolveRequest x86 = ResolveRequest.of(TargetName.parse("linux-x86_64-glibc2.28-cp311"), asked);
    assertThat(commands(resolver, arm, List.of(x86))).isEmpty();
  }

  @Test
  void twoRequirementsOnOneProjectBecomeOne() {
    assertThat(
            commands(
                "linux-x86_64-glibc2.28-cp311",
                List.of("a 1.0 | extras: x y", "a 2.0 | extras: x y"),
                "a[x]<2",
                "a[y]>=2"))
        .containsExactly("pack a[x,y]==2.0 for linux-x86_64-glibc2.28-cp311");
  }

  @Test
  void withoutTimeTheyAreNamedAsUntried() {
    DescribedIndex index =
        new DescribedIndex(List.of("a 1.0", "a 2.0 | wheels: cp312-cp312-manylinux1_x86_64"));
    java.util.concurrent.CountDownLatch blamed = new java.util.concurrent.CountDownLatch(1);
    Resolver resolver = new Resolver(index.slowAfterFirstPage(blamed), index, index, Progress.NONE);
    ResolveRequest request =
        ResolveRequest.of(
            TargetName.parse("linux-x86_64-glibc2.28-cp311"), List.of(Request.of("a==2.0")));
    FerryException failure =
        new FerryException(dev.ferry.model.Failure.INFEASIBLE, dev.ferry.model.Text.same("no"));
    List<Alternative> found =
        new Alternatives(resolver, change -> command(change, request), Duration.ofMillis(300))
            .addTo(failure, request, List.of())
            .alternatives();
    blamed.countDown();
    assertThat(found).isNotEmpty().noneMatch(Alternative::tried);
    assertThat(found).hasSizeLessThanOrEqualTo(5);
    assertThat(found.getFirst().command()).isEqualTo("pack a for linux-x86_64-glibc2.28-cp311");
  }

  private static List<String> commands(String target, List<String> world, String... asked) {
    DescribedIndex index = new DescribedIndex(world);
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    return commands(
        resolver,
        ResolveRequest.of(
            TargetName.parse(target), List.of(asked).stream().map(Request::of).toList()),
        List.of());
  }

  private static List<String> commands(
      Resolver resolver, ResolveRequest request, List<ResolveRequest> others) {
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> resolver.resolve(request));
    assertThat(failure).isNotNull();
    List<Alternative> found =
        new Alternatives(resolver, change -> command(change, request))
            .addTo(failure, request, others)
            .alternatives();
    assertThat(found).allMatch(Alternative::tried);
    return found.stream().map(Alternative::command).toList();
  }

  private static String command(Change change, ResolveRequest request) {
    ResolveRequest changed = change.applyTo(request);
    return "pack "
        + changed.requirements().stream()
            .map(one -> one.requirement().toString())
            .collect(Collectors.joining(" "))
        + " for "
        + changed.target().name();
  }
}
