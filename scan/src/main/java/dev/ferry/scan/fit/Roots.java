package dev.ferry.scan.fit;

import dev.ferry.model.Target;
import dev.ferry.python.wheel.NativeFacts;

/** Which ELF files Python or a user starts from: extension modules and programs. */
final class Roots {
  private final String tag;
  private final String triple;

  Roots(Target target) {
    boolean marked = target.python().minor() < 8;
    this.tag =
        "cpython-"
            + target.python().major()
            + target.python().minor()
            + (marked ? "m" : target.python().freeThreaded() ? "t" : "");
    this.triple =
        ElfMachine.find(target.machine()).map(ElfMachine::triple).orElse(target.machine());
  }

  boolean isRoot(CarriedLibrary library) {
    return library.script()
        ? library.facts().program()
        : isModule(library.baseName(), library.facts());
  }

  /** Whether an import finds the file: the suffixes of {@code importlib.machinery}. */
  boolean isModule(String baseName, NativeFacts facts) {
    if (!baseName.endsWith(".so")) {
      return false;
    }
    String[] parts = baseName.split("\\.", -1);
    return switch (parts.length) {
      case 2 -> facts.initFunction();
      case 3 -> parts[1].equals("abi3") || hasSuffix(parts[1]);
      default -> false;
    };
  }

  /** Whether a name's suffix alone says that an import finds it. */
  boolean isModuleByName(String baseName) {
    String[] parts = baseName.split("\\.", -1);
    return parts.length == 3
        && parts[2].equals("so")
        && (parts[1].equals("abi3") || hasSuffix(parts[1]));
  }

  private boolean hasSuffix(String suffix) {
    return suffix.equals(tag) || suffix.startsWith(tag + "-" + triple + "-");
  }
}
