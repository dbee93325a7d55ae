package dev.ferry.python.wheel;

import java.util.List;

/**
 * What the dynamic loader would learn from one ELF file.
 *
 * @param machine {@code e_machine} of the ELF header: 62 is x86-64, 183 is AArch64
 * @param bits 32 or 64
 * @param bigEndian byte order
 * @param soname {@code DT_SONAME}; empty where there is none
 * @param needed {@code DT_NEEDED}, in order
 * @param searchPaths {@code DT_RUNPATH}, or where it is absent {@code DT_RPATH}, split at colons
 * @param versions symbol versions it wants from other libraries
 * @param alignment smallest alignment of a {@code PT_LOAD} segment, bytes; 0 where there is none
 * @param initFunction whether it exports the {@code PyInit_} function that its file name asks for
 * @param program whether it names an interpreter ({@code PT_INTERP}) and so is a program
 * @param fault why it could not be read; empty where it could
 */
public record NativeFacts(
    int machine,
    int bits,
    boolean bigEndian,
    String soname,
    List<String> needed,
    List<String> searchPaths,
    List<VersionNeed> versions,
    long alignment,
    boolean initFunction,
    boolean program,
    String fault) {
  public NativeFacts {
    needed = List.copyOf(needed);
    searchPaths = List.copyOf(searchPaths);
    versions = List.copyOf(versions);
  }

  /**
   * A symbol version wanted from a library.
   *
   * @param library the soname it is wanted from, {@code libc.so.6}
   * @param version {@code GLIBC_2.27}
   * @param weak whether the loader only warns when it is absent ({@code VER_FLG_WEAK})
   */
  public record VersionNeed(String library, String version, boolean weak) {}

  /** A file that begins like ELF and cannot be read as one. */
  public static NativeFacts unreadable(String fault) {
    return new NativeFacts(
        0, 0, false, "", List.of(), List.of(), List.of(), 0, false, false, fault);
  }
}
