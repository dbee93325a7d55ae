package dev.ferry.image.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseImporter;
import dev.ferry.image.base.RootFolder;
import dev.ferry.model.Progress;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Debian as it is, a package of it, and packages that rpmbuild and dpkg-deb make. */
@Tag("system")
class RealSystemTest {
  @TempDir private Path folder;

  private static Path tool(String name) {
    Path tools =
        Optional.ofNullable(System.getenv("FERRY_TEST_TOOLS"))
            .map(Path::of)
            .orElse(Path.of("..", "target", "test-tools"));
    Path tool = tools.resolve(name);
    assumeTrue(Files.exists(tool), () -> tool + " is absent");
    return tool;
  }

  private LocalBlobStore store() {
    return LocalBlobStore.open(folder.resolve("store"));
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void aDebianLacksWhatItsPackageBrings() {
    Base base = new BaseImporter(store(), Progress.NONE).read(tool("debian12.tar"), "debian12");
    assertThat(base.facts().libc().orElseThrow().toString()).isEqualTo("glibc2.36");
    assertThat(base.facts().glibcxx().orElseThrow().toString()).isEqualTo("3.4.30");
    assertThat(base.facts().pythons().getFirst().path()).isEqualTo("/usr/bin/python3.11");
    assertThat(base.facts().pythons().getFirst().version().version()).startsWith("3.11.");
    assertThat(base.facts().links()).containsEntry("/lib", "/usr/lib");
    assertThat(base.facts().programs()).contains("sh", "ldd", "python3");
    assertThat(base.facts().libraries()).containsKey("libz.so.1").doesNotContainKey("libgomp.so.1");

    SystemPackage gomp = SystemPackage.read(tool("libgomp1.deb"), base.facts().machine(), store());
    assertThat(gomp.name()).isEqualTo("libgomp1");
    assertThat(gomp.libraries().get("libgomp.so.1"))
        .extracting(PackageLibrary::needed)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .contains("libc.so.6");
    assertThat(gomp.notes()).isEmpty();
    assertThat(
            SystemLayer.entries(List.of(gomp), base.facts().links()).stream().map(LayerEntry::path))
        .allMatch(path -> path.equals("usr") || path.startsWith("usr/"));
  }

  @Test
  void readsWhatRpmbuildMakes() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/rpmbuild")));
    Files.write(folder.resolve("libown.so.1"), RootFolder.elf(62, "a library"));
    for (String payload : List.of("w6.gzdio", "w2.xzdio", "w3.zstdio")) {
      Path spec =
          Files.writeString(
              folder.resolve("own.spec"),
              """
              Name: libown
              Version: 2.0
              Release: 3
              Epoch: 1
              Summary: A library
              License: MIT
              %%global _binary_payload %s
              %%global __os_install_post %%{nil}
              %%global debug_package %%{nil}
              %%description
              A library
              %%install
              mkdir -p %%{buildroot}/usr/lib64 %%{buildroot}/usr/share/own
              cp %s %%{buildroot}/usr/lib64/libown.so.1.2
              ln -s libown.so.1.2 %%{buildroot}/usr/lib64/libown.so.1
              echo text > %%{buildroot}/usr/share/own/one
              ln %%{buildroot}/usr/share/own/one %%{buildroot}/usr/share/own/two
              %%post -p /sbin/ldconfig
              %%files
              %%attr(755,root,root) /usr/lib64/*
              %%attr(644,root,root) /usr/share/own/*
              """
                  .formatted(payload, folder.resolve("libown.so.1")));
      run(
          "rpmbuild",
          "--quiet",
          "--target",
          "x86_64",
          "--define",
          "_topdir " + folder.resolve("rpm"),
          "-bb",
          spec.toString());
      SystemPackage read =
          SystemPackage.read(
              folder.resolve("rpm/RPMS/x86_64/libown-2.0-3.x86_64.rpm"), "x86_64", store());
      assertThat(read.toString()).isEqualTo("libown 1:2.0-3 (x86_64)");
      assertThat(read.licence()).contains("MIT");
      assertThat(read.libraries()).containsKeys("libown.so.1", "libown.so.1.2");
      assertThat(read.notes()).isEmpty();
      assertThat(read.entries().stream().map(LayerEntry::path))
          .contains("usr/share/own/one", "usr/share/own/two");
      assertThat(size(read, "usr/share/own/one"))
          .isEqualTo(size(read, "usr/share/own/two"))
          .isEqualTo(5);
    }
  }

  private static long size(SystemPackage read, String path) {
    return read.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .mapToLong(entry -> ((LayerEntry.File) entry).content().size())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsWhatDpkgMakes() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")));
    Path root = folder.resolve("own");
    Files.createDirectories(root.resolve("DEBIAN"));
    Files.createDirectories(root.resolve("lib"));
    Files.writeString(root.resolve("DEBIAN/control"), PackageBytes.control());
    Files.write(root.resolve("lib/libown.so.1"), RootFolder.elf(62, "a library"));
    for (String kind : List.of("none", "gzip", "xz")) {
      Path deb = folder.resolve("own-" + kind + ".deb");
      run("dpkg-deb", "--root-owner-group", "-Z" + kind, "-b", root.toString(), deb.toString());
      SystemPackage read = SystemPackage.read(deb, "x86_64", store());
      assertThat(read.libraries()).containsOnlyKeys("libown.so.1");
      assertThat(
              SystemLayer.entries(List.of(read), new TreeMap<>(Map.of("/lib", "/usr/lib"))).stream()
                  .map(LayerEntry::path))
          .containsExactly("usr/lib", "usr/lib/libown.so.1");
    }
  }
}
