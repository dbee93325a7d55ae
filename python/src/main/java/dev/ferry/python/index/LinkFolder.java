package dev.ferry.python.index;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.FactStore;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Packages on this machine: a folder with files, or an HTML page as a file. A folder claims no
 * hashes, so the files that are asked for are hashed here; that is remembered by size and time of
 * the file.
 */
final class LinkFolder {
  private static final String KIND = "file-digest-1";

  private final FactStore facts;
  private final Secrets secrets;

  LinkFolder(FactStore facts, Secrets secrets) {
    this.facts = facts;
    this.secrets = secrets;
  }

  /** The local path of a source's location, if it is one. */
  static Optional<Path> findPath(String location) {
    if (location.startsWith("file:")) {
      try {
        return Optional.of(Path.of(URI.create(location)));
      } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
        return Optional.of(Path.of(location.substring("file:".length()).replaceFirst("^//", "")));
      }
    }
    return location.contains("://") ? Optional.empty() : Optional.of(Path.of(location));
  }

  /** Files of a folder, not hashed, or those that an HTML file links to. */
  List<IndexFile> files(Path place, String source) {
    try {
      if (Files.isDirectory(place)) {
        return folder(place, source);
      }
      InputFile.requireFile(place);
      if (Files.size(place) > PageLoader.LIMIT) {
        throw new IOException("larger than " + PageLoader.LIMIT + " bytes");
      }
      return HtmlPage.parse(Files.readAllBytes(place), place.toUri(), source, secrets);
    } catch (IOException e) {
      throw failure(place, e);
    }
  }

  private static List<IndexFile> folder(Path folder, String source) throws IOException {
    List<IndexFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isRegularFile(entry)) {
          files.add(file(entry, source));
        }
      }
    }
    return files;
  }

  private static IndexFile file(Path entry, String source) throws IOException {
    return new IndexFile(
        String.valueOf(entry.getFileName()),
        entry.toUri().toString(),
        Optional.empty(),
        OptionalLong.of(Files.size(entry)),
        Optional.empty(),
        Optional.empty(),
        false,
        "",
        false,
        Optional.empty(),
        source);
  }

  /** The same file with its hash, where it lies here and has none. */
  IndexFile hashed(IndexFile file) {
    if (file.sha256().isPresent() || !file.isLocal()) {
      return file;
    }
    Path path = Path.of(file.location());
    return new IndexFile(
        file.filename(),
        file.address(),
        Optional.of(digest(path)),
        OptionalLong.of(path.toFile().length()),
        file.uploadTime(),
        file.requiresPython(),
        file.yanked(),
        file.yankedReason(),
        false,
        Optional.empty(),
        file.source());
  }

  private Digest digest(Path path) {
    try {
      String key = path + "\n" + Files.size(path) + "\n" + Files.getLastModifiedTime(path);
      Optional<Digest> known =
          facts
              .find(KIND, key)
              .flatMap(hex -> Digest.findHex(new String(hex, StandardCharsets.US_ASCII)));
      if (known.isPresent()) {
        return known.get();
      }
      MessageDigest hash = Digest.sha256();
      byte[] buffer = new byte[1 << 18];
      try (InputStream in = Files.newInputStream(path)) {
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
          hash.update(buffer, 0, got);
        }
      }
      Digest digest = Digest.from(hash.digest());
      facts.put(KIND, key, digest.hex().getBytes(StandardCharsets.US_ASCII));
      return digest;
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static FerryException failure(Path place, IOException e) {
    return new FerryException(
        Failure.SOURCE,
        Text.of(
            "Cannot read packages from `%s`: %s",
            "无法读取软件包来源 `%s`：%s", place, DiskFailure.reason(e)),
        e);
  }
}
