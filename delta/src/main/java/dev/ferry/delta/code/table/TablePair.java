package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.Moves;
import dev.ferry.delta.elf.Elf;

/**
 * What is known of a pair of libraries before their tables are coded.
 *
 * @param fresh the new library; where a delta is applied its tables read as zero. Only its outline
 *     and its strings are looked at, which hold no references
 * @param map where addresses went, as the moves say
 * @param moves where the bytes of the new library came from
 */
public record TablePair(Bytes old, Elf oldElf, Bytes fresh, AddressMap map, Moves moves) {}
