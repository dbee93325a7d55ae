package dev.ferry.carry.receive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person asked an import to do.
 *
 * @param paths bundles (folders or tars), folders with parts of parcels, parts
 * @param depot the depot's folder, made where it is not there
 * @param as another name for the one thing that comes
 * @param site what site the depot belongs to, where that is to be said or changed
 * @param names patterns of names that receipts let out; empty for everything
 * @param dryRun whether to say only what would be done
 */
public record ImportRequest(
    List<Path> paths,
    Path depot,
    Optional<String> as,
    Optional<String> site,
    List<String> names,
    boolean dryRun) {
  public ImportRequest {
    paths = List.copyOf(paths);
    names = List.copyOf(names);
  }

  /** The same without another name: it was not meant for what else is finished now. */
  ImportRequest unnamed() {
    return new ImportRequest(paths, depot, Optional.empty(), site, names, dryRun);
  }
}
