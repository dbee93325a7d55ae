package dev.ferry.image.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.image.base.RootFolder;
import dev.ferry.image.tar.TarBytes;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.oci.layer.Compression;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.oci.layer.LayerWriter;
import dev.ferry.python.fuzz.Mutations;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SystemPackageTest {
  private static final byte[] LIBRARY = RootFolder.elf(62, "a library");
  private static final byte[] FOREIGN = RootFolder.elf(183, "a library");

  @TempDir private Path folder;

  private SystemPackage read(byte[] bytes) {
    try {
      Path file = Files.write(folder.resolve("package"), bytes);
      return SystemPackage.read(file, "x86_64", LocalBlobStore.open(folder.resolve("store")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static TarBytes data() {
    return new TarBytes()
        .folder("./")
        .folder("./lib/")
        .file("./lib/libown.so.1.2", 0644, LIBRARY)
        .link("./lib/libown.so.1", "libown.so.1.2")
        .folder("./usr/")
        .file("./usr/share/doc", "text")
        .hardLink("./usr/share/same", "./usr/share/doc");
  }

  private static PackageBytes.Cpio payload() {
    return new PackageBytes.Cpio()
        .add("./usr", 040755, 1, 2, new byte[0])
        .add("./usr/lib64/libown.so.1.2", 0100755, 2, 1, LIBRARY)
        .add("./usr/lib64/libown.so.1", 0120777, 3, 1, PackageBytes.ascii("libown.so.1.2"))
        .add("./usr/share/one", 0100644, 4, 2, new byte[0])
        .add("./usr/share/two", 0100644, 4, 2, PackageBytes.ascii("text"));
  }

  private static String content(LayerEntry entry) throws IOException {
    LayerContent.Streamed streamed = (LayerContent.Streamed) ((LayerEntry.File) entry).content();
    try (InputStream in = streamed.source().open()) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }

  private static LayerEntry entry(List<LayerEntry> entries, String path) {
    return entries.stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void readsADeb() throws IOException {
    byte[] deb = PackageBytes.deb(PackageBytes.control(), data());
    SystemPackage read = read(deb);
    assertThat(read.toString()).isEqualTo("libown1 1:2.0-3 (amd64)");
    assertThat(read.sha256()).isEqualTo(Digest.of(deb));
    assertThat(read.depends()).containsExactly("libc6", "libother1");
    assertThat(read.libraries()).containsOnlyKeys("libown.so.1", "libown.so.1.2");
    assertThat(read.notes()).isEmpty();
    assertThat(content(entry(read.entries(), "usr/share/same"))).isEqualTo("text");
    assertThat(content(entry(read.entries(), "lib/libown.so.1.2"))).endsWith("a library");
  }

  @Test
  void readsAnRpm() throws IOException {
    SystemPackage read = read(PackageBytes.rpm(PackageBytes.tags(), payload().end()));
    assertThat(read.toString()).isEqualTo("libown 1:2.0-3.el9 (x86_64)");
    assertThat(read.licence()).contains("MIT");
    assertThat(read.depends()).containsExactly("libc.so.6()(64bit)");
    assertThat(read.libraries()).containsOnlyKeys("libown.so.1", "libown.so.1.2");
    assertThat(content(entry(read.entries(), "usr/share/one"))).isEqualTo("text");
    assertThat(content(entry(read.entries(), "usr/share/two"))).isEqualTo("text");
    assertThat(entry(read.entries(), "usr/lib64/libown.so.1"))
        .isEqualTo(new LayerEntry.Link("usr/lib64/libown.so.1", 0, "libown.so.1.2"));
  }

  @Test
  void aLayerDoesNotReachBelowALinkOfTheBase() throws IOException {
    SystemPackage read = read(PackageBytes.deb(PackageBytes.control(), data()));
    List<LayerEntry> entries =
        SystemLayer.entries(List.of(read), new TreeMap<>(Map.of("/lib", "/usr/lib")));
    assertThat(entries.stream().map(LayerEntry::path))
        .containsExactly(
            "usr",
            "usr/lib",
            "usr/lib/libown.so.1",
            "usr/lib/libown.so.1.2",
            "usr/share/doc",
            "usr/share/same");
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    LayerWriter.write(Compression.GZIP, entries, first);
    LayerWriter.write(Compression.GZIP, entries, second);
    assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
  }

  @Test
  void twoPackagesWithOnePathAreRefused() {
    SystemPackage one = read(PackageBytes.deb(PackageBytes.control(), data()));
    SystemPackage two =
        read(
            PackageBytes.deb(
                PackageBytes.control().replace("libown1", "libown2"),
                new TarBytes().file("./usr/share/doc", "another text")));
    assertThatThrownBy(() -> SystemLayer.entries(List.of(one, two), new TreeMap<>()))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("libown1")
        .hasMessageContaining("libown2")
        .hasMessageContaining("/usr/share/doc");
  }

  @Test
  void scriptsThatDoMoreThanLdconfigAreNamed() {
    String harmless = "#!/bin/sh\nset -e\nif [ \"$1\" = \"configure\" ]; then\n  ldconfig\nfi\n";
    TarBytes control = new TarBytes().file("control", PackageBytes.control());
    assertThat(read(PackageBytes.deb(control.file("postinst", harmless), data())).notes())
        .isEmpty();
    TarBytes other =
        new TarBytes()
            .file("control", PackageBytes.control())
            .file("postinst", harmless + "adduser --system own\n");
    assertThat(read(PackageBytes.deb(other, data())).notes().getFirst().english())
        .startsWith("`libown1` has scripts that do more");
    byte[] rpm =
        PackageBytes.rpm(PackageBytes.tags().text(1086, "/sbin/ldconfig"), payload().end());
    assertThat(read(rpm).notes()).isEmpty();
    byte[] more = PackageBytes.rpm(PackageBytes.tags().text(1024, "useradd own"), payload().end());
    assertThat(read(more).notes()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void refuses(String fault, byte[] bytes, String words) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(words);
  }

  static Stream<Arguments> faults() {
    Map<String, Object[]> faults = new TreeMap<>();
    debs(faults);
    rpms(faults);
    return faults.entrySet().stream()
        .map(one -> Arguments.of(one.getKey(), one.getValue()[0], one.getValue()[1]));
  }

  private static void data(Map<String, Object[]> faults, String name, TarBytes data, String words) {
    faults.put(
        "deb: " + name, new Object[] {PackageBytes.deb(PackageBytes.control(), data), words});
  }

  private static void control(
      Map<String, Object[]> faults, String name, String control, String words) {
    faults.put("deb: " + name, new Object[] {PackageBytes.deb(control, data()), words});
  }

  private static void debs(Map<String, Object[]> faults) {
    data(faults, "setuid", new TarBytes().file("usr/bin/su", 04755, LIBRARY), "setuid");
    data(faults, "device", new TarBytes().special("usr/null", '3'), "is a device node or pipe");
    data(faults, "unusual path", new TarBytes().file("./root/.profile", ""), "lies outside `/usr`");
    data(faults, "climbing path", new TarBytes().file("usr/../../etc/x", ""), "climbs out");
    data(
        faults,
        "climbing link",
        new TarBytes().link("usr/x", "../../etc"),
        "climbs above the root");
    data(
        faults,
        "hard link to nothing",
        new TarBytes().hardLink("usr/x", "usr/y"),
        "no file before it");
    data(
        faults, "path twice", new TarBytes().file("usr/x", "").file("usr/x", ""), "is there twice");
    data(
        faults,
        "file that is a folder",
        new TarBytes().file("usr/x", "").file("usr/x/y", ""),
        "is no folder");
    data(faults, "deletion", new TarBytes().file("usr/.wh.lib", ""), "would be a deletion");
    data(
        faults,
        "owner",
        new TarBytes().header(new TarBytes.Header("usr/x", '0', 0644, 0).owner(33)),
        "belongs to 33:0");
    data(
        faults,
        "library of another machine",
        new TarBytes().file("usr/lib/libown.so.1", 0644, FOREIGN),
        "is for aarch64, the base for x86_64");
    control(
        faults,
        "other architecture",
        PackageBytes.control().replace("amd64", "arm64"),
        "it is for arm64");
    control(faults, "no version", PackageBytes.control().replace("Version", "V"), "`Version`");
    control(
        faults,
        "name twice",
        PackageBytes.control() + "Package: other\n",
        "`Package`: got `twice`");
    byte[] good = PackageBytes.deb(PackageBytes.control(), data());
    faults.put("deb: cut off", new Object[] {Arrays.copyOf(good, good.length - 600), "`ar_size`"});
    faults.put(
        "deb: no data",
        new Object[] {
          PackageBytes.ar("debian-binary", PackageBytes.ascii("2.0\n"), "control.tar", new byte[0]),
          "0 members `data.tar`"
        });
    faults.put(
        "deb: two datas",
        new Object[] {
          PackageBytes.ar(
              "debian-binary",
              PackageBytes.ascii("2.0\n"),
              "control.tar",
              new byte[0],
              "data.tar",
              new byte[0],
              "data.tar.gz",
              new byte[0]),
          "2 members `data.tar`"
        });
    faults.put(
        "deb: member twice",
        new Object[] {
          PackageBytes.ar(
              "debian-binary", PackageBytes.ascii("2.0\n"), "debian-binary", new byte[0]),
          "is there twice"
        });
    faults.put(
        "deb: other format",
        new Object[] {
          PackageBytes.ar(
              "debian-binary",
              PackageBytes.ascii("3.0\n"),
              "control.tar",
              new byte[0],
              "data.tar",
              new byte[0]),
          "`version`: got `3.0`"
        });
    byte[] lie = good.clone();
    lie[8 + 58] = 'x';
    faults.put("deb: member header damaged", new Object[] {lie, "`ar_fmag`"});
    faults.put(
        "neither",
        new Object[] {PackageBytes.ascii("text that is no package"), "neither a .deb nor"});
  }

  private static void rpm(
      Map<String, Object[]> faults, String name, PackageBytes.Tags tags, String words) {
    faults.put("rpm: " + name, new Object[] {PackageBytes.rpm(tags, payload().end()), words});
  }

  private static void cpio(
      Map<String, Object[]> faults, String name, PackageBytes.Cpio cpio, String words) {
    faults.put(
        "rpm: " + name, new Object[] {PackageBytes.rpm(PackageBytes.tags(), cpio.end()), words});
  }

  private static void rpms(Map<String, Object[]> faults) {
    rpm(
        faults,
        "owner",
        PackageBytes.tags().text(1039, "root", "postfix"),
        "`owner`: got `postfix`");
    rpm(faults, "tag twice", PackageBytes.tags().text(1000, "again"), "`tag 1000`: got `twice`");
    rpm(
        faults,
        "other payload",
        new PackageBytes.Tags().text(1000, "a").text(1022, "noarch").text(1124, "drpm"),
        "`payload format`");
    rpm(
        faults,
        "other architecture",
        new PackageBytes.Tags().text(1000, "a").text(1022, "aarch64"),
        "it is for aarch64");
    rpm(faults, "no name", new PackageBytes.Tags().text(1022, "noarch"), "`Name`: got `nothing`");
    rpm(
        faults,
        "digest of the payload",
        PackageBytes.tags().number(5093, 8).text(5092, "0".repeat(64)),
        "`payload` has a bad value for `sha256`");
    faults.put(
        "rpm: digest of the header",
        new Object[] {
          PackageBytes.rpm(
              new PackageBytes.Tags().text(273, "0".repeat(64)),
              PackageBytes.tags(),
              payload().end()),
          "`header` has a bad value for `sha256`"
        });
    cpio(faults, "setuid", payload().add("./usr/su", 0104755, 9, 1, new byte[1]), "setuid");
    cpio(
        faults,
        "device",
        payload().add("./usr/null", 020666, 9, 1, new byte[0]),
        "is a device node");
    cpio(
        faults,
        "unusual path",
        payload().add("./home/x", 0100644, 9, 1, new byte[0]),
        "lies outside");
    cpio(
        faults, "climbing path", payload().add("./../x", 0100644, 9, 1, new byte[0]), "climbs out");
    cpio(faults, "unknown kind", payload().add("./usr/x", 0, 9, 1, new byte[0]), "`c_mode`");
    byte[] good = PackageBytes.rpm(PackageBytes.tags(), payload().end());
    faults.put("rpm: cut off", new Object[] {Arrays.copyOf(good, good.length - 200), "cut off"});
    faults.put(
        "rpm: cut in the header", new Object[] {Arrays.copyOf(good, 150), "before its header"});
    byte[] source = good.clone();
    source[7] = 1;
    faults.put("rpm: of sources", new Object[] {source, "a package that is not of sources"});
    byte[] index = good.clone();
    index[96 + 8] = 0x7f;
    faults.put("rpm: entries that lie", new Object[] {index, "`nindex`"});
  }

  @Test
  void survivesChangedPackages() {
    byte[] deb = PackageBytes.deb(PackageBytes.control(), data());
    byte[] rpm = PackageBytes.rpm(PackageBytes.tags(), payload().end());
    assertThat(Mutations.tryBytes(1_000, deb, this::read)).isPositive();
    assertThat(Mutations.tryBytes(1_000, rpm, this::read)).isPositive();
  }
}
