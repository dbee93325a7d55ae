package dev.ferry.python.index;

import dev.ferry.python.http.Locations;
import dev.ferry.python.name.PackageName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All sources in the order in which they are asked: named ones in the order of the spec, extra
 * indexes, the default index. A package that is pinned to a source is looked for nowhere else.
 */
public final class SourceList {
  private final List<SourceSpec> sources;

  private SourceList(List<SourceSpec> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Exactly these, in this order. */
  public static SourceList of(List<SourceSpec> sources) {
    return new SourceList(sources);
  }

  /**
   * Sources from options.
   *
   * @param named from the spec, in its order
   * @param options of the command line and requirements files, over pip's configuration
   * @param fallback pip's own default index, asked for only when nothing else is set
   */
  public static SourceList of(
      List<SourceSpec> named, SourceOptions options, Supplier<String> fallback) {
    List<SourceSpec> all = new ArrayList<>(named);
    Names names = new Names(named);
    for (String location : options.findLinks()) {
      all.add(SourceSpec.findLinks(names.of(location, "links"), location));
    }
    if (!options.noIndex()) {
      for (String location : options.extraIndexUrls()) {
        all.add(SourceSpec.index(names.of(location, "extra"), location));
      }
      String location = options.indexUrl().orElseGet(fallback);
      all.add(SourceSpec.index(names.unique("default"), location));
    }
    return new SourceList(all);
  }

  /** All of them. */
  public List<SourceSpec> all() {
    return sources;
  }

  /** The indexes to ask for a package, the first that has it serves it. */
  public List<SourceSpec> indexesFor(PackageName name) {
    return of(name, SourceSpec.Kind.INDEX);
  }

  /** The pages and folders of links that may add files of a package. */
  public List<SourceSpec> linksFor(PackageName name) {
    return of(name, SourceSpec.Kind.FIND_LINKS);
  }

  /** The source of a name that a lock or a file mentions. */
  public Optional<SourceSpec> find(String sourceName) {
    return sources.stream().filter(source -> source.name().equals(sourceName)).findFirst();
  }

  private List<SourceSpec> of(PackageName name, SourceSpec.Kind kind) {
    boolean pinned = sources.stream().anyMatch(source -> source.pinned().contains(name));
    return sources.stream()
        .filter(source -> source.kind() == kind)
        .filter(source -> pinned ? source.pinned().contains(name) : source.pinned().isEmpty())
        .toList();
  }

  /** Names for sources that have none: numbered, so that a lock never spells a secret. */
  private static final class Names {
    private final Set<String> taken = new HashSet<>();

    Names(List<SourceSpec> named) {
      named.forEach(source -> taken.add(source.name()));
    }

    String of(String location, String word) {
      String host = Locations.parse(location).map(uri -> uri.getHost()).orElse(null);
      return unique(host == null ? word : word + "-" + host);
    }

    String unique(String wanted) {
      String name = wanted;
      for (int number = 2; !taken.add(name); number++) {
        name = wanted + "-" + number;
      }
      return name;
    }
  }
}
