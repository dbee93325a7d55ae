package dev.ferry.python.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.python.http.Credentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pages as indexes write them, and as nobody should. */
class PageParserTest {
  private static final URI PAGE = URI.create("https://index.example/simple/demo/");
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String HEX = "ab".repeat(32);
  private static final String GOOD_HTML =
      """
      <!DOCTYPE html><html><head><title><a href="demo-0.1.tar.gz"></title></head><body>
      <!-- <a href="demo-0.2.tar.gz">x</a> -->
      <script>document.write('<a href="demo-0.3.tar.gz">')</script>
      <A HREF='../../packages/demo-1.0-py3-none-any.whl#sha256=%s'
         data-requires-python="&gt;=3.8" data-upload-time="2026-11-15T21:32:26.5Z"
         data-yanked="broken" data-core-metadata="sha256=%s">a &gt; b</A>
      <a title="x > y" href=demo-1.1.tar.gz#md5=abc>demo</a>
      <a href="http://index.example/demo-1.2.tar.gz">down</a>
      <a href="file:///etc/demo-1.3.tar.gz">file</a>
      <a href="demo-1.4.exe">other</a>
      <a href="demo%%2e-%%31.5.tar.gz?token=secret">query</a>
      """
          .formatted(HEX, HEX);
  private static final String GOOD_JSON =
      """
      {"meta":{"api-version":"1.1"},"name":"demo","versions":["1.0"],"files":[
       {"filename":"demo-1.0-py3-none-any.whl","url":"https://files.example/demo-1.0-py3-none-any.whl",
        "hashes":{"sha256":"%s","md5":"00"},"requires-python":">=3.8","size":123,
        "upload-time":"2026-11-15T21:32:26Z","yanked":false,"core-metadata":{"sha256":"%s"},"new":[1,{}]},
       {"url":"demo-1.1.tar.gz","hashes":{},"yanked":"bad"}]}
      """
          .formatted(HEX, HEX);

  private static List<IndexFile> parse(String type, String page) {
    Secrets secrets = new Secrets(Credentials.none());
    return page(type, page, secrets).files();
  }

  private static ParsedPage page(String type, String page, Secrets secrets) {
    return PageParser.parse(page.getBytes(StandardCharsets.UTF_8), type, PAGE, "here", secrets);
  }

  @Test
  void htmlIsReadAsBrowsersReadIt() {
    List<IndexFile> files = parse("text/html; charset=utf-8", GOOD_HTML);
    assertThat(files)
        .extracting(IndexFile::filename)
        .containsExactly("demo-1.0-py3-none-any.whl", "demo-1.1.tar.gz", "demo.-1.5.tar.gz");
    IndexFile wheel = files.getFirst();
    assertThat(wheel.location())
        .isEqualTo(URI.create("https://index.example/packages/demo-1.0-py3-none-any.whl"));
    assertThat(wheel.sha256().orElseThrow().hex()).isEqualTo(HEX);
    assertThat(wheel.requiresPython()).contains(">=3.8");
    assertThat(wheel.uploadTime()).contains(Instant.parse("2026-11-15T21:32:26.5Z"));
    assertThat(wheel.yanked()).isTrue();
    assertThat(wheel.yankedReason()).isEqualTo("broken");
    assertThat(wheel.metadataSha256().orElseThrow().hex()).isEqualTo(HEX);
    assertThat(files.get(1).sha256()).as("md5 does not count").isEmpty();
    assertThat(files.get(2).location().toString()).doesNotContain("secret");
  }

  @Test
  void aBaseMovesRelativeLinks() {
    String page = "<base href='https://files.example/x/'><a href=demo-1.0.tar.gz>";
    assertThat(parse("text/html", page).getFirst().location())
        .isEqualTo(URI.create("https://files.example/x/demo-1.0.tar.gz"));
  }

  @Test
  void jsonIsReadByItsContentType() {
    List<IndexFile> files = parse(JSON, GOOD_JSON);
    assertThat(files).hasSize(2);
    assertThat(files.getFirst().size()).hasValue(123);
    assertThat(files.getFirst().metadataOffered()).isTrue();
    assertThat(files.getFirst().uploadTime()).contains(Instant.parse("2026-11-15T21:32:26Z"));
    assertThat(files.getLast().yankedReason()).isEqualTo("bad");
    assertThat(files.getLast().location())
        .isEqualTo(URI.create("https://index.example/simple/demo/demo-1.1.tar.gz"));
  }

  @Test
  void aWrongTypeInJsonIsNamed() {
    assertThatThrownBy(() -> parse(JSON, "{\"files\":{}}"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("`files`");
    assertThatThrownBy(() -> parse(JSON, "{\"meta\":{\"api-version\":\"2.0\"}}"))
        .hasMessageContaining("meta.api-version");
    assertThatThrownBy(() -> parse("application/pdf", "")).hasMessageContaining("Content-Type");
  }

  @Test
  void aWrongEntryInJsonIsLeftOutAndTheOthersStay() {
    ParsedPage page =
        page(
            JSON,
            """
            {"files":[{"filename":"demo-0.1.tar.gz"},
             {"url":"demo-0.2.tar.gz","hashes":{"sha256":"short","md5":{"x":[1]}},"size":1},
             {"url":"demo-0.3.tar.gz","size":"x"}, 7, [[{}]], null,
             {"url":"demo-1.0.tar.gz"}],"versions":[]}
            """,
            new Secrets(Credentials.none()));
    assertThat(page.files()).extracting(IndexFile::filename).containsExactly("demo-1.0.tar.gz");
    assertThat(page.warning().orElseThrow().english())
        .isEqualTo(
            "Page `https://index.example/simple/demo/`: 6 files skipped, bad value"
                + " for `files[0].url`, `files[1].hashes.sha256`, `files[2].size`, …");
  }

  @Test
  void pagesAreKeptWithoutLoss() {
    for (String type : List.of("text/html", JSON)) {
      List<IndexFile> files = parse(type, type.equals(JSON) ? GOOD_JSON : GOOD_HTML);
      PageRecord record = new PageRecord(7, 600, "\"e\"", "yesterday", files);
      assertThat(PageRecord.decode(record.encode(), "here")).contains(record);
    }
  }

  @Test
  void damagedPagesAndRecordsNeverBreakTheReader() {
    Random random = new Random(20261121);
    byte[] record = new PageRecord(7, 600, "", "", parse(JSON, GOOD_JSON)).encode();
    for (int round = 0; round < 20_000; round++) {
      parseAnyway("text/html", mutate(GOOD_HTML.getBytes(StandardCharsets.UTF_8), random));
      parseAnyway(JSON, mutate(GOOD_JSON.getBytes(StandardCharsets.UTF_8), random));
      assertThat(PageRecord.decode(mutate(record, random), "here")).isNotNull();
    }
  }

  private static void parseAnyway(String type, byte[] page) {
    try {
      List<IndexFile> files =
          PageParser.parse(page, type, PAGE, "here", new Secrets(Credentials.none())).files();
      assertThat(files)
          .allMatch(file -> file.location().getScheme().equals("https"))
          .allMatch(file -> file.filename().indexOf('/') < 0);
    } catch (FerryException named) {
      assertThat(named).hasMessageContaining("index.example");
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = java.util.Arrays.copyOf(original, original.length - random.nextInt(3) * 20);
    for (int change = random.nextInt(6); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "<>\"'&#=-{}[],:/ ".charAt(random.nextInt(16));
    }
    return bytes;
  }
}
