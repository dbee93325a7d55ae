package dev.ferry.python.build;

import dev.ferry.model.FerryException;
import dev.ferry.python.metadata.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a source says about itself without being built: {@code PKG-INFO} since metadata 2.2 (PEP
 * 643).
 */
final class StaticMetadata {
  private StaticMetadata() {}

  /** The metadata, where it is of a version whose fields can be relied on. */
  static Optional<Metadata> find(Path sdist, String label) {
    try (BuildFiles files = BuildFiles.create()) {
      Path source = SourceArchive.unpack(sdist, label, files.folder().resolve("source"));
      Path info = source.resolve("PKG-INFO");
      if (!Files.isRegularFile(info) || Files.size(info) > Metadata.MAXIMUM_SIZE) {
        return Optional.empty();
      }
      Metadata metadata = Metadata.parse(Files.readAllBytes(info));
      return reliable(metadata.metadataVersion()) ? Optional.of(metadata) : Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (FerryException unusable) {
      return Optional.empty();
    }
  }

  private static boolean reliable(String version) {
    return version.matches("2\\.([2-9]|[1-9][0-9])");
  }
}
