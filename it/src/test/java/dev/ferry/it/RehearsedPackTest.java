package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packing tries the set out on this machine, without a network, before it says done. */
@Tag("system")
class RehearsedPackTest {
  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void aSite() throws IOException {
    site = Site.in(folder.resolve("site"));
  }

  private Source.Result pack(String... more) throws Exception {
    String[] words = new String[more.length + 6];
    String[] first = {"pack", "alpha", "--target", "host", "-o", "out"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    return site.ferry(words);
  }

  @Test
  void anImportThatNobodyDeclaredIsRefusedByName() throws Exception {
    site.wheel(TinyWheel.of("alpha", "1.0").file("alpha.py", "import undeclared_thing\n"));
    Source.Result refused = pack();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.errors()).contains("`undeclared_thing`").contains("--no-rehearse");
    assertThat(site.work().resolve("out")).isEmptyDirectory();
    Source.Result document = pack("--json");
    assertThat(document.output()).contains("\"error\"").contains("undeclared_thing");
    Source.Result skipped = pack("--no-rehearse");
    assertThat(skipped.exitCode()).as(skipped.errors()).isZero();
  }

  @Test
  void whatWasDeclaredAfterwardsPasses() throws Exception {
    site.wheel(TinyWheel.of("alpha", "1.0").file("alpha.py", "import undeclared_thing\n"));
    site.wheel(TinyWheel.of("undeclared_thing", "1.0").file("undeclared_thing.py", ""));
    assertThat(pack().exitCode()).isEqualTo(1);
    Source.Result packed = pack("undeclared_thing");
    assertThat(packed.exitCode()).as(packed.errors()).isZero();
  }

  @Test
  void aSetThatAsksTheNetworkFindsNone() throws Exception {
    try (var listening =
        new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
      String code =
          "import socket\nsocket.create_connection(('127.0.0.1', %d), timeout=5)\n"
              .formatted(listening.getLocalPort());
      site.wheel(TinyWheel.of("alpha", "1.0").file("alpha.py", code));
      Source.Result refused = pack();
      assertThat(refused.exitCode()).as(refused.errors()).isEqualTo(1);
    }
  }

  @Test
  void aSetThatPassedIsNotTriedAgainAndTheEvidenceIsTheSame() throws Exception {
    site.wheel(TinyWheel.of("alpha", "1.0").file("alpha.py", ""));
    Source.Result first = pack();
    assertThat(first.exitCode()).as(first.errors()).isZero();
    assertThat(first.errors()).contains("rehearsed without network: imports ok");
    Path bundle = Path.of(first.output().strip());
    assertThat(site.ferry("show", bundle.toString()).output())
        .contains("rehearsed without network: yes");
    Path evidence = bundle.resolve("evidence/1.sigstore.json");
    assertThat(evidence).isRegularFile();
    Path kept = folder.resolve("kept");
    Files.move(bundle, kept);
    Source.Result second = pack();
    assertThat(second.exitCode()).as(second.errors()).isZero();
    assertThat(second.errors()).doesNotContain("Rehearsing");
    assertThat(Site.tree(bundle)).isEqualTo(Site.tree(kept));
  }
}
