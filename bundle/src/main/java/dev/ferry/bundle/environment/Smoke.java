package dev.ferry.bundle.environment;

import java.util.List;
import java.util.Optional;

/**
 * What is run in the new environment before it takes its name. All of it must succeed.
 *
 * @param imports module names, imported one after another in one process
 * @param python source text of a script, run after the imports in its own process
 * @param commands lines for {@code sh -c}, with the environment's {@code bin} first in {@code PATH}
 */
public record Smoke(List<String> imports, Optional<String> python, List<String> commands) {
  public Smoke {
    imports = List.copyOf(imports);
    commands = List.copyOf(commands);
  }
}
