package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An index as companies have them: its own authority, certificates of clients, a login, behind a
 * proxy with another login. All of it comes from pip's settings, and pip itself is asked first.
 */
@Tag("system")
class SecureIndexTest {
  private static final String TARGET = "linux-x86_64-glibc2.28-cp311";

  @TempDir private Path folder;
  private SecureIndex index;
  private Site site;
  private Path netrc;

  @BeforeEach
  void anIndexBehindAProxy() throws Exception {
    index = SecureIndex.start(folder, TinyWheel.of("alpha", "1.0").file("alpha.py", ""));
    Path settings = folder.resolve("pip.conf");
    Files.writeString(
        settings,
        """
        [global]
        index-url = https://index.example/simple/
        cert = %s
        client-cert = %s
        proxy = http://through:tunn%%65l@%s
        timeout = 5
        retries = 0
        """
            .formatted(index.authority(), index.client(), index.proxy()));
    netrc = folder.resolve("netrc");
    Files.writeString(netrc, "machine index.example login me password s3cret-of-netrc\n");
    site = Site.connected(folder.resolve("site"));
    site.with("PIP_CONFIG_FILE", settings.toString()).with("NETRC", netrc.toString());
    for (String name : List.of("PIP_CERT", "PIP_FIND_LINKS", "PIP_INDEX_URL", "NO_PROXY")) {
      site.with(name, "");
    }
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Source.Result pack(String... more) throws Exception {
    List<String> words =
        Stream.concat(
                Stream.of("pack", "alpha", "--target", TARGET, "--no-rehearse", "-o", "out"),
                Stream.of(more))
            .toList();
    return site.ferry(words.toArray(String[]::new));
  }

  @Test
  void whatPipCanReachFerryReachesAndKeepsTheSecrets() throws Exception {
    Source.Result packed = pack();
    assertThat(packed.exitCode()).as(packed.errors()).isZero();
    assertThat(index.tunnels()).isNotEmpty().allMatch("index.example:443"::equals);
    assertThat(index.logins()).isNotEmpty().allMatch("me"::equals);
    for (Path place : List.of(Path.of(packed.output().strip()), site.store())) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain("s3cret-of-netrc")
              .doesNotContain("tunnel")
              .doesNotContain("tunn%65l");
        }
      }
    }
    assertThat(packed.errors()).doesNotContain("s3cret").doesNotContain("tunn");
  }

  @Test
  void pipReadsTheSameSettingsTheSameWay() throws Exception {
    Path pip = Path.of(String.valueOf(System.getenv("FERRY_TEST_TOOLS"))).resolve("venv/bin/pip");
    assumeTrue(Files.isExecutable(pip), "pip is not installed");
    Source.Result result =
        site.other(pip.toString(), "download", "-q", "--no-cache-dir", "-d", "got", "alpha");
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(site.work().resolve("got")).isNotEmptyDirectory();
    assertThat(index.logins()).isNotEmpty().allMatch("me"::equals);
  }

  @Test
  void withoutTheAuthorityNothingIsBelieved() throws Exception {
    replace("cert = " + index.authority() + "\n", "");
    assertThat(unreachable()).contains("index.example").containsIgnoringCase("certificate");
  }

  @Test
  void withoutOurCertificateTheServerDoesNotTalk() throws Exception {
    replace("client-cert = " + index.client() + "\n", "");
    assertThat(unreachable()).contains("index.example");
  }

  @Test
  void aWrongLoginIsNamedWithoutItsPassword() throws Exception {
    Files.writeString(netrc, "machine index.example login you password s3cret-of-netrc\n");
    assertThat(unreachable()).contains("401").contains("index.example").doesNotContain("s3cret");
  }

  @Test
  void aProxyThatRefusesIsNamed() throws Exception {
    replace("through:", "stranger:");
    assertThat(unreachable()).contains("407").contains(index.proxy()).doesNotContain("tunn");
  }

  @Test
  void aProxyThatIsDownIsNamed() throws Exception {
    index.close();
    assertThat(unreachable()).contains(index.proxy()).doesNotContain("tunn");
  }

  private void replace(String words, String others) throws IOException {
    Path settings = folder.resolve("pip.conf");
    String text = Files.readString(settings);
    assertThat(text).contains(words);
    Files.writeString(settings, text.replace(words, others));
  }

  private String unreachable() throws Exception {
    Source.Result result = pack();
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(3);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).doesNotContain("\tat ");
    return result.errors();
  }
}
