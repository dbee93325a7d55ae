package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** An update from a machine that never saw the version before, with the real index. */
@Tag("network")
class FetchedBaseTest {
  @TempDir private Path folder;

  private static Source.Result succeeds(Source.Result result) {
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    return result;
  }

  private static Path pack(Site site, String requirement) throws Exception {
    return site.packed(
        "pack",
        requirement,
        "--target",
        "linux-x86_64-glibc2.28-cp311",
        "--no-rehearse",
        "-o",
        "out");
  }

  @Test
  void theBaseComesFromTheIndexByItsDigest() throws Exception {
    Site first = Site.connected(folder.resolve("first"));
    Path old = pack(first, "pip==24.1.1");
    String depot = folder.resolve("depot").toString();
    String inventory = folder.resolve("site.json").toString();
    succeeds(first.ferry("import", old.toString(), "--depot", depot));
    succeeds(first.ferry("inventory", "--depot", depot, "-o", inventory));

    Site other = Site.connected(folder.resolve("other"));
    Path fresh = pack(other, "pip==24.1.2");
    String[] export = {
      "export", fresh.toString(), "--site", "plant-7", "--against", inventory, "-o", "usb", "--json"
    };
    Source.Result exported = succeeds(other.ferry(export));
    assertThat(exported.errors()).contains("Fetched `pip-24.1.1-py3-none-any.whl`");
    JsonNode parcel = new ObjectMapper().readTree(exported.output()).at("/parcels/0");
    assertThat(parcel.get("deltas").asLong()).isPositive();
    assertThat(parcel.get("payload").asLong()).isLessThan(200_000);

    String usb = other.work().resolve("usb").toString();
    succeeds(first.ferry("import", usb, "--depot", depot));
    Path rebuilt = Path.of(depot, "bundles", String.valueOf(fresh.getFileName()));
    assertThat(Files.isDirectory(rebuilt)).isTrue();
    succeeds(first.ferry("verify", rebuilt.toString()));
  }
}
