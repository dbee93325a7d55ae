package dev.ferry.bundle.lock;

import dev.ferry.model.EnvironmentSpec;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.python.index.SourceSpec;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.reqfile.IndexOptions;
import java.nio.file.Path;

/** Sources of a spec and options of requirements files in the index client's words. */
public final class NamedSources {
  private NamedSources() {}

  /**
   * A source of a spec.
   *
   * @param folder that a relative folder of links starts from
   */
  static SourceSpec of(EnvironmentSpec.Source source, Path folder) {
    return switch (source.kind()) {
      case INDEX -> spec(source, SourceSpec.Kind.INDEX, source.location());
      case FIND_LINKS ->
          spec(source, SourceSpec.Kind.FIND_LINKS, located(source.location(), folder));
    };
  }

  private static SourceSpec spec(
      EnvironmentSpec.Source source, SourceSpec.Kind kind, String location) {
    return new SourceSpec(
        source.name(),
        kind,
        location,
        source.mirrors(),
        source.packages().stream().map(PackageName::of).toList());
  }

  /** A URL as it is, a path as an absolute one. */
  public static String located(String location, Path folder) {
    return location.contains("://") || location.startsWith("file:")
        ? location
        : folder.resolve(location).toAbsolutePath().normalize().toString();
  }

  /** What requirements files say about sources. */
  public static SourceOptions of(IndexOptions options) {
    return new SourceOptions(
        options.indexUrl(), options.extraIndexUrls(), options.findLinks(), options.noIndex());
  }
}
