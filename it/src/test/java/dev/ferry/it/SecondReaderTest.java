package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Ferry wrote is read by a program of another make: {@code reference/ferry_reader.py}, Python
 * that was written from the pages in {@code docs/formats} alone. Where this test fails, a page and
 * Ferry have parted.
 */
@Tag("system")
class SecondReaderTest {
  private static final int NOISE = 5_000_000;
  private static final int WORDS = 4_000;

  /** The line that {@code ferry import} asks to be typed. */
  private static final Pattern REQUEST = Pattern.compile("(?m)^ {4}([0-9A-HJKMNP-TV-Z ]+)$");

  private static final Pattern MISSING =
      Pattern.compile("\"missing\":\\{\"blobs\":\\[],\"parts\":\\[([0-9,\"-]+)]");

  @TempDir private Path folder;
  private Site site;
  private Path out;

  @BeforeEach
  void files() throws Exception {
    site =
        Site.in(folder.resolve("site"))
            .with("PYTHONDONTWRITEBYTECODE", "1")
            .with("UNZSTD", Unzstd.command());
    out = Files.createDirectories(folder.resolve("out"));
    byte[] noise = new byte[NOISE];
    new Random(7).nextBytes(noise);
    Files.write(site.work().resolve("noise.bin"), noise);
    wheel("1.0");
    wheel("1.1");
    succeeds(
        site.ferry(
            "export",
            "--file",
            "noise.bin",
            "--file",
            "alpha-1.0-py3-none-any.whl",
            "--site",
            "plant-7",
            "-o",
            "usb1",
            "--part-size",
            "2M",
            "--parity",
            "40%"));
  }

  @Test
  void lostPartsAreComputedAndDeltasApplied() throws Exception {
    Files.delete(part(2));
    damage(part(3), 100);
    damage(part(1), 100_000);
    assertThat(reader("parcels", site.work().resolve("usb1").toString(), out.toString()))
        .contains("0 sha256:", " whole");
    assertThat(out.resolve(hex("noise.bin"))).hasSameBinaryContentAs(file("noise.bin"));
    assertThat(out.resolve(hex(name("1.0")))).hasSameBinaryContentAs(file(name("1.0")));

    succeeds(site.ferry("export", "--file", name("1.1"), "--site", "plant-7", "-o", "usb2"));
    String said = reader("parcels", site.work().resolve("usb2").toString(), out.toString());
    // Streams 60 and 61: the gzip file was flushed half-way, which no settings of zlib predict.
    assertThat(said).contains(" delta ").contains(" 60").contains(" 61");
    assertThat(out.resolve(hex(name("1.1")))).hasSameBinaryContentAs(file(name("1.1")));
  }

  @Test
  void aRequestSaysWhatIsMissing() throws Exception {
    for (int lost : new int[] {1, 3, 4, 5}) {
      Files.delete(part(lost));
    }
    Source.Result result = site.ferry("import", "usb1", "--depot", "depot");
    assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(1);
    Matcher request = REQUEST.matcher(result.output());
    assertThat(request.find()).as(result.output()).isTrue();
    String parts = missingParts();
    assertThat(reader("request", request.group(1)).lines())
        .containsExactly(
            "site plant-7",
            "parcel 1 parts " + parts + " blobs ",
            "rest None",
            request.group(1).strip());
  }

  private String missingParts() throws IOException {
    try (Stream<Path> receipts = Files.list(site.work().resolve("depot/receipts"))) {
      for (Path receipt : receipts.toList()) {
        Matcher missing = MISSING.matcher(Files.readString(receipt));
        if (missing.find()) {
          return missing.group(1).replace("\"", "");
        }
      }
    }
    throw new AssertionError("no receipt names missing parts");
  }

  private String reader(String... arguments) throws Exception {
    Path reader = Path.of("src/test/resources/reference/ferry_reader.py").toAbsolutePath();
    Source.Result result =
        site.other(
            Stream.concat(Stream.of("python3", reader.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    succeeds(result);
    return result.output();
  }

  private static void succeeds(Source.Result result) {
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
  }

  /** Text, a zip in the zip, and a gzip file that was flushed half-way. */
  private void wheel(String version) throws IOException {
    TinyWheel wheel = TinyWheel.of("alpha", version);
    for (int i = 0; i < 9; i++) {
      wheel.file("alpha/text" + i + ".txt", words(i, version));
    }
    wheel.file(
        "alpha/inner.zip", TinyWheel.of("inner", "1.0").file("t", words(20, version)).bytes());
    wheel.file("alpha/flushed.gz", flushed(words(21, version)));
    Files.write(file(name(version)), wheel.bytes());
  }

  private static byte[] words(int seed, String version) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(version);
    List<String> words = List.of("ferry", "carries", "every", "parcel", "over", "the", "water");
    for (int i = 0; i < WORDS; i++) {
      text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(99)).append(' ');
    }
    return text.append(version).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flushed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes, true)) {
      gzip.write(text, 0, text.length / 2);
      gzip.flush();
      gzip.write(text, text.length / 2, text.length - text.length / 2);
    }
    return bytes.toByteArray();
  }

  private static String name(String version) {
    return "alpha-" + version + "-py3-none-any.whl";
  }

  private Path file(String name) {
    return site.work().resolve(name);
  }

  private String hex(String name) throws IOException {
    return Digest.of(Files.readAllBytes(file(name))).hex();
  }

  private Path part(int number) {
    return site.work().resolve("usb1/P000000" + number + ".FRY");
  }

  private static void damage(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 1;
    Files.write(file, bytes);
  }
}
