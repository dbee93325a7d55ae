package dev.ferry.delta.apply;

import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;

/** Makes a new file from an old one and a delta. */
public final class DeltaApplier {
  private DeltaApplier() {}

  /**
   * What a delta says of itself. Only the header is read; the delta may still be damaged.
   *
   * @throws FerryException VERIFICATION where it is no delta, or of an unknown version
   */
  public static DeltaHeader header(Path delta) {
    throw unknown(delta);
  }

  /**
   * Makes the new file. Nothing stands at {@code to} unless its digest is the one in the delta.
   *
   * @param old the file that {@link DeltaHeader#old} names
   * @param to where the new file is written, by an atomic move
   * @throws FerryException VERIFICATION naming the stage (base, delta, opened old content, opened
   *     content, container), REFUSED where the limits or the disk do not allow what it declares
   */
  public static void apply(Path old, Path delta, Path to, ApplyLimits limits, Progress progress) {
    throw unknown(delta);
  }

  private static FerryException unknown(Path delta) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Read `%s`: not a delta that this Ferry knows", "读取 `%s`：不是本版 Ferry 认识的差分文件", delta));
  }
}
