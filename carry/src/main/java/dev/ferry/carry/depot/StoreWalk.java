package dev.ferry.carry.depot;

import dev.ferry.model.Digest;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a store has, by the names of its files. */
final class StoreWalk {
  private StoreWalk() {}

  /**
   * A file of a store.
   *
   * @param inode equal for two names of one file
   */
  record Stored(Path file, long size, Object inode) {}

  /** Every blob, in order of digest; files of other names are left alone. */
  static SortedMap<Digest, Stored> blobs(LocalBlobStore store) {
    SortedMap<Digest, Stored> blobs = new TreeMap<>();
    Path all = store.root().resolve("blobs").resolve("sha256");
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder)) {
          into(folder, blobs);
        }
      }
      return blobs;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, all);
    }
  }

  private static void into(Path folder, SortedMap<Digest, Stored> blobs) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Optional<Digest> digest = Digest.findHex(file.getFileName().toString());
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (digest.isPresent() && attributes.isRegularFile()) {
          Object inode = attributes.fileKey();
          blobs.put(
              digest.get(), new Stored(file, attributes.size(), inode == null ? file : inode));
        }
      }
    }
  }
}
