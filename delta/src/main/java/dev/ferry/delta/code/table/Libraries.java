package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.Moves;
import dev.ferry.delta.elf.Elf;

/**
 * Both libraries of a pair.
 *
 * @param fresh the new library: whole where a delta is made; where one is applied, its tables are
 *     not there yet
 * @param map where addresses went, as far as it is known by now
 * @param moves where the bytes of the new library came from
 * @param making whether a delta is made, so that the tables of {@code fresh} may be looked at
 */
record Libraries(
    Bytes old,
    Elf oldElf,
    Bytes fresh,
    Elf freshElf,
    KnownAddresses map,
    Moves moves,
    boolean making) {}
