package dev.ferry.python.resolve;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.metadata.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares metadata with what it must agree with. */
public final class MetadataCheck {
  private MetadataCheck() {}

  /** Why a release cannot be used with this metadata, or null. */
  static @Nullable Unusable findMistake(
      Rules rules, Project project, Release release, Metadata metadata) {
    if (!metadata.name().equals(project.name())) {
      return mismatch("Name", metadata.name().toString(), project.name().toString());
    }
    if (!metadata.version().equals(release.version())) {
      return mismatch("Version", metadata.version().toString(), release.version().toString());
    }
    if (!rules.environment().satisfiesPython(metadata.requiresPython())) {
      return new Unusable.RequiresPython(
          metadata.requiresPython().toString(), rules.request().target().python().version());
    }
    return null;
  }

  private static Unusable mismatch(String field, String got, String want) {
    return new Unusable.BadMetadata(
        Text.of(
            "`%s` is `%s`, the file name says `%s`", "`%s` 为 `%s`，文件名中为 `%s`", field, got, want));
  }

  /**
   * Refuses a wheel whose own metadata differs from what was resolved with.
   *
   * @param resolved what the index or a range of the wheel said
   * @param inside what the whole wheel says, after its digest was checked
   * @throws FerryException of kind {@code verification}, naming source, file and field
   */
  public static void requireEqual(
      String source, String filename, Metadata resolved, Metadata inside) {
    requireEqual(source, filename, "Name", resolved.name(), inside.name());
    requireEqual(source, filename, "Version", resolved.version(), inside.version());
    requireEqual(
        source, filename, "Requires-Python", resolved.requiresPython(), inside.requiresPython());
    requireEqual(
        source,
        filename,
        "Requires-Dist",
        texts(resolved.requiresDist()),
        texts(inside.requiresDist()));
    requireEqual(
        source, filename, "Provides-Extra", resolved.providesExtras(), inside.providesExtras());
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).sorted().toList();
  }

  private static void requireEqual(
      String source, String filename, String field, Object resolved, Object inside) {
    if (!resolved.equals(inside)) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "`%s` of `%s` is not what source `%s` said, got `%s`, want `%s`",
              "`%2$s` 的 `%1$s` 与来源 `%3$s` 所说不符，实际 `%4$s`，应为 `%5$s`",
              field,
              filename,
              source,
              inside,
              resolved));
    }
  }
}
