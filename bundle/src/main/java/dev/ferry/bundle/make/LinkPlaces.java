package dev.ferry.bundle.make;

import dev.ferry.bundle.pack.DownloadFetcher;
import dev.ferry.bundle.pack.Wanted;
import dev.ferry.python.filename.Filenames;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Finds files that a lock names no place for on the pages of the sources that are set now. */
final class LinkPlaces implements DownloadFetcher.Places {
  private final PackageIndex index;

  LinkPlaces(PackageIndex index) {
    this.index = index;
  }

  @Override
  public Optional<URI> find(Wanted wanted) {
    return Filenames.findProject(wanted.label())
        .flatMap(index::findPage)
        .flatMap(
            page ->
                page.files().stream()
                    .filter(file -> file.filename().equals(wanted.label()))
                    .filter(file -> file.sha256().map(wanted.sha256()::equals).orElse(true))
                    .findFirst())
        .map(IndexFile::location);
  }

  @Override
  public List<URI> mirrors(Wanted wanted) {
    return find(wanted).filter(place -> !wanted.location().equals(Optional.of(place))).stream()
        .toList();
  }
}
