package dev.ferry.python.index;

import dev.ferry.model.FerryException;
import dev.ferry.python.http.Locations;
import dev.ferry.python.name.PackageName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where else a file may lie. A file below its source has the same path below each mirror; for one
 * that lies elsewhere the mirror's own page is asked, and only the same name with the same claimed
 * digest counts.
 */
final class Mirrors {
  private final SourceList sources;
  private final Secrets secrets;
  private final PageLoader loader;

  Mirrors(SourceList sources, Secrets secrets, PageLoader loader) {
    this.sources = sources;
    this.secrets = secrets;
    this.loader = loader;
  }

  /**
   * Other places of the same bytes, as they are sent; asked for only when the first place failed.
   */
  List<URI> places(IndexFile file) {
    Optional<SourceSpec> source = sources.find(file.source());
    if (source.isEmpty()) {
      return List.of();
    }
    List<URI> places = new ArrayList<>();
    for (String mirror : source.get().mirrors()) {
      Optional<URI> base = Locations.parse(mirror).map(secrets::keep);
      if (base.isPresent()) {
        place(file, source.get(), base.get()).ifPresent(places::add);
      }
    }
    return places;
  }

  private Optional<URI> place(IndexFile file, SourceSpec source, URI mirror) {
    String below = folder(Locations.display(source.location()));
    String location = file.location().toString();
    return location.startsWith(below)
        ? Optional.of(URI.create(folder(mirror.toString()) + location.substring(below.length())))
        : onPage(file, mirror);
  }

  private Optional<URI> onPage(IndexFile file, URI mirror) {
    Optional<PackageName> name = name(file.filename());
    if (name.isEmpty() || file.sha256().isEmpty()) {
      return Optional.empty();
    }
    try {
      URI page = URI.create(folder(mirror.toString()) + name.get().normalized() + "/");
      return loader.find(List.of(page), file.source()).orElse(List.of()).stream()
          .filter(other -> other.filename().equals(file.filename()))
          .filter(other -> other.sha256().equals(file.sha256()))
          .map(other -> secrets.sendable(other.location()))
          .findFirst();
    } catch (FerryException outOfReach) {
      return Optional.empty();
    }
  }

  /** Up to the first hyphen of a wheel; of a source archive up to the last one. */
  private static Optional<PackageName> name(String filename) {
    int hyphen = filename.endsWith(".whl") ? filename.indexOf('-') : filename.lastIndexOf('-');
    return hyphen < 0 ? Optional.empty() : PackageName.find(filename.substring(0, hyphen));
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }
}
