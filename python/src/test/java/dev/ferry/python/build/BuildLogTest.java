package dev.ferry.python.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Text;
import dev.ferry.python.interpreter.HostPython;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people are told of logs such as real builds leave. */
class BuildLogTest {
  private static final String PKG_CONFIG =
      """
      Trying pkg-config --exists one
      Command 'pkg-config --exists mysqlclient' returned non-zero exit status 1.
      Traceback (most recent call last):
        File "build_backend.py", line 38, in <module>
          main()
          ~~~~^^
        File "setup.py", line 48, in get_config_posix
          raise Exception(
          ...<2 lines>...
          )
      Exception: Can not find valid pkg-config name.
      Specify the flags manually
      """;

  private static final String HEADER =
      """
      running build_ext
      gcc -O2 -c x.c
      x.c:1:10: fatal error: mysql.h: No such file or directory
          1 | #include <mysql.h>
      compilation terminated.
      error: command '/usr/bin/gcc' failed with exit code 1
      """;

  private static List<String> reasons(String log) {
    return BuildLog.reasons(log).stream().map(Text::english).toList();
  }

  @Test
  void theFirstFatalLineComesFirst() {
    assertThat(reasons(PKG_CONFIG))
        .containsExactly(
            "Command 'pkg-config --exists mysqlclient' returned non-zero exit status 1.",
            "Exception: Can not find valid pkg-config name.");
    assertThat(reasons(HEADER))
        .containsExactly(
            "x.c:1:10: fatal error: mysql.h: No such file or directory",
            "error: command '/usr/bin/gcc' failed with exit code 1");
  }

  @Test
  void whereNothingIsKnownAsFatalTheEndIsShown() {
    assertThat(reasons("one\n\n  two\n")).containsExactly("one\ntwo");
    assertThat(reasons("")).containsExactly("it printed nothing");
  }

  @Test
  @Tag("system")
  void whatIsMissingLeadsToAPackage() {
    HostPython python = HostPython.discover(System.getenv()).get(0);
    assertThat(BuildNeeds.of(PKG_CONFIG, python).advice().english())
        .contains("the development files of `mysqlclient`", "`default-libmysqlclient-dev`");
    assertThat(BuildNeeds.of(HEADER, python).advice().english())
        .contains("the header `mysql.h`", "`mariadb-devel`");
    assertThat(BuildNeeds.of("/bin/sh: 1: pkg-config: not found\n", python).advice().english())
        .contains("the program `pkg-config`");
    assertThat(
            BuildNeeds.of("PackageNotFoundError: No package metadata was found for x", python)
                .ofMachine())
        .isEmpty();
  }
}
