package dev.ferry.python.index;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.http.Locations;
import dev.ferry.python.http.SingleFlight;
import dev.ferry.python.name.PackageName;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One page of all sources: the first index that has the name serves it, pages of links add to it.
 * Files of two indexes are never mixed, so that nobody can slip a newer release of an inner package
 * under the same name into a public index.
 */
final class PageFinder {
  private final SourceList sources;
  private final PageLoader loader;
  private final LinkFolder folders;
  private final Secrets secrets;
  private final Progress progress;
  private final SingleFlight<String, List<IndexFile>> links = new SingleFlight<>();
  private final SingleFlight<String, Optional<List<IndexFile>>> indexes = new SingleFlight<>();

  PageFinder(
      SourceList sources,
      PageLoader loader,
      LinkFolder folders,
      Secrets secrets,
      Progress progress) {
    this.sources = sources;
    this.loader = loader;
    this.folders = folders;
    this.secrets = secrets;
    this.progress = progress;
  }

  Optional<ProjectPage> find(PackageName name) {
    List<SourceSpec> candidates = sources.indexesFor(name);
    List<SourceSpec> pages = sources.linksFor(name);
    candidates.stream()
        .skip(1)
        .forEach(source -> indexes.start(key(source, name), () -> fromIndex(source, name)));
    List<IndexFile> files = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    List<Text> notes = new ArrayList<>();
    boolean found = false;
    for (SourceSpec source : candidates) {
      asked.add(source.name());
      if (found) {
        noteLower(source, name, asked, notes);
        continue;
      }
      Optional<List<IndexFile>> page =
          indexes.get(key(source, name), () -> fromIndex(source, name));
      if (page.isPresent()) {
        found = true;
        files.addAll(page.get());
      }
    }
    for (SourceSpec source : pages) {
      asked.add(source.name());
      addLinks(source, name, files);
    }
    found |= !files.isEmpty();
    return found ? Optional.of(new ProjectPage(name, files, asked, notes)) : Optional.empty();
  }

  private static String key(SourceSpec source, PackageName name) {
    return source.name() + "\n" + name.normalized();
  }

  /** A lower source that is out of reach matters to nobody: it would not have been used. */
  private void noteLower(
      SourceSpec source, PackageName name, List<String> asked, List<Text> notes) {
    try {
      if (indexes.get(key(source, name), () -> fromIndex(source, name)).isPresent()) {
        String first = asked.stream().limit(asked.size() - 1).reduce((a, b) -> a).orElse("");
        notes.add(
            Text.of(
                "`%s` is taken from `%s`; `%s` has the name too and is not used",
                "`%s` 取自 `%s`；`%s` 也有同名包，未使用", name, first, source.name()));
      }
    } catch (FerryException unused) {
      notes.add(
          Text.of(
              "`%s` was not asked for `%s`: it is out of reach",
              "未能向 `%s` 查询 `%s`：无法访问", source.name(), name));
    }
  }

  private Optional<List<IndexFile>> fromIndex(SourceSpec source, PackageName name) {
    Optional<Path> folder = LinkFolder.findPath(source.location());
    if (folder.isPresent()) {
      return fromLocalIndex(folder.get().resolve(name.normalized()), source);
    }
    List<URI> places = new ArrayList<>();
    for (URI base : bases(source)) {
      String path = base.toString();
      String slash = path.endsWith("/") ? "" : "/";
      places.add(place(base, path + slash + name.normalized() + "/"));
    }
    return loader.find(places, source.name());
  }

  /** A query of the index, as some gateways want it, belongs to each of its pages. */
  private URI place(URI base, String text) {
    URI place = URI.create(text);
    URI whole = secrets.sendable(base);
    if (whole.getRawQuery() != null) {
      secrets.keep(URI.create(text + "?" + whole.getRawQuery()));
    }
    return place;
  }

  private Optional<List<IndexFile>> fromLocalIndex(Path project, SourceSpec source) {
    Path page = project.resolve("index.html");
    if (Files.isRegularFile(page)) {
      List<IndexFile> files = folders.files(page, source.name());
      return Optional.of(files.stream().map(folders::hashed).toList());
    }
    return Files.isDirectory(project)
        ? Optional.of(folders.files(project, source.name()).stream().map(folders::hashed).toList())
        : Optional.empty();
  }

  private void addLinks(SourceSpec source, PackageName name, List<IndexFile> files) {
    List<IndexFile> all = links.get(source.name(), () -> readLinks(source));
    for (IndexFile file : all) {
      if (belongs(file.filename(), name)) {
        files.add(folders.hashed(file));
      }
    }
  }

  private List<IndexFile> readLinks(SourceSpec source) {
    Optional<Path> path = LinkFolder.findPath(source.location());
    if (path.isPresent()) {
      return readLinks(path.get(), source);
    }
    return loader.find(bases(source), source.name()).orElseThrow(() -> absent(source));
  }

  /** As pip has it: what is not there holds nothing, which is worth a warning. */
  private List<IndexFile> readLinks(Path place, SourceSpec source) {
    if (Files.exists(place)) {
      return folders.files(place, source.name());
    }
    progress.warn(
        Text.of(
            "`%s`, where packages were to be found, does not exist and is passed over",
            "软件包来源 `%s` 不存在，已跳过", place));
    return List.of();
  }

  private List<URI> bases(SourceSpec source) {
    List<URI> bases = new ArrayList<>();
    bases.add(base(source, source.location()));
    source.mirrors().forEach(mirror -> bases.add(base(source, mirror)));
    return bases;
  }

  private URI base(SourceSpec source, String location) {
    URI uri = Locations.parse(location).orElseThrow(() -> WebIndex.badLocation(source));
    boolean web =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw WebIndex.badLocation(source);
    }
    return secrets.keep(uri);
  }

  /** Wheels say where their name ends; of a source archive it is where a version begins. */
  static boolean belongs(String filename, PackageName name) {
    if (filename.endsWith(".whl")) {
      return WheelFilename.findWheel(filename)
          .filter(wheel -> wheel.name().equals(name))
          .isPresent();
    }
    String lower = PackageName.normalize(filename).toLowerCase(Locale.ROOT);
    String start = name.normalized() + "-";
    return lower.startsWith(start)
        && lower.length() > start.length()
        && Character.isDigit(lower.charAt(start.length()));
  }

  private static FerryException absent(SourceSpec source) {
    return new FerryException(
        dev.ferry.model.Failure.SOURCE,
        Text.of(
            "Cannot fetch `%s`: there is no page of links",
            "无法获取 `%s`：链接页面不存在", Locations.display(source.location())));
  }
}
