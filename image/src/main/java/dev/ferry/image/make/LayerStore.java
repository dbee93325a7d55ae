package dev.ferry.image.make;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.Compression;
import dev.ferry.oci.layer.Layer;
import dev.ferry.oci.layer.LayerWriter;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.FactStore;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Makes layers, or finds them made. What a layer was the last time is kept under its identity, so
 * that a known one costs no reading.
 */
final class LayerStore {
  /** Another format of the records, or other bytes for an identity, is another kind. */
  private static final String KIND = "image-layer-1";

  private final LocalBlobStore store;
  private final FactStore facts;
  private final Compression compression;
  private final boolean keep;

  /**
   * Makes layers in a store.
   *
   * @param keep whether blobs are kept; without, only their digests are computed
   */
  LayerStore(LocalBlobStore store, Compression compression, boolean keep) {
    this.store = store;
    this.facts = store.facts();
    this.compression = compression;
    this.keep = keep;
  }

  /** Writes a layer's bytes. */
  @FunctionalInterface
  private interface Writing {
    Layer write(OutputStream out) throws IOException;
  }

  /**
   * A layer of Ferry's.
   *
   * @param prepare run before its content is read, if it is read
   */
  Layer make(PlannedLayer planned, Runnable prepare, Progress.Task task) {
    String key = key(planned);
    Optional<Layer> known = known(key);
    if (known.isPresent()) {
      task.advance(planned.work());
      return known.get();
    }
    prepare.run();
    return made(key, out -> LayerWriter.write(compression, planned.written(), counted(out, task)));
  }

  private String key(PlannedLayer planned) {
    return compression.compressorId() + " " + planned.identity();
  }

  /** A layer of a base, compressed as asked for. */
  Layer make(BaseLayer layer, Progress.Task task) {
    Optional<Layer> there = there(layer);
    if (there.isPresent()) {
      task.advance(layer.tarSize());
      return there.get();
    }
    return made(
        key(layer),
        out -> {
          try (InputStream tar = counted(Files.newInputStream(store.path(layer.diffId())), task)) {
            return checked(LayerWriter.compress(compression, tar, out), layer);
          }
        });
  }

  private Optional<Layer> there(BaseLayer layer) {
    if (compression == Compression.NONE) {
      requireWhole(layer.diffId());
      return Optional.of(
          new Layer(compression, layer.diffId(), layer.diffId(), layer.tarSize(), layer.tarSize()));
    }
    if (compression == layer.compression()) {
      requireWhole(layer.blob());
      return Optional.of(
          new Layer(compression, layer.diffId(), layer.blob(), layer.size(), layer.tarSize()));
    }
    return known(key(layer));
  }

  private void requireWhole(Digest digest) {
    if (keep && store.dropIfDamaged(digest).isPresent()) {
      throw damaged(digest);
    }
  }

  private static FerryException damaged(Digest digest) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "A layer of the base is damaged on this disk: `%s`",
                "基础镜像的层在本机磁盘上已损坏：`%s`", digest))
        .hint(
            Text.of("import the base again: `ferry base import`", "请重新导入基础镜像：`ferry base import`"));
  }

  private String key(BaseLayer layer) {
    return compression.compressorId() + " tar " + layer.diffId();
  }

  private static Layer checked(Layer made, BaseLayer layer) {
    if (!made.diffId().equals(layer.diffId())) {
      throw damaged(layer.diffId());
    }
    return made;
  }

  private Optional<Layer> known(String key) {
    return facts
        .find(KIND, key)
        .map(record -> parse(new String(record, UTF_8)))
        .filter(layer -> !keep || isWhole(layer));
  }

  /** Whether the store has the blob undamaged; a damaged one is dropped and made again. */
  private boolean isWhole(Layer layer) {
    return store.find(layer.digest(), layer.size()).isPresent()
        && store.dropIfDamaged(layer.digest()).isEmpty();
  }

  private Layer made(String key, Writing writing) {
    Layer layer = keep ? kept(key, writing) : dropped(writing);
    facts.put(KIND, key, record(layer).getBytes(UTF_8));
    return layer;
  }

  private Layer kept(String key, Writing writing) {
    try (Staging staging = store.stage("layer " + key)) {
      staging.restart();
      Layer layer = writing.write(appended(staging));
      staging.publish(layer.digest());
      return layer;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, store.root());
    }
  }

  private Layer dropped(Writing writing) {
    try {
      return writing.write(OutputStream.nullOutputStream());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, store.root());
    }
  }

  private static OutputStream appended(Staging staging) {
    return new OutputStream() {
      @Override
      public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) {
        staging.append(bytes, from, count);
      }
    };
  }

  private static OutputStream counted(OutputStream out, Progress.Task task) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        task.advance(count);
      }
    };
  }

  private static InputStream counted(InputStream in, Progress.Task task) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        int got = super.read(bytes, from, count);
        task.advance(Math.max(0, got));
        return got;
      }
    };
  }

  private static String record(Layer layer) {
    return layer.diffId() + " " + layer.digest() + " " + layer.size() + " " + layer.tarSize();
  }

  private Layer parse(String record) {
    String[] words = record.split(" ", -1);
    return new Layer(
        compression,
        Digest.parse(words[0]),
        Digest.parse(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }
}
