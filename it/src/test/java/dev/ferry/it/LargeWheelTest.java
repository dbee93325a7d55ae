package dev.ferry.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wheel of 760 MB, as those with CUDA are, goes through a heap of 256 MB. */
@Tag("system")
class LargeWheelTest {
  private static final int MEBIBYTES = 725;

  @Test
  void isPackedAndVerifiedInASmallHeap(@TempDir Path folder) throws Exception {
    Site site =
        Site.in(folder.resolve("site")).java("-Xmx256m").java("-XX:+ExitOnOutOfMemoryError");
    write(site.links().resolve("huge-1.0-py3-none-any.whl"));
    String target = "linux-x86_64-glibc2.28-cp311";
    Path bundle = site.packed("pack", "huge", "--target", target, "--no-rehearse", "-o", "out");
    assertThat(Files.size(bundle.resolve("packages/huge-1.0-py3-none-any.whl")))
        .isGreaterThan(760_000_000);
    assertThat(site.ferry("verify", bundle.toString()).exitCode()).isZero();
  }

  /** One member that does not compress, in pieces of a mebibyte, stored by deflate. */
  private static void write(Path file) throws IOException {
    MessageDigest hash = Digest.sha256();
    byte[] metadata = "Metadata-Version: 2.1\nName: huge\nVersion: 1.0\n".getBytes(UTF_8);
    byte[] wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n".getBytes(UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      begin(zip, "huge/weights.bin");
      byte[] piece = new byte[1 << 20];
      new Random(9).nextBytes(piece);
      for (int i = 0; i < MEBIBYTES; i++) {
        piece[i] ^= (byte) i;
        hash.update(piece);
        zip.write(piece);
      }
      String rows =
          row("huge/weights.bin", hash.digest(), (long) MEBIBYTES << 20)
              + row("huge-1.0.dist-info/METADATA", sha256(metadata), metadata.length)
              + row("huge-1.0.dist-info/WHEEL", sha256(wheel), wheel.length)
              + "huge-1.0.dist-info/RECORD,,\n";
      begin(zip, "huge-1.0.dist-info/METADATA");
      zip.write(metadata);
      begin(zip, "huge-1.0.dist-info/WHEEL");
      zip.write(wheel);
      begin(zip, "huge-1.0.dist-info/RECORD");
      zip.write(rows.getBytes(UTF_8));
    }
  }

  private static void begin(ZipOutputStream zip, String path) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTime(315_532_800_000L);
    zip.putNextEntry(entry);
  }

  private static byte[] sha256(byte[] bytes) {
    return HexFormat.of().parseHex(Digest.of(bytes).hex());
  }

  private static String row(String path, byte[] digest, long size) {
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    return path + ",sha256=" + hash + "," + size + "\n";
  }
}
