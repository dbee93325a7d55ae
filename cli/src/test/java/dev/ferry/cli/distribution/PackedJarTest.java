package dev.ferry.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedJarTest {
  @TempDir private Path folder;

  @Test
  void librariesOfOtherMachinesAreLeftOut() throws IOException {
    PackedJar jar =
        PackedJar.of(
            jar(
                "a.jar",
                1,
                "linux/amd64/libx.so",
                "linux/aarch64/libx.so",
                "darwin/aarch64/libx.dylib",
                "win/amd64/x.dll",
                "org/x/X.class"),
            "aarch64");
    assertThat(names(jar)).containsExactly("linux/aarch64/libx.so", "org/x/X.class");
    assertThat(jar.left()).isEqualTo(3L * "content".length());
  }

  @Test
  void folderNamesOfBothKindsAreKnown() {
    assertThat(PackedJar.isForeign("linux/amd64/x.so", "x86_64")).isFalse();
    assertThat(PackedJar.isForeign("META-INF/native/linux/x86_64/x.so", "x86_64")).isFalse();
    assertThat(PackedJar.isForeign("freebsd/amd64/x.so", "x86_64")).isTrue();
    assertThat(PackedJar.isForeign("linux/amd64/Reader.class", "aarch64")).isFalse();
  }

  @Test
  void orderAndDatesOfTheBuildAreGone() throws IOException {
    Path one = jar("one.jar", 1_000_000_000_000L, "META-INF/MANIFEST.MF", "b", "a");
    Path two = jar("two.jar", 1_600_000_000_000L, "a", "META-INF/MANIFEST.MF", "b");
    assertThat(PackedJar.of(one, "x86_64").bytes()).isEqualTo(PackedJar.of(two, "x86_64").bytes());
    assertThat(names(PackedJar.of(two, "x86_64")))
        .containsExactly("META-INF/MANIFEST.MF", "a", "b");
  }

  @Test
  void licencesAreFound() throws IOException {
    PackedJar jar = PackedJar.of(jar("l.jar", 1, "META-INF/LICENSE.txt", "LICENSE", "x"), "x86_64");
    assertThat(jar.licences()).containsOnlyKeys("META-INF/LICENSE.txt");
    assertThat(Licences.artifact("zstd-jni-1.5.7-6.jar")).isEqualTo("zstd-jni");
    assertThat(Licences.artifact("ferry-bundle-0.1.0-SNAPSHOT.jar")).isEqualTo("ferry-bundle");
  }

  private Path jar(String name, long time, String... members) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String member : members) {
        ZipEntry entry = new ZipEntry(member);
        entry.setTime(time);
        zip.putNextEntry(entry);
        zip.write("content".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> names(PackedJar jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
