package dev.ferry.delta.generate;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Makes the delta from one file to another. */
public final class DeltaMaker {
  private DeltaMaker() {}

  /**
   * Makes a delta and proves it by applying it.
   *
   * @param old the file that the other side has
   * @param fresh the file that it shall get
   * @param delta where the delta is written, by an atomic move; not written when empty is returned
   * @return empty when the whole new file, as it is, would not be larger than a delta
   * @throws FerryException where a file cannot be read or scratch space is short
   */
  public static Optional<DeltaReport> make(
      Path old, Path fresh, Path delta, MakeOptions options, Progress progress) {
    try {
      return new Making(old, fresh, options, progress).run(delta);
    } catch (IOException failure) {
      throw failure(old, fresh, failure);
    } catch (UncheckedIOException failure) {
      throw failure(old, fresh, Objects.requireNonNull(failure.getCause()));
    }
  }

  private static FerryException failure(Path old, Path fresh, IOException failure) {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of(
            "Make the delta from `%s` to `%s`: %s",
            "生成从 `%s` 到 `%s` 的差分：%s", old, fresh, failure.toString()),
        failure);
  }
}
