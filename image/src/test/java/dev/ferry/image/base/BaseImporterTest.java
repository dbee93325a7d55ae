package dev.ferry.image.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.ferry.image.tar.TarBytes;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Libc;
import dev.ferry.model.Progress;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.Compression;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BaseImporterTest {
  private static final byte[] BASE = RootFolder.debian();

  @TempDir private Path folder;
  private final List<Text> notes = new ArrayList<>();

  private LocalBlobStore store() {
    return LocalBlobStore.open(folder.resolve("store"));
  }

  private Base imported(byte[] bytes) throws IOException {
    return imported(bytes, Optional.empty());
  }

  private Base imported(byte[] bytes, Optional<PlatformChoice> platform) throws IOException {
    Path file = Files.write(folder.resolve("given"), bytes);
    Progress progress =
        new Progress() {
          @Override
          public Task start(Text what, long total) {
            return Task.NONE;
          }

          @Override
          public void note(Text message) {
            notes.add(message);
          }

          @Override
          public void warn(Text message) {}
        };
    return new BaseImporter(store(), progress).read(file, "debian12", platform);
  }

  @Test
  void aRootFolderIsTakenByteByByte() throws IOException {
    Base base = imported(BASE);
    assertThat(base.layers())
        .containsExactly(
            new BaseLayer(
                Digest.of(BASE), BASE.length, Compression.NONE, Digest.of(BASE), BASE.length));
    assertThat(store().find(Digest.of(BASE), BASE.length)).isPresent();
    assertThat(base.platform().architecture()).isEqualTo("amd64");
  }

  @Test
  void itsFilesSayWhatItIs() throws IOException {
    BaseFacts facts = imported(BASE).facts();
    assertThat(facts.machine()).isEqualTo("x86_64");
    assertThat(facts.libc()).contains(new Libc(Libc.Family.GLIBC, SymbolVersion.of(2, 36)));
    assertThat(facts.pythons()).extracting(BasePython::path).containsExactly("/usr/bin/python3.11");
    assertThat(facts.pythons().getFirst().version().version()).isEqualTo("3.11.2");
    assertThat(facts.libraries())
        .containsEntry("libz.so.1", "/usr/lib/some-linux-gnu/libz.so.1")
        .containsEntry("libown.so.1", "/opt/lib/libown.so.1")
        .doesNotContainKey("libforeign.so.1");
    assertThat(facts.programs()).containsExactly("python3", "python3.11", "sh", "su");
    assertThat(facts.links()).containsEntry("/lib", "/usr/lib").containsEntry("/bin", "/usr/bin");
    assertThat(facts.privileged()).containsExactly("/usr/bin/su");
    assertThat(facts.passwd()).startsWith("root:x:0:0");
  }

  @Test
  void everyFormGivesTheSameBase() throws IOException {
    Base plain = imported(BASE);
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(xz, new LZMA2Options(1))) {
      out.write(BASE);
    }
    byte[] gzip = ImageBytes.gzip(BASE);
    assertThat(imported(gzip).digest()).isEqualTo(plain.digest());
    assertThat(imported(gzip).layers().getFirst().blob()).isEqualTo(Digest.of(gzip));
    assertThat(imported(xz.toByteArray()).layers()).isEqualTo(plain.layers());
    Base zstd = imported(Zstd.compress(BASE));
    assertThat(zstd.digest()).isEqualTo(plain.digest());
    assertThat(zstd.layers().getFirst().compression()).isEqualTo(Compression.ZSTD);

    byte[] docker = new ImageBytes().layer(BASE).docker();
    byte[] oci = new ImageBytes().layer(BASE).oci();
    Base image = imported(docker);
    assertThat(image.layers()).isEqualTo(plain.layers());
    assertThat(image.env()).containsEntry("PATH", "/usr/bin");
    assertThat(imported(oci).digest()).isEqualTo(image.digest());
    assertThat(imported(ImageBytes.gzip(docker))).isEqualTo(image);
    assertThat(imported(ImageBytes.gzip(oci)).digest()).isEqualTo(image.digest());
    // Variables are part of what an image is made from.
    assertThat(image.digest()).isNotEqualTo(plain.digest());
  }

  @Test
  void deviceNodesOfARootFolderStayOutWithANote() throws IOException {
    byte[] with =
        RootFolder.with(tar -> tar.folder("./dev/").special("./dev/null", '3').file("./dev/x", ""));
    byte[] without = RootFolder.with(tar -> tar.folder("./dev/").file("./dev/x", ""));
    assertThat(imported(with).layers()).isEqualTo(imported(without).layers());
    assertThat(imported(ImageBytes.gzip(with)).layers()).isEqualTo(imported(without).layers());
    assertThat(notes.getFirst().english()).endsWith("dev/null");
  }

  @Test
  void layersAreAppliedOverOneAnother() throws IOException {
    byte[] second =
        new TarBytes()
            .file("usr/bin/.wh.python3", "")
            .file("etc/ld.so.conf.d/.wh..wh..opq", "")
            .file("etc/ld.so.conf.d/new.conf", "/usr/own\n")
            .file("usr/own/libnew.so.1", 0644, RootFolder.elf(RootFolder.X86_64, ""))
            .file(".wh.opt", "")
            .file("usr/bin/which", 0755, RootFolder.elf(RootFolder.X86_64, ""))
            .file(".wh.lib", "")
            .folder("lib/")
            .file("lib/libtop.so.2", 0644, RootFolder.elf(RootFolder.X86_64, ""))
            .hardLink("lib/libtop.so", "lib/libtop.so.2")
            .end();
    BaseFacts facts = imported(new ImageBytes().layer(BASE).layer(second).docker()).facts();
    assertThat(facts.programs()).containsExactly("python3.11", "sh", "su", "which");
    assertThat(facts.links()).containsOnlyKeys("/bin");
    assertThat(facts.libraries())
        .containsEntry("libnew.so.1", "/usr/own/libnew.so.1")
        .containsEntry("libtop.so.2", "/lib/libtop.so.2")
        .containsEntry("libtop.so", "/lib/libtop.so")
        .containsKey("libz.so.1")
        .doesNotContainKey("libown.so.1");
  }

  @Test
  void oneOfSeveralPlatformsIsChosen() throws IOException {
    byte[] arm = RootFolder.debian(RootFolder.AARCH64).end();
    byte[] both =
        new ImageBytes().layer(BASE).oci(new ImageBytes().layer(arm).architecture("arm64"));
    Base base = imported(both, Optional.of(PlatformChoice.parse("linux/arm64")));
    assertThat(base.facts().machine()).isEqualTo("aarch64");
    assertThat(base.layers().getFirst().diffId()).isEqualTo(Digest.of(arm));
    assertThatThrownBy(() -> imported(both, Optional.of(PlatformChoice.parse("linux/s390x"))))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("it is for linux/amd64, linux/arm64, not for linux/s390x");
  }

  @Test
  void musl() throws IOException {
    byte[] alpine =
        new TarBytes()
            .file("bin/busybox", 0755, RootFolder.elf(RootFolder.AARCH64, ""))
            .link("bin/sh", "/bin/busybox")
            .file(
                "lib/ld-musl-aarch64.so.1",
                0755,
                RootFolder.elf(RootFolder.AARCH64, "musl libc\0" + "1.2.4\0"))
            .end();
    BaseFacts facts = imported(alpine).facts();
    assertThat(facts.libc()).contains(new Libc(Libc.Family.MUSL, SymbolVersion.of(1, 2)));
    assertThat(facts.programs()).containsExactly("busybox", "sh");
  }

  @Test
  void linksInARingLeadNowhere() throws IOException {
    BaseFacts facts =
        imported(RootFolder.with(tar -> tar.link("a", "b").link("b", "a").link("c", "c/c")))
            .facts();
    assertThat(facts.links()).doesNotContainKeys("/a", "/b", "/c");
  }

  @Test
  void aFolderThatIsNoLayoutIsRefused() {
    assertThatThrownBy(() -> new BaseImporter(store(), Progress.NONE).read(folder, "debian12"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("a folder without `oci-layout`");
  }

  @Test
  void namesThatMoveOrAreNoneAreRefused() {
    for (String name : List.of("latest", "", "Debian", "a/b", "-a", "a..", "x".repeat(65))) {
      assertThatThrownBy(() -> new BaseImporter(store(), Progress.NONE).read(folder, name))
          .isInstanceOf(FerryException.class)
          .hasMessageContaining("name");
    }
  }
}
