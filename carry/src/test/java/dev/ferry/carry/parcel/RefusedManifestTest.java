package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that have the digest which the parcel is named by, and that nobody can take. */
class RefusedManifestTest {
  private static final String GOOD =
      "{\"format\":1,\"goods\":{},\"parts\":{\"data\":1,\"parity\":0,\"size\":0,\"suffix\":\"FRY\"},"
          + "\"payload\":0,\"slice\":1048576,\"slices\":\"\"}";

  @TempDir private Path folder;

  /** A parcel of one part without content, in which everything fits together. */
  private FoundParcel parcel(String manifest) throws IOException {
    byte[] content = manifest.getBytes(UTF_8);
    byte[] packed = ManifestCodec.pack(content);
    PartHeader header =
        new PartHeader(ParcelId.of(content), 1, 1, 0, packed.length, 0, 0, Digest.of(packed));
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(header.bytes());
    part.writeBytes(packed);
    Files.write(folder.resolve("P0000001.FRY"), part.toByteArray());
    return Parcels.scan(folder);
  }

  @Test
  void theGoodOneIsTaken() throws IOException {
    assertThat(parcel(GOOD).refusal()).isEmpty();
    assertThat(parcel(GOOD).whole()).isTrue();
  }

  @Test
  void whatNoOtherCopyCanMakeRightIsRefused() throws IOException {
    for (List<String> change :
        List.of(
            List.of("\"format\":1", "\"format\":2", "`format`"),
            List.of("\"slice\":1048576", "\"slice\":1024", "`slice`"),
            List.of("\"payload\":0", "\"payload\":5", "`parts`"),
            List.of("\"slices\":\"\"", "\"slices\":\"\",\"zeal\":1", "`zeal`"),
            List.of("{\"format\"", "{ \"format\"", "canonical JSON"))) {
      FoundParcel found = parcel(GOOD.replace(change.get(0), change.get(1)));
      assertThat(found.findManifest()).isEmpty();
      assertThat(found.refusal()).isPresent();
      assertThat(found.refusal().get().english()).contains(change.get(2)).doesNotContain("Source:");
      assertThat(found.whole()).isFalse();
    }
  }

  @Test
  void aDamagedCopyIsNoReasonToRefuse() throws IOException {
    parcel(GOOD);
    Path part = folder.resolve("P0000001.FRY");
    Parcels.flip(part, 8L * (PartHeader.SIZE + 20));
    FoundParcel found = Parcels.scan(folder);
    assertThat(found.refusal()).isEmpty();
    assertThat(found.findManifest()).isEmpty();
  }
}
