package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.elf.Elf;

/** The old library and the outlines of both. */
public record Pair(Bytes old, Elf oldElf, Elf newElf) {}
