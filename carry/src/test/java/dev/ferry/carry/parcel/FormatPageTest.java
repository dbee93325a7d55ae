package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.parity.CauchyCode;
import dev.ferry.carry.parity.Products;
import dev.ferry.model.Progress;
import dev.ferry.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test vectors of the format's page are what the code does. */
class FormatPageTest {
  @TempDir Path folder;

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "formats", "parcel.md"));
  }

  @Test
  void theParcel() throws IOException {
    Path file = Files.writeString(folder.resolve("item"), "ferry");
    ParcelPlan plan =
        ParcelPlanner.plan(
            List.of(new Item(file, 0, 5)),
            Parcels.GOODS,
            new PartOptions(PartOptions.DEFAULT_PART_SIZE, 100, "FRY"),
            Progress.NONE);
    ParcelWriter.write(plan, folder, Progress.NONE);
    assertThat(page()).contains(new String(plan.manifest().bytes(), UTF_8));
    for (int part = 1; part <= 2; part++) {
      Path written = Parcels.part(folder, part);
      assertThat(page())
          .contains(
              "| `P000000%d.FRY` | %d | `%s` |"
                  .formatted(part, Files.size(written), FileDigest.of(written).hex()));
    }
    byte[] header = Arrays.copyOf(Files.readAllBytes(Parcels.part(folder, 2)), 512);
    for (String line : new String(header, ISO_8859_1).split("\n", -1)) {
      assertThat(page()).contains(line.strip());
    }
  }

  @Test
  void theParity() throws IOException {
    CauchyCode code = new CauchyCode(4, 3);
    byte[][] columns = {{1, 0x10}, {2, 0x20}, {3, (byte) 0x80}, {4, (byte) 0xff}};
    StringBuilder line = new StringBuilder("|");
    for (byte[] column : columns) {
      line.append(" `").append(HexFormat.of().formatHex(column)).append("` |");
    }
    for (int row = 0; row < code.parity(); row++) {
      byte[] sum = new byte[2];
      for (int column = 0; column < code.data(); column++) {
        Products.add(code.coefficient(row, column), columns[column], sum, sum.length);
      }
      line.append(" `").append(HexFormat.of().formatHex(sum)).append("` |");
    }
    assertThat(page()).contains(line);
  }
}
