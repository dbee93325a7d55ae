package dev.ferry.carry.compare;

import java.util.Optional;

/**
 * Where a member of a wheel comes to lie, by the "binary distribution format" specification.
 *
 * @param scheme {@code purelib} for what stands at the top, else the folder below {@code .data}
 * @param path below that scheme's folder
 */
record Installed(String scheme, String path) {
  private static final String LIBRARY = "purelib";

  static Installed of(String member) {
    String[] parts = member.split("/", 3);
    if (parts.length < 3 || !parts[0].endsWith(".data")) {
      return new Installed(LIBRARY, member);
    }
    return new Installed(parts[1].equals("platlib") ? LIBRARY : parts[1], parts[2]);
  }

  boolean inLibrary() {
    return scheme.equals(LIBRARY);
  }

  /** Whether Python reads it at every start. */
  boolean isPathFile() {
    return inLibrary() && path.endsWith(".pth") && path.indexOf('/') < 0;
  }

  /** Whether {@code site} imports it at every start. */
  boolean isSiteHook() {
    return findImportName()
        .filter(name -> name.equals("sitecustomize") || name.equals("usercustomize"))
        .isPresent();
  }

  /** Whether it is the file that makes a top-level folder a package of its own. */
  boolean isPackage() {
    return inLibrary() && path.matches("[^/]+/__init__\\.(?:py|pyc|.*\\.?so)");
  }

  /** The name that an import finds it by: a top-level module, or the package it belongs to. */
  Optional<String> findImportName() {
    if (!inLibrary()) {
      return Optional.empty();
    }
    int slash = path.indexOf('/');
    String top = slash < 0 ? path : path.substring(0, slash);
    if (slash > 0) {
      return top.indexOf('.') < 0 ? Optional.of(top) : Optional.empty();
    }
    boolean module = top.endsWith(".py") || top.endsWith(".so") || top.endsWith(".pyc");
    String name = top.substring(0, Math.max(0, top.indexOf('.')));
    return module && !name.isEmpty() ? Optional.of(name) : Optional.empty();
  }
}
