package dev.ferry.image.base;

import dev.ferry.image.base.GivenImage.GivenLayer;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.Compression;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Takes a layer into the store in one pass: its bytes as given, and its tar. */
final class LayerIntake {
  private final LocalBlobStore store;
  private final Progress.Task task;

  /**
   * @param task advances by the bytes as they are given
   */
  LayerIntake(LocalBlobStore store, Progress.Task task) {
    this.store = store;
    this.task = task;
  }

  /** Reads a layer by the rules, and keeps it where all its digests are right. */
  BaseLayer take(GivenLayer layer, LayerRules rules) throws IOException {
    try (InputStream opened = layer.source().open();
        BufferedInputStream given = Packed.buffered(opened)) {
      Packed packed = Packed.peek(given);
      requireKind(layer, packed);
      try (Staging tar = begin(layer, "tar")) {
        // An xz file is no layer for any engine, so only its tar is kept.
        boolean tarAlone = packed == Packed.PLAIN || packed == Packed.XZ;
        return tarAlone
            ? plain(layer, packed, given, tar, rules)
            : compressed(layer, packed, given, tar, rules);
      }
    }
  }

  private BaseLayer plain(
      GivenLayer layer, Packed packed, InputStream given, Staging tar, LayerRules rules)
      throws IOException {
    boolean whole = false;
    try {
      read(layer, packed, new Told(given, task, Optional.empty()), tar, rules);
      Optional<Digest> digest = packed == Packed.PLAIN ? layer.digest() : Optional.empty();
      digest.ifPresent(want -> require(layer, "digest", tar.digest(), want));
      BaseLayer taken = publish(layer, tar);
      whole = true;
      return taken;
    } finally {
      if (!whole) {
        tar.restart();
      }
    }
  }

  private BaseLayer compressed(
      GivenLayer layer, Packed packed, InputStream given, Staging tar, LayerRules rules)
      throws IOException {
    boolean whole = false;
    try (Staging blob = begin(layer, "blob")) {
      try {
        read(layer, packed, new Told(given, task, Optional.of(blob)), tar, rules);
        layer.digest().ifPresent(want -> require(layer, "digest", blob.digest(), want));
        BaseLayer plain = publish(layer, tar);
        whole = true;
        // What was left out stands in the compressed bytes still.
        return rules.dropped().isEmpty() ? publish(plain, packed, blob) : plain;
      } finally {
        if (!whole || !rules.dropped().isEmpty()) {
          blob.restart();
        }
      }
    } finally {
      if (!whole) {
        tar.restart();
      }
    }
  }

  private static BaseLayer publish(GivenLayer layer, Staging tar) {
    layer.diffId().ifPresent(want -> require(layer, "diff_ids", tar.digest(), want));
    tar.publish();
    Digest digest = tar.digest();
    return new BaseLayer(digest, tar.length(), Compression.NONE, digest, tar.length());
  }

  private static BaseLayer publish(BaseLayer plain, Packed packed, Staging blob) {
    blob.publish();
    return new BaseLayer(
        plain.diffId(),
        plain.tarSize(),
        packed == Packed.GZIP ? Compression.GZIP : Compression.ZSTD,
        blob.digest(),
        blob.length());
  }

  private Staging begin(GivenLayer layer, String part) {
    Staging staging = store.stage("base " + part + " " + layer.where());
    staging.restart();
    return staging;
  }

  private static void read(
      GivenLayer layer, Packed packed, InputStream given, Staging tar, LayerRules rules)
      throws IOException {
    InputStream plain = packed.open(given, layer.where());
    BufferedInputStream buffered = Packed.buffered(plain);
    rules.read(new TarReader(buffered, layer.where(), TarLimits.LAYER, sink(tar)));
    OutputStream rest = OutputStream.nullOutputStream();
    buffered.transferTo(rest);
    given.transferTo(rest);
  }

  private static void require(GivenLayer layer, String field, Digest got, Digest want) {
    if (!got.equals(want)) {
      throw Faults.archive(
          layer.where(),
          Text.of(
              "`%s` says `%s`, the layer's bytes have `%s`",
              "`%s` 为 `%s`，而该层内容为 `%s`", field, want, got));
    }
  }

  private static void requireKind(GivenLayer layer, Packed packed) {
    Packed want =
        layer
            .compression()
            .map(
                compression ->
                    switch (compression) {
                      case NONE -> Packed.PLAIN;
                      case GZIP -> Packed.GZIP;
                      case ZSTD -> Packed.ZSTD;
                    })
            .orElse(packed);
    if (packed != want) {
      throw Faults.archive(
          layer.where(),
          Text.of("its media type says %s, its bytes are %s", "媒体类型为 %s，实际内容为 %s", want, packed));
    }
  }

  private static OutputStream sink(Staging staging) {
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

  /** Tells of the bytes that pass, and keeps them. */
  private static final class Told extends InputStream {
    private final InputStream in;
    private final Progress.Task task;
    private final Optional<Staging> keep;

    Told(InputStream in, Progress.Task task, Optional<Staging> keep) {
      this.in = in;
      this.task = task;
      this.keep = keep;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int got = in.read(bytes, from, count);
      if (got > 0) {
        task.advance(got);
        keep.ifPresent(staging -> staging.append(bytes, from, got));
      }
      return got;
    }
  }
}
