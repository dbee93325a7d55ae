package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.Digest;
import dev.ferry.python.http.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package whose release 1.0 loads on any Linux and whose release 2.0 needs glibc 2.25, as the
 * compiler made them: found out cheaply while locking where the tag leaves a doubt, and by the
 * bytes while packing where the tag lies.
 */
@Tag("system")
class LibraryFitTest {
  private static final String MACHINE = System.getProperty("os.arch").replace("amd64", "x86_64");
  private static final String OLD = "linux-" + MACHINE + "-glibc2.17-cp311";
  private static final String NEW = "linux-" + MACHINE + "-glibc2.28-cp311";

  /** A module; {@code getrandom} came with glibc 2.25. */
  private static final String SOURCE =
      """
      #include <sys/types.h>
      ssize_t getrandom(void *, size_t, unsigned);
      int probe(void *p) { return WANTED; }
      void *PyInit_native(void) { return 0; }
      """;

  @TempDir private Path folder;
  private final ScriptedServer server = new ScriptedServer();
  private Site site;

  @BeforeEach
  void aSite() throws IOException {
    site = Site.in(folder.resolve("site")).with("PIP_NO_INDEX", "0").with("NO_PROXY", "*");
    site.with("PIP_FIND_LINKS", "");
    site.with("PIP_INDEX_URL", server.location("/simple/").toString());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void releases(String platform) throws Exception {
    StringBuilder page = new StringBuilder();
    for (String version : List.of("1.0", "2.0")) {
      String file = "native-" + version + "-cp311-cp311-" + platform + ".whl";
      byte[] bytes = wheel(version);
      server.file("/files/" + file, bytes);
      page.append("<a href=\"/files/%s#sha256=%s\">x</a>".formatted(file, Digest.of(bytes).hex()));
    }
    server.document("/simple/native/", "text/html", page.toString());
  }

  private byte[] wheel(String version) throws Exception {
    String wanted = version.equals("2.0") ? "getrandom(p, 1, 0)" : "0";
    Files.writeString(folder.resolve("native.c"), SOURCE.replace("WANTED", wanted));
    List<String> compile = List.of("gcc", "-shared", "-fPIC", "-o", "native.so", "native.c");
    Source.Result made = Source.run(folder, List.of(), compile);
    assumeTrue(made.exitCode() == 0, "no C compiler: " + made.errors());
    byte[] noise = new byte[4 << 20];
    new Random(1).nextBytes(noise);
    return TinyWheel.of("native", version)
        .file("native/weights.bin", noise)
        .file("native/native.so", Files.readAllBytes(folder.resolve("native.so")))
        .bytes();
  }

  @Test
  void aDoubtfulTagIsLookedIntoByAFewRanges() throws Exception {
    releases("linux_" + MACHINE);
    Source.Result old = site.ferry("lock", "native", "--target", OLD, "-o", "old", "--json");
    assertThat(old.exitCode()).as(old.errors()).isZero();
    assertThat(old.output())
        .contains("\"version\": \"1.0\"")
        .contains("GLIBC 2.25, target has 2.17");
    assertThat(server.requests())
        .filteredOn(request -> request.contains("/files/") && !request.startsWith("HEAD"))
        .as("4 MB of the wheel are of no interest")
        .isNotEmpty()
        .allMatch(request -> request.contains("range=bytes="));
    Source.Result recent = site.ferry("lock", "native", "--target", NEW, "-o", "new", "--json");
    assertThat(recent.output()).contains("\"version\": \"2.0\"").contains("not-disproved");
  }

  @Test
  void whatCannotLoadIsRefusedWithLibraryAndVersionsUnlessToldOtherwise() throws Exception {
    releases("linux_" + MACHINE);
    Source.Result refused = site.ferry("lock", "native==2.0", "--target", OLD, "-o", "old");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("native.so", "2.25", "2.17", "native==1.0");
    Source.Result off =
        site.ferry("lock", "native==2.0", "--target", OLD, "-o", "old", "--fit", "off", "--json");
    assertThat(off.exitCode()).as(off.errors()).isZero();
    assertThat(off.output()).contains("\"fit\": \"off\"");
  }

  @Test
  void aTagThatLiesIsFoundOutByTheBytesAndTheSetIsResolvedAgain() throws Exception {
    releases("manylinux_2_17_" + MACHINE);
    Path bundle = site.packed("pack", "native", "--target", OLD, "--no-rehearse", "-o", "out");
    assertThat(bundle.getFileName().toString()).contains("native-v1.0");
    Source.Result shown = site.ferry("show", bundle.toString(), "--json");
    assertThat(shown.output()).contains("\"proven\"").contains("2.25");
  }

  @Test
  void aGivenLockThatDoesNotLoadIsRefused() throws Exception {
    releases("manylinux_2_17_" + MACHINE);
    Source.Result locked = site.ferry("lock", "native==2.0", "--target", OLD, "-o", "locks");
    assertThat(locked.exitCode()).as(locked.errors()).isZero();
    Source.Result refused = site.ferry("pack", "--lock", "locks", "--no-rehearse", "-o", "out");
    assertThat(refused.exitCode()).as(refused.errors()).isEqualTo(1);
    assertThat(refused.errors()).contains("native.so", "2.25");
  }
}
