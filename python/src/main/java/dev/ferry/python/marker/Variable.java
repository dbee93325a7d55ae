package dev.ferry.python.marker;

import java.util.List;
import java.util.Locale;

/** The variables that a marker may name (PEP 508, "Environment Markers"; PEP 751). */
public enum Variable {
  PYTHON_FULL_VERSION,
  PYTHON_VERSION,
  OS_NAME("os.name"),
  SYS_PLATFORM("sys.platform"),
  PLATFORM_RELEASE,
  PLATFORM_SYSTEM,
  PLATFORM_VERSION("platform.version"),
  PLATFORM_MACHINE("platform.machine"),
  PLATFORM_PYTHON_IMPLEMENTATION("platform.python_implementation", "python_implementation"),
  IMPLEMENTATION_NAME,
  IMPLEMENTATION_VERSION,
  EXTRAS,
  EXTRA,
  DEPENDENCY_GROUPS;

  private final String id = name().toLowerCase(Locale.ROOT);

  private final String oldNames;

  Variable(String... oldNames) {
    this.oldNames = String.join(",", oldNames);
  }

  /** As it stands in a marker. */
  public String id() {
    return id;
  }

  /** Names from before PEP 508 that are still understood. */
  List<String> oldNames() {
    return oldNames.isEmpty() ? List.of() : List.of(oldNames.split(",", -1));
  }

  /** Whether its values are compared as versions where they can be. */
  boolean isVersion() {
    return switch (this) {
      case PYTHON_FULL_VERSION, PYTHON_VERSION, IMPLEMENTATION_VERSION, PLATFORM_RELEASE -> true;
      default -> false;
    };
  }

  /** Whether it holds names, which are compared in their normalised form (PEP 685, PEP 735). */
  boolean isName() {
    return this == EXTRA || isSet();
  }

  /** Whether it holds a set of names (PEP 751). */
  boolean isSet() {
    return this == EXTRAS || this == DEPENDENCY_GROUPS;
  }
}
