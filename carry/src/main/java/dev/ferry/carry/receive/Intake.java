package dev.ferry.carry.receive;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.verify.ExtentDigests;
import dev.ferry.bundle.verify.ExtentReader;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hashes the files of a bundle and writes to the store, in the same reading, those that it lacks. A
 * file whose bytes are not what the bundle's documents say leaves nothing.
 */
final class Intake implements ExtentDigests {
  private static final String BLOBS = "blobs/sha256/";

  private final LocalBlobStore store;

  /** What the documents say, by place. */
  private final Map<Object, Digest> expected = new HashMap<>();

  private final Map<Object, Extent> places = new HashMap<>();
  private final Set<Digest> came = new HashSet<>();

  Intake(LocalBlobStore store, Container container) {
    this.store = store;
    container
        .files()
        .forEach(
            (path, extent) -> {
              if (path.startsWith(BLOBS)) {
                Digest.findHex(path.substring(BLOBS.length()))
                    .ifPresent(digest -> expect(extent, digest));
              }
            });
    try {
      Bundle.of(container)
          .listing(Form.OCI)
          .lines()
          .forEach(
              (path, line) -> {
                Extent extent = container.files().get(path);
                if (extent != null) {
                  expect(extent, line.digest());
                }
              });
    } catch (FerryException broken) {
      // The verification says what is wrong with it; nothing of it is kept.
      expected.clear();
    }
  }

  private void expect(Extent extent, Digest digest) {
    expected.put(extent.identity(), digest);
    places.put(extent.identity(), extent);
  }

  /** What the bundle's documents name. */
  Collection<Digest> digests() {
    return expected.values();
  }

  /** What the store had not. */
  Set<Digest> came() {
    return came;
  }

  /** Bytes that the store will grow by. */
  DataSize need() {
    Set<Digest> counted = new HashSet<>();
    long bytes = 0;
    for (Map.Entry<Object, Digest> place : expected.entrySet()) {
      Extent extent = places.get(place.getKey());
      if (extent != null
          && counted.add(place.getValue())
          && store.find(place.getValue(), extent.size()).isEmpty()) {
        bytes += extent.size();
      }
    }
    return new DataSize(bytes);
  }

  @Override
  public Optional<Digest> digest(Extent extent, Progress.Task task) {
    Digest want = expected.get(extent.identity());
    if (want == null || store.find(want, extent.size()).isPresent()) {
      return ExtentReader.digest(extent, task);
    }
    Optional<Staging> staging = store.stage(want);
    if (staging.isEmpty()) {
      return ExtentReader.digest(extent, task);
    }
    try (Staging arriving = staging.get()) {
      // What a killed run left may be holes after a power cut, and reading is what takes long.
      arriving.restart();
      boolean whole =
          ExtentReader.read(extent, task, (bytes, count) -> arriving.append(bytes, 0, count));
      Digest got = arriving.digest();
      if (whole && got.equals(want)) {
        arriving.publish();
        came.add(want);
      } else {
        arriving.restart();
      }
      return whole ? Optional.of(got) : Optional.empty();
    }
  }
}
