package dev.ferry.bundle.environment;

import dev.ferry.model.SymbolVersion;
import java.util.List;

/**
 * A symbol version that the machine's library must define.
 *
 * @param version the highest one needed, {@code 3.4.22} of {@code GLIBCXX_3.4.22}
 * @param neededBy names of the packages that need it
 */
public record SymbolNeed(SymbolVersion version, List<String> neededBy) {
  public SymbolNeed {
    neededBy = List.copyOf(neededBy);
  }
}
