package dev.ferry.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.cli.distribution.RuntimePlan.Method;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimePlanTest {
  @TempDir private Path folder;

  private JavaHome jdk(String name, String version, String machine, boolean linker, boolean modules)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"%s\"\nOS_ARCH=\"%s\"\nOS_NAME=\"Linux\"\n".formatted(version, machine));
    if (linker) {
      Files.createDirectories(home.resolve("bin"));
      Files.createFile(home.resolve("bin/jlink")).toFile().setExecutable(true);
    }
    if (modules) {
      Files.createDirectories(home.resolve("jmods"));
      Files.createFile(home.resolve("jmods/java.base.jmod"));
    }
    return JavaHome.read(home);
  }

  @Test
  void theMachinesOwnJdkLinksForItself() throws IOException {
    JavaHome own = jdk("own", "25.0.1", "amd64", true, false);
    assertThat(RuntimePlan.of(own, own).method()).isEqualTo(Method.LINKED);
    assertThat(own.machine()).isEqualTo("x86_64");
  }

  @Test
  void modulesOfTheSameJavaAreLinkedHere() throws IOException {
    JavaHome own = jdk("own", "25.0.1", "x86_64", true, false);
    RuntimePlan plan = RuntimePlan.of(own, jdk("arm", "25.0.4", "arm64", true, true));
    assertThat(plan.method()).isEqualTo(Method.CROSS_LINKED);
    assertThat(plan.linker()).contains(own.folder().resolve("bin/jlink"));
    assertThat(plan.jdk().machine()).isEqualTo("aarch64");
  }

  @Test
  void modulesOfAnotherJavaOrNoneMeanACopy() throws IOException {
    JavaHome own = jdk("own", "25.0.1", "x86_64", true, false);
    RuntimePlan other = RuntimePlan.of(own, jdk("arm21", "21.0.2", "aarch64", true, true));
    assertThat(other.method()).isEqualTo(Method.COPIED);
    assertThat(other.reason().english()).contains("Java 21").contains("Java 25");
    RuntimePlan none = RuntimePlan.of(own, jdk("arm25", "25.0.1", "aarch64", true, false));
    assertThat(none.method()).isEqualTo(Method.COPIED);
    assertThat(none.reason().english()).contains("no folder `jmods`");
  }

  @Test
  void aFileReleaseThatSaysSomethingElseIsRefused() {
    assertThatThrownBy(() -> jdk("old", "17.0.2", "amd64", true, true))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("JAVA_VERSION");
    assertThatThrownBy(() -> jdk("odd", "25", "x86 64; rm", true, true))
        .hasMessageContaining("OS_ARCH");
    assertThatThrownBy(() -> JavaHome.read(folder)).hasMessageContaining("is no JDK");
  }
}
