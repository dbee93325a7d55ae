package dev.ferry.delta.elf;

/** Whose instructions a library holds. */
public enum Machine {
  X86_64(62),
  AARCH64(183),
  /** Any other: sections are known, instructions are not. */
  OTHER(0);

  private final int number;

  Machine(int number) {
    this.number = number;
  }

  static Machine of(int number) {
    return number == X86_64.number ? X86_64 : number == AARCH64.number ? AARCH64 : OTHER;
  }
}
