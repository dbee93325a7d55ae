package dev.ferry.cli.distribution;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** The modules of Java that the classes of some jars name, as {@code jdeps} finds them. */
final class UsedModules {
  /** Jackson serves beans and SQL dates where there are such; Ferry has neither. */
  private static final Set<String> NOT_NEEDED = Set.of("java.desktop", "java.sql");

  private UsedModules() {}

  static Set<String> of(List<Path> jars) {
    ToolProvider jdeps =
        ToolProvider.findFirst("jdeps")
            .orElseThrow(
                () ->
                    new FerryException(
                        Failure.ENVIRONMENT,
                        Text.of("This JDK has no `jdeps`", "此 JDK 没有 `jdeps`")));
    List<String> arguments =
        new ArrayList<>(
            List.of("--ignore-missing-deps", "--multi-release", "base", "--print-module-deps"));
    jars.forEach(jar -> arguments.add(jar.toString()));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code = jdeps.run(out, out, arguments.toArray(String[]::new));
    out.flush();
    String last = said.toString().strip().lines().reduce("", (a, b) -> b);
    if (code != 0 || !last.matches("[a-z.,]+")) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of("`jdeps` cannot read the jars: %s", "`jdeps` 无法读取 jar：%s", last));
    }
    Set<String> modules = new TreeSet<>(List.of(last.split(",")));
    modules.removeAll(NOT_NEEDED);
    return modules;
  }
}
