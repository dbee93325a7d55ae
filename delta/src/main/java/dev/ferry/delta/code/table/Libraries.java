package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.elf.Elf;

/**
 * Both libraries of a pair.
 *
 * @param fresh the new library: whole where a delta is made; where one is applied, its tables are
 *     not there yet
 * @param map where addresses went
 * @param making whether a delta is made, so that the tables of {@code fresh} may be looked at
 */
record Libraries(
    Bytes old, Elf oldElf, Bytes fresh, Elf freshElf, AddressMap map, boolean making) {}
