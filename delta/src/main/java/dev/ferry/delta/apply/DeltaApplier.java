package dev.ferry.delta.apply;

import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Makes a new file from an old one and a delta. */
public final class DeltaApplier {
  private DeltaApplier() {}

  /**
   * What a delta says of itself. Only the header is read; the delta may still be damaged.
   *
   * @throws FerryException VERIFICATION where it is no delta, or of an unknown version
   */
  public static DeltaHeader header(Path delta) {
    try {
      return new Application(delta, delta).header();
    } catch (BadDelta bad) {
      throw damaged(delta, bad);
    } catch (IOException failure) {
      throw unreadable(delta, failure);
    }
  }

  /**
   * Makes the new file. Nothing stands at {@code to} unless its digest is the one in the delta.
   *
   * @param old the file that {@link DeltaHeader#old} names
   * @param to where the new file is written, by an atomic move
   * @throws FerryException VERIFICATION naming the stage (base, delta, opened old content, opened
   *     content, container), REFUSED where the limits do not allow what it declares, ENVIRONMENT
   *     where the disk does not
   */
  public static void apply(Path old, Path delta, Path to, ApplyLimits limits, Progress progress) {
    try {
      Application application = new Application(old, delta);
      check(application.header(), delta, to, limits);
      application.run(to, limits, progress);
    } catch (BadDelta bad) {
      throw damaged(delta, bad);
    } catch (IOException failure) {
      throw unreadable(delta, failure);
    } catch (UncheckedIOException failure) {
      throw unreadable(delta, Objects.requireNonNull(failure.getCause()));
    } catch (IndexOutOfBoundsException
        | ArithmeticException
        | IllegalArgumentException
        | NegativeArraySizeException broken) {
      // A hostile delta can make a decoder reach anywhere: what it reaches for is checked by the
      // array, the range or the conversion that it meets.
      throw damaged(delta, new BadDelta(broken.toString()));
    }
  }

  /**
   * Applies a delta that was just made, whose header does not yet say what it takes.
   *
   * @return how many bytes were kept in scratch files or memory
   */
  public static long prove(Path old, Path delta, Path to, ApplyLimits limits, Progress progress)
      throws IOException {
    return new Application(old, delta).run(to, limits, progress);
  }

  private static void check(DeltaHeader header, Path delta, Path to, ApplyLimits limits)
      throws IOException {
    refuse(delta, new Text("a new file", "新文件"), header.fresh().size(), limits.output());
    refuse(delta, new Text("scratch files", "临时文件"), header.scratch(), limits.scratchBytes());
    Files.createDirectories(limits.scratch());
    long scratch = Files.getFileStore(limits.scratch()).getUsableSpace();
    Path folder = to.toAbsolutePath().getParent();
    long room = Files.getFileStore(folder).getUsableSpace();
    if (header.scratch() > scratch || header.fresh().size() > room) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of(
              "Apply delta, `%s`: it needs %s in `%s` and %s in `%s`, which have %s and %s",
              "应用差分 `%1$s`：需要 `%3$s` 中的 %2$s 和 `%5$s` 中的 %4$s，而实际可用 %6$s 和 %7$s",
              delta,
              new DataSize(header.scratch()),
              limits.scratch(),
              new DataSize(header.fresh().size()),
              folder,
              new DataSize(scratch),
              new DataSize(room)));
    }
  }

  private static void refuse(Path delta, Text what, long declared, long most) {
    if (declared > most) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "Apply delta, `%s`: it declares %s of %d bytes, the limit is %d",
              "应用差分 `%1$s`：它声明的%2$s有 %3$d 字节，上限为 %4$d", delta, what, declared, most));
    }
  }

  private static FerryException damaged(Path delta, BadDelta bad) {
    return Stage.DELTA.failure(delta, Text.same(String.valueOf(bad.getMessage())));
  }

  private static FerryException unreadable(Path delta, IOException failure) {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of("Apply delta, `%s`: %s", "应用差分 `%s`：%s", delta, failure.toString()),
        failure);
  }
}
