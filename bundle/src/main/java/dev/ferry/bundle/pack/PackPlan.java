package dev.ferry.bundle.pack;

import dev.ferry.bundle.layout.Form;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.EnvironmentSpec.CarriedFile;
import dev.ferry.model.EnvironmentSpec.Interpreter;
import dev.ferry.model.EnvironmentSpec.Origin;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.store.BlobStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What packing will do.
 *
 * @param request what was asked for
 * @param destination where the bundle will be
 * @param files everything the bundle carries from elsewhere, each digest once
 * @param missing those of them that the store lacks
 */
public record PackPlan(
    PackRequest request, Path destination, List<Wanted> files, List<Wanted> missing) {
  public PackPlan {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
  }

  /** Makes the plan; looks into the store, downloads nothing. */
  public static PackPlan of(PackRequest request, BlobStore store) {
    Map<Digest, Wanted> files = new LinkedHashMap<>();
    for (PackTarget target : request.targets()) {
      for (LockedPackage locked : target.lock().packages()) {
        add(files, wheel(locked));
        findSource(locked).ifPresent(source -> add(files, source));
      }
    }
    carried(request.spec()).forEach(file -> add(files, file));
    List<Wanted> missing = files.values().stream().filter(file -> isMissing(file, store)).toList();
    return new PackPlan(request, request.destination(), List.copyOf(files.values()), missing);
  }

  private static void add(Map<Digest, Wanted> files, Wanted file) {
    files.putIfAbsent(file.sha256(), file);
  }

  static Wanted wheel(LockedPackage locked) {
    return new Wanted(locked.file(), locked.url(), locked.sha256(), locked.size(), locked.source());
  }

  private static Optional<Wanted> findSource(LockedPackage locked) {
    return locked
        .build()
        .map(
            build ->
                new Wanted(
                    build.sdist(),
                    build.location(),
                    build.sha256(),
                    build.size(),
                    locked.source()));
  }

  private static List<Wanted> carried(EnvironmentSpec spec) {
    List<Wanted> files = new ArrayList<>();
    for (CarriedFile file : spec.files()) {
      download(file.origin(), file.sha256()).ifPresent(files::add);
    }
    for (Interpreter python : spec.interpreters()) {
      download(python.origin(), python.sha256()).ifPresent(files::add);
    }
    return files;
  }

  private static Optional<Wanted> download(Origin origin, Optional<Digest> sha256) {
    if (!(origin instanceof Origin.Download download) || sha256.isEmpty()) {
      return Optional.empty();
    }
    URI url = URI.create(download.url());
    String path = url.getPath() == null ? "" : url.getPath();
    String label = path.substring(path.lastIndexOf('/') + 1);
    return Optional.of(
        new Wanted(label, Optional.of(url), sha256.get(), OptionalLong.empty(), "spec"));
  }

  private static boolean isMissing(Wanted file, BlobStore store) {
    Optional<Path> found =
        file.size().isPresent()
            ? store.find(file.sha256(), file.size().getAsLong())
            : store.find(file.sha256());
    return found.isEmpty();
  }

  /** Bytes to download, as far as sizes are known. */
  public DataSize download() {
    return sum(missing);
  }

  /** Bytes that the bundle carries, as far as sizes are known; scripts and lists come on top. */
  public DataSize carried() {
    return sum(files);
  }

  /** How many of the missing files have no known size. */
  public long unknown() {
    return missing.stream().filter(file -> file.size().isEmpty()).count();
  }

  /**
   * Bytes that the bundle's disk must have: a tar holds everything, a folder on the store's disk
   * holds links.
   *
   * @param sameDisk whether bundle and store share a file system
   */
  public DataSize outputNeed(boolean sameDisk) {
    boolean linked = sameDisk && !request.tar();
    return linked ? new DataSize(0) : carried();
  }

  /** Whether the bundle is a valid image layout. */
  public boolean isLayout() {
    return request.form() == Form.OCI;
  }

  private static DataSize sum(List<Wanted> files) {
    return new DataSize(files.stream().mapToLong(file -> file.size().orElse(0)).sum());
  }
}
