package dev.ferry.delta.elf;

/**
 * A section of the file.
 *
 * @param index its number in the file's table of sections
 * @param name its name, cut at 64 bytes; a byte above 127 is a question mark
 * @param type {@code sh_type}
 * @param flags {@code sh_flags}
 * @param address where it is when the library is loaded at 0; 0 where it is not loaded
 * @param offset where it begins in the file
 * @param size its bytes; they lie in the file unless {@link #inFile} says no
 * @param link {@code sh_link}
 * @param info {@code sh_info}
 * @param entrySize {@code sh_entsize}, 0 where there is none
 */
public record Section(
    int index,
    String name,
    int type,
    long flags,
    long address,
    long offset,
    long size,
    int link,
    int info,
    long entrySize) {
  /** {@code SHT_SYMTAB}. */
  public static final int SYMBOLS = 2;

  /** {@code SHT_STRTAB}. */
  public static final int STRINGS = 3;

  /** {@code SHT_RELA}. */
  public static final int RELOCATIONS = 4;

  /** {@code SHT_NOBITS}: has addresses and no bytes. */
  public static final int EMPTY = 8;

  /** {@code SHT_DYNSYM}. */
  public static final int DYNAMIC_SYMBOLS = 11;

  /** {@code SHT_INIT_ARRAY}; {@code SHT_FINI_ARRAY} is one more, {@code SHT_PREINIT_ARRAY} two. */
  public static final int INIT_ARRAY = 14;

  /** {@code SHT_GNU_HASH}. */
  public static final int GNU_HASH = 0x6ffffff6;

  /** {@code SHT_GNU_versym}. */
  public static final int VERSIONS = 0x6fffffff;

  private static final long ALLOCATED = 2;
  private static final long EXECUTABLE = 4;

  /** Whether its bytes stand in the file. */
  public boolean inFile() {
    return type != EMPTY;
  }

  /** Whether it is loaded, so that its addresses mean something. */
  public boolean loaded() {
    return (flags & ALLOCATED) != 0;
  }

  /** Whether it holds instructions. */
  public boolean executable() {
    return inFile() && loaded() && (flags & EXECUTABLE) != 0;
  }

  /** Where it ends in the file. */
  public long end() {
    return inFile() ? offset + size : offset;
  }

  /** Whether an address lies in it. */
  public boolean holds(long anAddress) {
    return loaded() && anAddress >= address && anAddress - address < size;
  }

  /** The same section at another place of a file. */
  public Section at(long anOffset) {
    return new Section(index, name, type, flags, address, anOffset, size, link, info, entrySize);
  }
}
