package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code README.txt} and {@code check.sh} beside the parts. */
class CompanionsTest {
  @TempDir private Path folder;
  private List<Item> items;
  private ParcelPlan plan;

  @BeforeEach
  void cut() throws IOException {
    items = Parcels.items(folder.resolve("in"), 3_400_000, 52);
    plan = Parcels.plan(items, Parcels.slices(1, 25));
  }

  /** An item that is gone stops the export as a kill would, at the first part. */
  @Test
  void theyAreThereBeforeTheFirstPart() throws IOException {
    Files.delete(items.get(0).file());
    Path usb = folder.resolve("usb");
    assertThatThrownBy(() -> ParcelWriter.write(plan, usb, Progress.NONE))
        .isInstanceOf(FerryException.class);
    assertThat(usb.resolve("check.sh")).isNotEmptyFile();
    assertThat(usb.resolve("README.txt")).isNotEmptyFile();
    assertThat(Parcels.part(usb, 1)).doesNotExist();
  }

  @Test
  void theReadmeSaysWhatIsInTheFolderInBothLanguages() throws IOException {
    Text site = Text.of("Site     plant-7", "站点     plant-7");
    Path usb = folder.resolve("usb");
    ParcelWriter.writeOnly(plan.describedBy(List.of(site)), usb, Set.of(2, 3), Progress.NONE);
    assertThat(usb.resolve("README.txt"))
        .content()
        .contains("Site     plant-7\n", "站点     plant-7\n", "this folder: 2-3\n", "分卷：2-3\n")
        .contains("P0000002.FRY … P0000003.FRY, 2.1 MB;")
        .doesNotContain("{");
    ParcelWriter.write(plan, folder.resolve("all"), Progress.NONE);
    assertThat(folder.resolve("all/README.txt")).content().doesNotContain("asked for", "{");
    assertThat(folder.resolve("all/check.sh")).content().contains("\nasked=''\n");
  }
}
