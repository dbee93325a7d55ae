package dev.ferry.python.wheel;

import java.util.Optional;

/** Looks into a member's bytes for what a dynamic loader would find. Safe for several threads. */
public interface NativeInspector {
  /** How every file begins that is worth inspecting: 0x7f and "ELF". */
  int MAGIC = 0x7f454c46;

  /**
   * Inspects a file.
   *
   * @param path within the wheel; its base name says which {@code PyInit_} function counts
   * @param content the file, only valid during the call
   * @return nothing if it is not an ELF file at all
   */
  Optional<NativeFacts> inspect(String path, RangedBytes content);
}
