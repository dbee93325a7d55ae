package dev.ferry.carry.export;

import static dev.ferry.carry.export.ConnectedSide.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.inventory.Confirmed;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.parcel.PartOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site is believed to have that answers late, or never does. */
class UnconfirmedTest {
  @TempDir private Path folder;
  private ConnectedSide side;

  @BeforeEach
  void open() {
    side = new ConnectedSide(folder);
  }

  private Goods doubtful(int version) {
    return side.wish(side.bundle(version))
        .to("usb" + version)
        .unconfirmed(1)
        .export()
        .record()
        .goods();
  }

  /** With no way back, a parcel that was lost spoils as many as are believed back, no more. */
  @Test
  void whatNobodyConfirmsIsBelievedForAWhile() {
    List<Boolean> whole = new ArrayList<>();
    for (int version = 1; version <= 4; version++) {
      Goods goods = doubtful(version);
      assertThat(goods.number()).isEqualTo(version);
      whole.add(item(goods, "large").isPresent());
    }
    assertThat(whole).containsExactly(true, false, true, false);
  }

  @Test
  void anInventoryEndsTheDoubt() {
    WrittenExport first = side.export(1, "usb");
    Inventory inventory = side.inventory(4, Optional.of(first));
    for (int version = 2; version <= 4; version++) {
      Wish wish = side.wish(side.bundle(version)).to("usb" + version).unconfirmed(1);
      Goods goods = wish.against(inventory).export().record().goods();
      assertThat(item(goods, "large")).as("version %s", version).isEmpty();
    }
  }

  /** Somebody chooses other part sizes: the first parcel may never have left the house. */
  @Test
  void theSameGoodsInOtherPartsDoNotRestOnTheFirstOnes() {
    Goods first = side.export(1, "usb").record().goods();
    PartOptions others = new PartOptions(9_000_000, 0, "FRY");
    Goods second = side.wish(side.bundle(1)).parts(others).to("usb2").export().record().goods();
    assertThat(second.held()).isEmpty();
    assertThat(second.items()).hasSameSizeAs(first.items());
  }

  /** The site had it when the second parcel arrived, so it is damaged or collected since. */
  @Test
  void whatALaterInventoryMissesTravelsAgainThoughAnOlderParcelIsUnanswered() {
    side.export(1, "usb1");
    WrittenExport second = side.export(2, "usb2");
    Goods goods = second.record().goods();
    assertThat(goods.held()).anyMatch(blob -> blob.shown().contains("large"));
    List<HeldBlob> left =
        ConnectedSide.held(side.bundle(2)).stream()
            .filter(blob -> !blob.name().equals("large"))
            .toList();
    Confirmed only =
        new Confirmed(goods.exporter().hex(), "plant-7", List.of(new NumberRange(2, 2)));
    Inventory inventory = ConnectedSide.inventory(3, left, List.of(only));
    Goods again = side.wish(side.bundle(2)).against(inventory).to("usb3").export().record().goods();
    assertThat(item(again, "large").orElseThrow().form()).isEqualTo(Item.Form.WHOLE);
    assertThat(item(again, "same")).as("listed").isEmpty();
  }
}
