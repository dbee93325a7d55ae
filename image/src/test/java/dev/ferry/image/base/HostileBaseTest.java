package dev.ferry.image.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.image.tar.TarBytes;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.fuzz.Mutations;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of a base is refused, named by file and entry, and nothing is left of it. */
class HostileBaseTest {
  @TempDir private Path folder;

  private Base imported(byte[] bytes) {
    try {
      Path file = Files.write(folder.resolve("base.tar"), bytes);
      return new BaseImporter(LocalBlobStore.open(folder.resolve("store")), Progress.NONE)
          .read(file, "base");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void refuses(String fault, byte[] bytes, String words) throws IOException {
    assertThatThrownBy(() -> imported(bytes))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(words);
    assertThat(Bases.of(LocalBlobStore.open(folder.resolve("store"))).all()).isEmpty();
    try (Stream<Path> left = Files.list(folder.resolve("store/partial"))) {
      assertThat(left.filter(file -> file.toFile().length() > 0)).isEmpty();
    }
  }

  private static final byte[] BASE = RootFolder.debian();

  static Stream<Arguments> faults() {
    Map<String, Object[]> faults = new TreeMap<>();
    entries(faults);
    layers(faults);
    archives(faults);
    documents(faults);
    return faults.entrySet().stream()
        .map(one -> Arguments.of(one.getKey(), one.getValue()[0], one.getValue()[1]));
  }

  private static void root(
      Map<String, Object[]> faults, String name, Consumer<TarBytes> more, String words) {
    faults.put("root folder: " + name, new Object[] {RootFolder.with(more), words});
  }

  private static void entries(Map<String, Object[]> faults) {
    root(faults, "absolute path", tar -> tar.file("/etc/x", ""), "`/etc/x` has an absolute path");
    root(faults, "climbing path", tar -> tar.file("usr/../../x", ""), "climbs out of the root");
    root(faults, "empty part", tar -> tar.file("usr//x", ""), "a path without empty parts");
    root(
        faults,
        "same path twice",
        tar -> tar.file("etc/passwd", ""),
        "`etc/passwd` is there twice");
    root(
        faults,
        "below a link",
        tar -> tar.file("./lib/x", ""),
        "`./lib/x` lies below `lib`, a sym");
    root(
        faults,
        "below a file",
        tar -> tar.file("etc/passwd/x", ""),
        "lies below `etc/passwd`, a file");
    root(
        faults,
        "link over a folder",
        tar -> tar.file("new/x", "").link("new", "/etc"),
        "`new` is no folder, but other entries");
    root(
        faults,
        "link that climbs",
        tar -> tar.link("usr/bin/x", "../../../etc/passwd"),
        "`usr/bin/x` is a link that climbs above the root");
    root(
        faults,
        "absolute link that climbs",
        tar -> tar.link("x", "/../../etc"),
        "is a link that climbs above the root");
    root(
        faults,
        "hard link to nothing",
        tar -> tar.hardLink("etc/x", "etc/absent"),
        "is a hard link to `etc/absent`, which is no file");
    root(
        faults,
        "hard link that climbs",
        tar -> tar.hardLink("etc/x", "../../etc/passwd"),
        "climbs out of the root");
    root(
        faults,
        "hard link to a folder",
        tar -> tar.hardLink("x", "etc"),
        "is no file of this layer");
    root(faults, "pipe", tar -> tar.special("run/pipe", '6'), "`run/pipe` is a named pipe");
    root(faults, "device outside dev", tar -> tar.special("etc/null", '3'), "is a device node");
    root(
        faults,
        "device that climbs",
        tar -> tar.special("dev/../x", '3'),
        "climbs out of the root");
    root(
        faults,
        "deletion",
        tar -> tar.file("etc/.wh.x", ""),
        "marks a deletion, and a root folder");
    root(
        faults,
        "deep nesting",
        tar -> tar.pax('x', TarBytes.record("path", "d/".repeat(200) + "x")).file("x", ""),
        "at most 128 folders");
    faults.put(
        "root folder: no end marker",
        new Object[] {RootFolder.debian(RootFolder.X86_64).bytes(), "no end marker"});
    faults.put(
        "root folder: no programs",
        new Object[] {
          new TarBytes().folder("etc/").file("etc/passwd", "").end(), "no ELF program"
        });
    faults.put(
        "root folder: passwd not UTF-8",
        new Object[] {
          new TarBytes()
              .file("usr/bin/sh", 0755, RootFolder.elf(RootFolder.X86_64, ""))
              .file("etc/passwd", "\u00e9")
              .end(),
          "/etc/passwd`: it is not UTF-8"
        });
  }

  private static byte[] second(Consumer<TarBytes> entries) {
    TarBytes tar = new TarBytes();
    entries.accept(tar);
    return new ImageBytes().layer(BASE).layer(tar.end()).docker();
  }

  private static void layers(Map<String, Object[]> faults) {
    faults.put(
        "layer: hard link to another layer",
        new Object[] {
          second(tar -> tar.hardLink("etc/x", "etc/passwd")), "no file of this layer before it"
        });
    faults.put(
        "layer: below a link of a lower layer",
        new Object[] {second(tar -> tar.file("lib/x", "")), "`lib/x` lies below `lib`"});
    faults.put(
        "layer: device node",
        new Object[] {second(tar -> tar.special("dev/null", '3')), "`dev/null` is a device node"});
    faults.put(
        "layer: deletion that climbs",
        new Object[] {second(tar -> tar.file("etc/.wh...", "")), "deletion of nothing"});
    faults.put(
        "layer: deletion of the folder itself",
        new Object[] {second(tar -> tar.file("etc/.wh..", "")), "deletion of nothing"});
    faults.put(
        "layer: deletion of no name",
        new Object[] {second(tar -> tar.file("etc/.wh.", "")), "deletion of nothing"});
    faults.put(
        "layer: deletion with content",
        new Object[] {second(tar -> tar.file("etc/.wh.passwd", "x")), "no empty file"});
    faults.put(
        "layer: deletion below a link",
        new Object[] {second(tar -> tar.file("lib/.wh.x", "")), "lies below `lib`"});
    faults.put(
        "layer: entries of aufs",
        new Object[] {second(tar -> tar.file(".wh..wh.plnk", "")), "deletion of nothing"});
  }

  private static void archives(Map<String, Object[]> faults) {
    faults.put(
        "file: text",
        new Object[] {"no tar at all".repeat(99).getBytes(StandardCharsets.UTF_8), "not a tar"});
    faults.put("file: empty", new Object[] {new byte[0], "neither a root folder nor an archive"});
    faults.put(
        "file: tar of something else",
        new Object[] {
          new TarBytes().file("readme", "").end(), "neither a root folder nor an archive"
        });
    byte[] gzip = ImageBytes.gzip(BASE);
    faults.put(
        "file: gzip cut off",
        new Object[] {Arrays.copyOf(gzip, gzip.length - 20), "damaged or cut off (gzip)"});
    byte[] trailing = Arrays.copyOf(gzip, gzip.length + 700);
    trailing[gzip.length] = 'x';
    faults.put("file: bytes behind the gzip", new Object[] {trailing, "damaged or cut off (gzip)"});
    faults.put("file: bomb", new Object[] {bomb(), "grows more than 250 times"});
    faults.put(
        "archive: entry twice",
        new Object[] {
          new TarBytes().file("manifest.json", "[]").file("manifest.json", "[]").end(),
          "is there twice"
        });
    faults.put(
        "archive: link out of it",
        new Object[] {
          new TarBytes().file("manifest.json", "[]").link("a", "/etc/passwd").end(),
          "link out of the"
        });
    faults.put(
        "archive: layer cut off",
        new Object[] {
          new ImageBytes()
              .layer(BASE)
              .packed(bytes -> Arrays.copyOf(bytes, bytes.length - 9))
              .oci(),
          "damaged or cut off (gzip)"
        });
  }

  private static byte[] bomb() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(new TarBytes().header(new TarBytes.Header("usr/x", '0', 0644, 1L << 31)).bytes());
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        gzip.write(zeros);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static ImageBytes image() {
    return new ImageBytes().layer(BASE);
  }

  private static void documents(Map<String, Object[]> faults) {
    String id = Digest.of(BASE).toString();
    String other = Digest.of(new byte[0]).toString();
    faults.put(
        "docker: config lies about a diffID",
        new Object[] {image().config(text -> text.replace(id, other)).docker(), "`diff_ids` says"});
    faults.put(
        "layout: config lies about a diffID",
        new Object[] {image().config(text -> text.replace(id, other)).oci(), "`diff_ids` says"});
    faults.put(
        "docker: fewer layers than diffIDs",
        new Object[] {
          image().config(text -> text.replace(id, id + "\",\"" + id)).docker(),
          "bad value for `[0].Layers`"
        });
    faults.put(
        "docker: layer absent",
        new Object[] {
          image().manifest(text -> text.replace("/layer.tar", "/absent.tar")).docker(),
          "`[0].Layers`"
        });
    faults.put(
        "docker: layer outside",
        new Object[] {
          image().manifest(text -> text.replaceAll("[0-9a-f]{64}", "../../etc")).docker(),
          "`[0].Layers`"
        });
    faults.put(
        "docker: several images",
        new Object[] {
          image().manifest(text -> text.replaceFirst("\\[(.*)\\]", "[$1,$1]")).docker(),
          "it holds 2 images (base:1, base:1), want one"
        });
    faults.put(
        "docker: manifest no JSON",
        new Object[] {image().manifest(text -> text + "}").docker(), "manifest.json` as JSON"});
    faults.put(
        "docker: other architecture",
        new Object[] {
          image().architecture("arm64").docker(),
          "says `architecture` linux/arm64, its programs are for x86_64"
        });
    faults.put(
        "docker: other system",
        new Object[] {
          image().config(text -> text.replace("linux", "windows")).docker(), "windows/amd64"
        });
    faults.put(
        "docker: variable without a name",
        new Object[] {image().config(text -> text.replace("PATH=", "=")).docker(), "`config.Env`"});
    faults.put(
        "layout: unknown media type of a layer",
        new Object[] {
          image().manifest(text -> text.replace("tar+gzip", "tar+lz4")).oci(), "layers[0].mediaType"
        });
    faults.put(
        "layout: media type that lies",
        new Object[] {
          image().manifest(text -> text.replace("tar+gzip", "tar+zstd")).oci(),
          "its media type says ZSTD, its bytes are GZIP"
        });
    faults.put(
        "layout: size that lies",
        new Object[] {
          image().index(text -> text.replaceFirst("\"size\":", "\"size\":1")).oci(),
          "manifests[0].size"
        });
    faults.put(
        "layout: digest of an absent blob",
        new Object[] {
          image().index(text -> text.replaceFirst("sha256:[0-9a-f]{64}", other)).oci(),
          "a blob that is there"
        });
    faults.put(
        "layout: digest that climbs",
        new Object[] {
          image().index(text -> text.replaceFirst("sha256:[0-9a-f]{64}", "sha256:../../x")).oci(),
          "manifests[0].digest"
        });
    faults.put(
        "layout: several platforms",
        new Object[] {
          image()
              .oci(
                  new ImageBytes()
                      .layer(RootFolder.debian(RootFolder.AARCH64).end())
                      .architecture("arm64")),
          "it holds 2 (linux/amd64, linux/arm64)"
        });
    faults.put(
        "layout: no image",
        new Object[] {
          image().index(text -> text.replaceAll("\\[.*\\]", "[]")).oci(), "holds no image"
        });
    faults.put(
        "layout: another version",
        new Object[] {
          new TarBytes().file("oci-layout", "{\"imageLayoutVersion\":\"2\"}").end(),
          "imageLayoutVersion"
        });
  }

  @Test
  void aBlobWhoseBytesChangedIsRefused() throws IOException {
    Map<String, byte[]> blobs = image().blobs();
    Path layout = folder.resolve("layout");
    Files.createDirectories(layout.resolve("blobs/sha256"));
    for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
      Files.write(layout.resolve("blobs/sha256").resolve(blob.getKey()), blob.getValue());
    }
    byte[] manifest = blobs.values().stream().toList().getLast();
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        layout.resolve("index.json"),
        "{\"schemaVersion\":2,\"manifests\":["
            + ImageBytes.descriptor(ImageBytes.OCI + "manifest.v1+json", manifest)
            + "]}");
    BaseImporter importer =
        new BaseImporter(LocalBlobStore.open(folder.resolve("store")), Progress.NONE);
    assertThat(importer.read(layout, "base").layers()).hasSize(1);

    String layer = blobs.keySet().iterator().next();
    byte[] changed = ImageBytes.gzip(RootFolder.with(tar -> tar.file("etc/x", "")));
    Files.write(layout.resolve("blobs/sha256").resolve(layer), changed);
    assertThatThrownBy(() -> importer.read(layout, "base"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("size");
    Path blob = layout.resolve("blobs/sha256").resolve(layer);
    byte[] sameSize = blobs.values().iterator().next().clone();
    sameSize[4] ^= 1; // the time in the gzip header: it still inflates to the same tar
    Files.write(blob, sameSize);
    assertThatThrownBy(() -> importer.read(layout, "base"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(layer)
        .hasMessageContaining("`digest` says");
  }

  @Test
  void survivesChangedArchives() {
    Consumer<byte[]> reader = this::imported;
    assertThat(Mutations.tryBytes(300, RootFolder.debian(), reader)).isPositive();
    assertThat(Mutations.tryBytes(300, image().docker(), reader)).isPositive();
    assertThat(Mutations.tryBytes(300, image().oci(), reader)).isPositive();
  }

  @Test
  void survivesChangedDocuments() {
    int refusals = 0;
    for (int i = 0; i < 150; i++) {
      java.util.Random random = new java.util.Random(i);
      ImageBytes changed =
          image()
              .config(text -> Mutations.text(text, random))
              .manifest(text -> Mutations.text(text, random))
              .index(text -> Mutations.text(text, random));
      for (byte[] bytes : new byte[][] {changed.docker(), changed.oci()}) {
        try {
          imported(bytes);
        } catch (FerryException refused) {
          refusals++;
        }
      }
    }
    assertThat(refusals).isPositive();
  }
}
