package dev.ferry.model;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The name of a target, read by grammar and not from a list, so that every combination has one:
 *
 * <pre>
 * os-machine-libc[-glibcxxA.B.C]-python[-cudaX.Y][-driverX.Y[.Z]][-cannX.Y][-pageN]
 *
 * os       linux
 * machine  a word of a-z, 0-9 and _, as `uname -m` prints it: x86_64, aarch64, loongarch64
 * libc     glibcX.Y or muslX.Y
 * python   cpXY, cpX.Y.Z, ppXY; with t behind it the build without the global interpreter lock
 * N        page size of the kernel, bytes
 * </pre>
 *
 * What a name does not say is assumed, and every assumption is recorded in the target.
 */
public final class TargetName {
  private static final int LONGEST = 128;

  private TargetName() {}

  /**
   * The target that a name describes. Its own name is the canonical one: fields in the order of the
   * grammar, {@code cp3.11} as {@code cp311}.
   *
   * @throws FerryException of {@link Failure#USAGE}, naming the field and its position; of {@link
   *     Failure#REFUSED} for the moving name {@code latest}
   */
  public static Target parse(String name) {
    if (name.length() > LONGEST) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Target name has %s characters, want at most %s",
              "目标名有 %s 个字符，最多 %s 个", name.length(), LONGEST));
    }
    TargetFields fields = TargetNameReader.read(name);
    return new Target(
        fields.canonicalName(),
        fields.os(),
        fields.machine(),
        fields.libc(),
        fields.glibcxx(),
        fields.python(),
        fields.accelerator(),
        OptionalInt.of(fields.pageSizeOrAssumed()),
        Set.of(),
        Map.of(),
        TargetAssumptions.of(fields));
  }

  /**
   * The canonical name of a measured target, whatever name it bears now. A page size is part of it
   * where it is not the one that would be assumed, a CUDA ceiling where the driver does not say it.
   */
  public static String canonicalName(Target target) {
    return TargetFields.of(target).canonicalName();
  }

  /** The page size in bytes that is assumed for an architecture where none was measured. */
  public static int assumedPageSize(String machine) {
    return Architectures.assumedPageSize(machine);
  }
}
