package dev.ferry.delta.code.x86;

import dev.ferry.delta.elf.Elf;

/** Addresses from one to before another. */
record Span(long from, long to) {
  /** From the first executable section to the end of the last; none holds nothing. */
  static Span ofCode(Elf elf) {
    long from = Long.MAX_VALUE;
    long to = 0;
    for (var section : elf.sections()) {
      if (section.executable()) {
        from = Math.min(from, section.address());
        to = Math.max(to, section.address() + section.size());
      }
    }
    return new Span(from, to);
  }

  /** Everything that is loaded, with what is zero at first. */
  static Span ofAll(Elf elf) {
    long from = Long.MAX_VALUE;
    long to = 0;
    for (var segment : elf.segments()) {
      from = Math.min(from, segment.address());
      to = Math.max(to, segment.address() + segment.memory());
    }
    return new Span(from, to);
  }

  boolean holds(long address) {
    return address >= from && address < to;
  }
}
