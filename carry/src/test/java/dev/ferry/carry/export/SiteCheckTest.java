package dev.ferry.carry.export;

import static dev.ferry.carry.export.ConnectedSide.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.request.Request;
import dev.ferry.model.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inventories and requests that are of somebody else, or old. */
class SiteCheckTest {
  @TempDir private Path folder;
  private ConnectedSide side;

  @BeforeEach
  void open() {
    side = new ConnectedSide(folder);
  }

  @Test
  void whatIsOfAnotherSideIsRefused() {
    WrittenExport first = side.export(1, "usb");
    side.wish(side.bundle(2)).against(side.inventory(1, Optional.of(first))).to("usb2").export();
    Wish third = side.wish(side.bundle(3)).to("usb3");
    refuses(Failure.REFUSED, "another site", third.against(ConnectedSide.elsewhere())::export);
    Inventory elsewhere =
        ConnectedSide.inventory(
            9, List.of(), List.of(ConnectedSide.confirmed(first, "plant-9", 1)));
    refuses(Failure.REFUSED, "plant-9", third.against(elsewhere)::export);
    Request foreign = new Request("0000000000", ConnectedSide.SITE, List.of(), 0);
    refuses(Failure.REFUSED, "another connected side", () -> side.answer(foreign, "usb3"));
  }

  @Test
  void anOlderInventoryIsWarnedOf() {
    WrittenExport first = side.export(1, "usb");
    side.wish(side.bundle(2)).against(side.inventory(8, Optional.of(first))).to("usb2").export();
    Inventory older = side.inventory(7, Optional.of(first));
    side.wish(side.bundle(3)).against(older).to("usb3").export();
    assertThat(side.said()).anyMatch(warning -> warning.contains("older"));
    assertThat(side.ledger().state().inventory().orElseThrow().entries()).isEqualTo(8);
  }
}
