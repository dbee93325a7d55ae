package dev.ferry.cli.command;

import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.StoreLocation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where downloads and caches are kept. */
final class StoreOption {
  @Option(names = "--store", paramLabel = "DIR", descriptionKey = "store")
  private Optional<String> store = Optional.empty();

  /** The folder, which may not exist yet. */
  Path folder(Invocation invocation) {
    return StoreLocation.of(invocation.path(store), invocation.environment());
  }

  LocalBlobStore open(Invocation invocation) {
    return LocalBlobStore.open(folder(invocation));
  }
}
