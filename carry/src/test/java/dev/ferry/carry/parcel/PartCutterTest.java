package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PartCutterTest {
  private static final long MANIFEST = 5_000;

  private static PartLayout cut(long payload, long partSize, int parity) {
    return PartCutter.cut(payload, MANIFEST, new PartOptions(partSize, parity, "FRY"));
  }

  private static long largestFile(PartLayout layout) {
    long table = layout.parityParts() > 0 ? SliceTable.size(layout.stripes()) : 0;
    return PartHeader.SIZE + MANIFEST + layout.contentLength(1) + table;
  }

  @Test
  void noFileIsLargerThanAllowedAndPartsAreEven() {
    Random random = new Random(61);
    for (int round = 0; round < 2000; round++) {
      long payload = random.nextLong(20_000_000_000L);
      long partSize = 120_000_000 + random.nextLong(5_000_000_000L);
      PartLayout layout = cut(payload, partSize, random.nextInt(30));
      assertThat(largestFile(layout)).isLessThanOrEqualTo(partSize);
      assertThat(layout.contentLength(layout.dataParts())).isPositive();
      if (layout.dataParts() > 1) {
        assertThat(layout.dataParts())
            .isLessThanOrEqualTo((int) (payload / (partSize - 2_500_000 - MANIFEST - 300_000) + 1));
      }
    }
  }

  @Test
  void parityIsRoundedUpToWholeParts() {
    assertThat(cut(20L * 1_000_000_000, 1_010_000_000, 10).parityParts()).isEqualTo(2);
    assertThat(cut(21L * 1_000_000_000, 1_010_000_000, 10).parityParts()).isEqualTo(3);
    assertThat(cut(5, 1_000_000, 1).parityParts()).isEqualTo(1);
    assertThat(cut(5, 1_000_000, 0).parityParts()).isZero();
  }

  @Test
  void theDefaultFitsFat() {
    PartLayout layout = cut(100_000_000_000L, PartOptions.defaults().partSize(), 10);
    assertThat(largestFile(layout)).isLessThan(PartOptions.LARGEST_FAT_FILE);
  }

  @Test
  void tooManyPartsForParityGetAHintThatHelps() {
    assertThatThrownBy(() -> cut(8_000_000_000L, 10_000_000, 10))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> {
              assertThat(refused.failure()).isEqualTo(Failure.REFUSED);
              String hint = refused.hint().orElseThrow().english();
              Matcher size = Pattern.compile("--part-size (\\d+)M").matcher(hint);
              assertThat(size.find()).isTrue();
              long enough = Long.parseLong(size.group(1)) * 1_000_000;
              assertThat(cut(8_000_000_000L, enough, 10).parts()).isLessThanOrEqualTo(255);
              assertThatThrownBy(() -> cut(8_000_000_000L, enough - 2_100_000, 10))
                  .isInstanceOf(FerryException.class);
            });
    assertThat(cut(8_000_000_000L, 10_000_000, 0).dataParts()).isGreaterThan(800);
  }

  @Test
  void partsWithoutRoomForASliceAreRefused() {
    assertThatThrownBy(() -> cut(8_000_000, 1_000_000, 0))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("the manifest and one slice take 1054088");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new PartOptions(0, 0, "FRY")).isInstanceOf(FerryException.class);
    assertThatThrownBy(() -> new PartOptions(1, -1, "FRY")).isInstanceOf(FerryException.class);
    for (String suffix : new String[] {"", "LONG", "a/b", "Tmp", ".X"}) {
      assertThatThrownBy(() -> new PartOptions(1, 0, suffix))
          .isInstanceOf(FerryException.class)
          .hasMessageContaining("--part-suffix");
    }
  }
}
