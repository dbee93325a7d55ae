package dev.ferry.scan.fit;

import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.resolve.Misfit;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.WheelRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Proves that a set of wheels fits a target, or says what does not. A pure function. */
public final class SetFit {
  /** Misfits and notes kept for one wheel. */
  private static final int MOST = 40;

  private final Target target;
  private final Set<String> waived;
  private final Set<String> carriedFiles;
  private final LibraryRules rules;
  private final SystemLibraries known = SystemLibraries.load();

  /**
   * @param waived paths in wheels that are not judged ({@code fit.ignore} of a spec)
   * @param carriedFiles names of libraries that the bundle's own files bring into {@code lib}
   */
  public SetFit(Target target, Set<String> waived, Set<String> carriedFiles) {
    this.target = target;
    this.waived = Set.copyOf(waived);
    this.carriedFiles = Set.copyOf(carriedFiles);
    this.rules = new LibraryRules(target);
  }

  /** Proves a set in which nothing is waived and no file is added. */
  public static FitReport prove(Target target, List<WheelRecord> wheels) {
    return new SetFit(target, Set.of(), Set.of()).prove(wheels);
  }

  public FitReport prove(List<WheelRecord> wheels) {
    LoadGraph graph = new LoadGraph(target, wheels);
    graph.search();
    boolean cxxCarried =
        graph.carries(LibraryRules.CXX_LIBRARY) || carriedFiles.contains(LibraryRules.CXX_LIBRARY);
    Map<String, List<Misfit>> misfits = new HashMap<>();
    Map<String, List<Text>> notes = new HashMap<>();
    for (CarriedLibrary library : graph.libraries()) {
      if (waived.contains(library.path())) {
        add(notes, library, Text.of("`%s` is not judged, as asked", "按要求不检查 `%s`", library.path()));
        continue;
      }
      boolean reached = graph.reaches(library);
      Optional<Misfit> misfit = judge(library, reached, cxxCarried);
      misfit.ifPresent(found -> add(misfits, library, found));
      if (!reached && misfit.isEmpty()) {
        stray(library, graph).ifPresent(note -> add(notes, library, note));
      }
    }
    List<WheelFit> fits = new ArrayList<>();
    for (WheelRecord wheel : wheels) {
      String owner = LoadGraph.owner(wheel);
      List<Misfit> found = new ArrayList<>(misfits.getOrDefault(owner, List.of()));
      CudaFit.of(wheel).judge(target).ifPresent(found::add);
      fits.add(new WheelFit(owner, wheel.digest(), found, notes.getOrDefault(owner, List.of())));
    }
    return new FitReport(
        fits, systemLibraries(graph), cxxCarried ? Optional.empty() : glibcxx(graph));
  }

  private static <T> void add(Map<String, List<T>> map, CarriedLibrary library, T value) {
    List<T> list = map.computeIfAbsent(library.owner(), key -> new ArrayList<>());
    if (list.size() < MOST) {
      list.add(value);
    }
  }

  private Optional<Misfit> judge(CarriedLibrary library, boolean reached, boolean cxxCarried) {
    NativeFacts facts = library.facts();
    Optional<Misfit> loading = reached ? rules.loading(library.path(), facts) : Optional.empty();
    return loading.isPresent() || !rules.runs(facts)
        ? loading
        : rules.versions(library.path(), facts, cxxCarried);
  }

  /** What would be wrong with a library if something loaded it. */
  private Optional<Text> stray(CarriedLibrary library, LoadGraph graph) {
    NativeFacts facts = library.facts();
    Optional<Misfit> loading = rules.loading(library.path(), facts);
    if (loading.isPresent()) {
      return Optional.of(
          Text.of("nothing loads it, but %s", "没有程序加载它，但 %s", loading.get().prose()));
    }
    List<String> absent =
        facts.needed().stream()
            .filter(name -> !BaseSystem.has(name) && !graph.carries(name))
            .filter(name -> !graph.absent().containsKey(name) && !carriedFiles.contains(name))
            .toList();
    return absent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "no import loads `%s`, which needs %s that no package carries",
                "没有导入会加载 `%s`，它需要没有软件包携带的 %s",
                library.path(),
                String.join(", ", absent.stream().map(name -> "`" + name + "`").toList())));
  }

  private List<SystemLibrary> systemLibraries(LoadGraph graph) {
    List<SystemLibrary> libraries = new ArrayList<>();
    graph
        .absent()
        .forEach(
            (soname, owners) -> {
              if (!carriedFiles.contains(soname)) {
                libraries.add(known.describe(soname, List.copyOf(owners)));
              }
            });
    return libraries;
  }

  private Optional<FitReport.GlibcxxNeed> glibcxx(LoadGraph graph) {
    List<CarriedLibrary> judged =
        graph.libraries().stream()
            .filter(library -> rules.runs(library.facts()) && !waived.contains(library.path()))
            .toList();
    Optional<SymbolVersion> highest = highest(judged, LibraryRules::glibcxx);
    return highest.map(
        version ->
            new FitReport.GlibcxxNeed(
                version,
                judged.stream()
                    .filter(library -> LibraryRules.glibcxx(library.facts()).equals(highest))
                    .map(CarriedLibrary::owner)
                    .distinct()
                    .sorted()
                    .toList(),
                highest(judged, LibraryRules::cxxabi)));
  }

  private static Optional<SymbolVersion> highest(
      List<CarriedLibrary> libraries, Function<NativeFacts, Optional<SymbolVersion>> need) {
    return libraries.stream()
        .flatMap(library -> need.apply(library.facts()).stream())
        .max(Comparator.naturalOrder());
  }
}
