package dev.ferry.bundle.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.rehearse.RehearsalResult.Failed;
import dev.ferry.bundle.rehearse.RehearsalResult.Impossible;
import dev.ferry.bundle.rehearse.RehearsalResult.Missing;
import dev.ferry.bundle.rehearse.RehearsalResult.Passed;
import dev.ferry.model.SymbolVersion;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir private Path scratch;

  @Test
  @Tag("system")
  void aSetThatWorks() throws IOException {
    String source =
        """
        import os, socket
        assert os.environ["HOME"].startswith(%s)
        print("alpha works")
        """
            .formatted("'" + scratch.toRealPath() + "'");
    RehearsalResult result = rehearse(source);
    assertThat(result)
        .isInstanceOfSatisfying(
            Passed.class,
            passed -> {
              assertThat(passed.imports()).containsExactly("alpha");
              assertThat(passed.output()).containsExactly("alpha works");
              assertThat(passed.python()).startsWith("3.");
            });
    assertThat(scratch.resolve("work")).isEmptyDirectory();
  }

  @Test
  @Tag("system")
  void whatIsMissingIsNamed() {
    assertThat(rehearse("import setuptools_of_nobody.x\n"))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.missing())
                  .contains(new Missing(Missing.Kind.MODULE, "setuptools_of_nobody"));
              assertThat(failed.reason().english())
                  .isEqualTo("the module `setuptools_of_nobody` is missing");
            });
  }

  @Test
  @Tag("system")
  void aLibraryThatNobodyCarries() {
    assertThat(rehearse("import ctypes\nctypes.CDLL('libnowhere.so.7')\n"))
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.missing())
                    .contains(new Missing(Missing.Kind.LIBRARY, "libnowhere.so.7")));
  }

  @Test
  @Tag("system")
  void aMachineThatIsNotThisOne() {
    TestBundle.in(scratch.resolve("b"), HostTarget.facts("s390x", 11, SymbolVersion.of(2, 17)))
        .wheel(TinyWheel.of("alpha", "1"))
        .write();
    RehearsalResult result =
        Rehearsal.run(scratch.resolve("b"), "linux-s390x-glibc2.17-cp311", scratch);
    assertThat(result)
        .isInstanceOfSatisfying(
            Impossible.class,
            impossible -> assertThat(impossible.reason().english()).contains("s390x"));
  }

  private RehearsalResult rehearse(String source) {
    TestBundle.in(scratch.resolve("bundle"))
        .wheel(TinyWheel.of("alpha", "1").file("alpha.py", source))
        .write();
    String target = HostTarget.facts().name();
    return Rehearsal.run(scratch.resolve("bundle"), target, scratch.resolve("work"));
  }
}
