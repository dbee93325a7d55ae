package dev.ferry.carry.depot;

import dev.ferry.model.Digest;
import dev.ferry.store.BlobStore;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Blobs whose names, too, are on the disk. */
public final class Blobs {
  private Blobs() {}

  /** Forces the folders of these blobs to the disk; their bytes were when they were published. */
  public static void force(BlobStore store, Collection<Digest> digests) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Digest digest : digests) {
      Path folder = Objects.requireNonNull(store.path(digest).getParent());
      folders.add(folder);
      folders.add(Objects.requireNonNull(folder.getParent()));
    }
    for (Path folder : folders) {
      try {
        if (Files.isDirectory(folder)) {
          Durable.force(folder);
        }
      } catch (IOException failure) {
        throw DiskFailure.of(failure, folder);
      }
    }
  }

  /** Stores a few bytes. */
  public static Digest put(BlobStore store, byte[] bytes) {
    Digest digest = Digest.of(bytes);
    try {
      return store.find(digest, bytes.length).isPresent()
          ? digest
          : store.put(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, store.path(digest));
    }
  }
}
