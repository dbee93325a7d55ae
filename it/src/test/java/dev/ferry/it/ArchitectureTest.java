package dev.ferry.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of modules in {@code docs/architecture.md}, and what no module may do. */
class ArchitectureTest {
  private static final String ROOT = "dev.ferry.";

  /** What each module may import besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "model", Set.of(),
          "store", Set.of("model"),
          "python", Set.of("model", "store"),
          "oci", Set.of("model", "store"),
          "scan", Set.of("model", "store", "python", "oci"),
          "bundle", Set.of("model", "store", "python", "oci", "scan"),
          "image", Set.of("model", "store", "python", "oci", "scan", "bundle"),
          "delta", Set.of("model"),
          "carry", Set.of("model", "store", "python", "oci", "scan", "bundle", "image", "delta"),
          "cli",
              Set.of(
                  "model", "store", "python", "oci", "scan", "bundle", "image", "delta", "carry"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ferry");

  @Test
  void everyModuleIsSeenAndStandsInTheTable() {
    Set<String> modules = new TreeSet<>();
    CLASSES.forEach(type -> modules.add(type.getPackageName().split("\\.", -1)[2]));
    modules.remove("bench");
    assertThat(modules).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
  }

  @Test
  void modulesImportOnlyWhatTheTableAllows() {
    for (String module : MAY_USE.keySet()) {
      List<String> forbidden = new ArrayList<>();
      for (String other : MAY_USE.keySet()) {
        if (!other.equals(module) && !MAY_USE.get(module).contains(other)) {
          forbidden.add(ROOT + other + "..");
        }
      }
      if (!forbidden.isEmpty()) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .check(CLASSES);
      }
    }
  }

  /** Who only applies a delta shall not need, nor trust, what makes one. */
  @Test
  void applyingADeltaNeedsNothingOfMakingOne() {
    noClasses()
        .that()
        .resideInAPackage("dev.ferry.delta.apply..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ferry.delta.generate..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.ferry.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void modelHasNeitherFilesNorJsonNorNetwork() {
    noClasses()
        .that()
        .resideInAPackage("dev.ferry.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..", "java.net..", "tools.jackson..", "org.apache..", "org.tomlj..")
        .check(CLASSES);
  }

  @Test
  void onlyEntryPointsEndTheJvm() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.ferry.cli.Main")
        .and()
        .doNotHaveFullyQualifiedName("dev.ferry.cli.distribution.Distribution")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("a command returns its exit code")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ferry.cli..", "dev.ferry.bench..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("messages travel as `Progress` and `FerryException`")
        .check(CLASSES);
  }

  /** A clock or a random number in what is packed would make two packings differ. */
  @Test
  void whatIsPackedKnowsNeitherClockNorChance() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.ferry.oci..", "dev.ferry.bundle.pack..", "dev.ferry.bundle.sbom..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .because("the same lock gives the same bytes; take the lock's date")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarkedAndTaught() {
    Set<String> bare = new TreeSet<>();
    CLASSES.forEach(
        type -> {
          if (type.getPackage().tryGetPackageInfo().isEmpty()) {
            bare.add(type.getPackageName());
          }
        });
    assertThat(bare).as("packages without `package-info.java`").isEmpty();
  }
}
