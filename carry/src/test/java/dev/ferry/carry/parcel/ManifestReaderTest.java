package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final PartLayout LAYOUT = new PartLayout(3_000_000, 2 << 20, 2, 1, "FRY");
  private static final byte[] DIGESTS = new byte[3 * 32];

  private static String text() {
    byte[] goods = "{\"site\":\"plant-7\",\"词\":[1,{}]}".getBytes(UTF_8);
    return new String(ManifestCodec.manifest(LAYOUT, DIGESTS, goods).bytes(), UTF_8);
  }

  @Test
  void readsWhatWasWritten() {
    byte[] packed = ManifestCodec.pack(text().getBytes(UTF_8));
    ParcelManifest manifest =
        ManifestReader.read("P0000001.FRY", ManifestCodec.unpack("P0000001.FRY", packed));
    assertThat(manifest.layout()).isEqualTo(LAYOUT);
    assertThat(new String(manifest.bytes(), UTF_8)).isEqualTo(text());
    assertThat(new String(manifest.goods(), UTF_8))
        .isEqualTo("{\"site\":\"plant-7\",\"词\":[1,{}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"format\":1 | \"format\":2 | format",
        "\"payload\":3000000 | \"payload\":1125899906842624 | payload",
        "\"payload\":3000000 | \"payload\":99999999999999999999 | payload",
        "\"payload\":3000000 | \"payload\":274877906944 | parts",
        "\"payload\":3000000 | \"payload\":-1 | payload",
        "\"payload\":3000000 | \"payload\":3e6 | payload",
        "\"payload\":3000000 | \"payload\":4000000 | slices",
        "\"payload\":3000000 | \"payload\":3000000,\"payload\":3000000 | JSON",
        "\"slice\":1048576 | \"slice\":1 | slice",
        "\"data\":2 | \"data\":3 | parts",
        "\"data\":2 | \"data\":4294967298 | parts.data",
        "\"parity\":1 | \"parity\":254 | parts",
        "\"parity\":1 | \"parity\":4294967297 | parts.parity",
        "\"size\":2097152 | \"size\":0 | parts",
        "\"size\":2097152 | \"size\":2097151 | parts",
        "\"suffix\":\"FRY\" | \"suffix\":\"../x\" | FRY",
        "\"suffix\":\"FRY\" | \"suffix\":\"TMP\" | TMP",
        "\"suffix\":\"FRY\" | \"suffix\":[] | parts.suffix",
        "\"slices\":\"AA | \"slices\":\" | slices",
        "\"slices\":\"AA | \"slices\":\"!! | slices",
        "\"goods\":{ | \"goods\":1,\"x\":{ | goods",
        "\"goods\":{ | \"goods\": { | canonical",
        "\"goods\": | \"evil\": | evil",
      })
  void refusesAndNames(String from, String to, String words) {
    String wrong = text().replace(from, to);
    assertThat(wrong).isNotEqualTo(text());
    assertThatThrownBy(() -> ManifestReader.read("P0000001.FRY", wrong.getBytes(UTF_8)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("P0000001.FRY")
        .hasMessageContaining(words);
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        out.write(zeros);
      }
    }
    assertThat(bomb.size()).isLessThan(1 << 20);
    assertThatThrownBy(() -> ManifestCodec.unpack("x", bomb.toByteArray()))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void anythingElseIsRefusedWithWords() {
    Random random = new Random(41);
    byte[] good = text().getBytes(UTF_8);
    byte[] packed = ManifestCodec.pack(good);
    for (int round = 0; round < 20_000; round++) {
      boolean open = random.nextBoolean();
      byte[] bytes = (open ? good : packed).clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(8) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        ParcelManifest read =
            open
                ? ManifestReader.read("x", bytes)
                : ManifestReader.read("x", ManifestCodec.unpack("x", bytes));
        assertThat(read.layout().slices()).isEqualTo(3);
      } catch (FerryException refused) {
        assertThat(refused.getMessage()).startsWith("Cannot read the manifest in `x`");
      }
    }
  }

  @Test
  void aHeaderIsReadExactlyOrNotAtAll() {
    PartHeader header =
        new PartHeader(
            new ParcelId("0123456789abcdef0123456789abcdef"),
            3,
            20,
            2,
            0,
            0,
            12345,
            new Digest("ab".repeat(32)));
    byte[] bytes = header.bytes();
    assertThat(PartHeader.find(bytes)).contains(header);
    assertThat(new String(bytes, ISO_8859_1))
        .startsWith("ferry-parcel 1\nparcel 0123")
        .endsWith("\n");
    assertThat(HeaderLikeness.of(bytes)).isTrue();
    assertThat(HeaderLikeness.of(new byte[512])).isFalse();
    for (int bit = 0; bit < 512 * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(PartHeader.find(bytes)).as("bit %d", bit).isEmpty();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }
}
