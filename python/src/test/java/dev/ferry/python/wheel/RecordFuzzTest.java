package dev.ferry.python.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import dev.ferry.python.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The list of a wheel's files, and what the store keeps about a wheel, with seeded changes. */
class RecordFuzzTest {
  private static final String ROW = "a/b.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n";

  @Test
  void changedRecordsAreReadOrRefused() {
    String good = ROW + "\"a, b\"\"c\"\"\",sha512=,12\r\n" + "a-1.dist-info/RECORD,,\n" + ROW;
    byte[] bytes = good.replace("sha512=", "").getBytes(StandardCharsets.UTF_8);
    int refused =
        Mutations.tryBytes(
            20_000,
            bytes,
            changed -> WheelRecordFile.parse(changed, "a-1.dist-info", "a.whl").find("a/b.py"));
    assertThat(refused).isBetween(2_000, 19_900);
  }

  @Test
  void changedFactsOfTheStoreAreReadOrAbsent() {
    NativeFacts facts =
        new NativeFacts(
            62,
            64,
            false,
            "libx.so.1",
            List.of("libc.so.6"),
            List.of("$ORIGIN"),
            List.of(new NativeFacts.VersionNeed("libc.so.6", "GLIBC_2.17", false)),
            4096,
            true,
            false,
            "");
    Digest digest = Digest.of(new byte[0]);
    WheelRecord record =
        new WheelRecord(
            digest,
            10,
            "a-1.dist-info",
            Map.of("METADATA", new byte[] {1, 2}),
            List.of(new MemberFacts("a/x.so", 5, digest, 0755, Optional.of(facts))));
    byte[] good = WheelRecordCodec.encode(record);
    assertThat(WheelRecordCodec.decode(good)).isPresent();
    Random random = new Random(31);
    int absent = 0;
    for (int i = 0; i < 20_000; i++) {
      absent += WheelRecordCodec.decode(Mutations.bytes(good, random)).isEmpty() ? 1 : 0;
    }
    assertThat(absent).isBetween(2_000, 19_000);
  }
}
