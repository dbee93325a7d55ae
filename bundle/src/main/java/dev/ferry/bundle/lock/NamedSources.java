package dev.ferry.bundle.lock;

import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.python.http.Locations;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.python.index.SourceSpec;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.reqfile.IndexOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * Where packages come from, for the record of a lock: in order, without user info and queries,
   * and without what is this machine's alone.
   *
   * @param folder that a relative folder of links starts from; folders below it are named from it
   */
  public static List<String> texts(
      List<EnvironmentSpec.Source> named, SourceOptions options, Path folder) {
    List<String> texts = new ArrayList<>();
    for (EnvironmentSpec.Source source : named) {
      List<String> words = new ArrayList<>();
      words.add(source.kind() == EnvironmentSpec.Source.Kind.INDEX ? "index" : "find-links");
      words.add(source.name());
      words.add(place(source.location(), folder));
      source.mirrors().forEach(mirror -> words.add("mirror " + place(mirror, folder)));
      source.packages().forEach(name -> words.add("package " + PackageName.of(name)));
      texts.add(String.join(" ", words));
    }
    options.findLinks().forEach(links -> texts.add("find-links " + place(links, folder)));
    options.extraIndexUrls().forEach(url -> texts.add("extra-index-url " + place(url, folder)));
    options.indexUrl().ifPresent(url -> texts.add("index-url " + place(url, folder)));
    if (options.noIndex()) {
      texts.add("no-index");
    }
    return texts;
  }

  private static String place(String location, Path folder) {
    if (location.contains("://") || location.startsWith("file:")) {
      return Locations.display(location);
    }
    Path base = folder.toAbsolutePath().normalize();
    Path path = base.resolve(location).normalize();
    return path.startsWith(base)
        ? "./" + base.relativize(path)
        : Digest.of(path.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
