package dev.ferry.carry.export;

import static dev.ferry.carry.export.ConnectedSide.item;
import static dev.ferry.carry.export.ConnectedSide.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small bundles on their way to a site that has the version before. */
class ExporterTest {
  @TempDir private Path folder;
  private ConnectedSide side;

  @BeforeEach
  void open() {
    side = new ConnectedSide(folder);
  }

  @Test
  void theFirstParcelIsWhole() {
    Goods goods = side.export(1, "usb").record().goods();
    assertThat(goods.number()).isOne();
    assertThat(goods.held()).isEmpty();
    assertThat(goods.roots())
        .singleElement()
        .satisfies(
            root -> {
              assertThat(root.name()).isEqualTo("env-v1");
              assertThat(root.needs().count()).isEqualTo(goods.count());
            });
    assertThat(item(goods, "large").orElseThrow().form()).isEqualTo(Item.Form.WHOLE);
  }

  @Test
  void whatAnInventoryListsStaysAtHomeAndTheRestIsADelta() {
    side.export(1, "usb");
    Goods goods = side.exportAgainstTheFirst(2, "usb2").record().goods();
    assertThat(item(goods, "large")).isEmpty();
    assertThat(goods.held()).anyMatch(blob -> blob.shown().contains("large"));
    Item moving = item(goods, "moving").orElseThrow();
    assertThat(moving.form()).isEqualTo(Item.Form.DELTA);
    assertThat(moving.length()).isLessThan(moving.blob().size() / 20);
    assertThat(goods.against()).isPresent();
  }

  @Test
  void theMediumSaysWhatItBringsAndRestsOn() {
    side.export(1, "usb");
    Goods goods = side.exportAgainstTheFirst(2, "usb2").record().goods();
    assertThat(folder.resolve("usb2/README.txt"))
        .content()
        .contains("Site     plant-7\n", "Number   2, planned at " + goods.created() + "\n")
        .contains("Brings   bundle env-v2, " + goods.roots().get(0).digest() + "\n")
        .contains("Rests on packages/moving-1.1-py3-none-any.whl\n")
        .contains(
            "站点     plant-7\n", "编号     2，计划于 ", "带来     包 env-v2，", "基于     packages/moving-1.1");
  }

  @Test
  void theSameCommandGoesOnWithTheSameParcel() throws IOException {
    WrittenExport first = side.export(1, "usb");
    Path lost = first.written().written().get(1);
    byte[] part = Files.readAllBytes(lost);
    Files.delete(lost);
    WrittenExport again = side.export(1, "usb");
    assertThat(again.parcel().id()).isEqualTo(first.parcel().id());
    assertThat(again.written().written()).containsExactly(lost);
    assertThat(Files.readAllBytes(lost)).isEqualTo(part);
    assertThat(side.ledger().records()).hasSize(1);
  }

  @Test
  void aDeltaThatWasLostIsMadeAgainTheSame() throws IOException {
    side.export(1, "usb");
    WrittenExport first = side.exportAgainstTheFirst(2, "usb2");
    Folders.delete(side.store().root().resolve("deltas"));
    WrittenExport again = side.exportAgainstTheFirst(2, "usb3");
    assertThat(again.parcel().id()).isEqualTo(first.parcel().id());
  }

  @Test
  void partsThatAreSurelyTooManyAreRefusedBeforeAnyWork() {
    Wish tiny = side.wish(side.grown(2)).parts(new PartOptions(5_000, 10, "FRY"));
    refuses(Failure.REFUSED, "the most is 255", tiny::export);
    assertThat(side.ledger().records()).isEmpty();
  }

  @Test
  void aFolderWithAnotherParcelIsRefusedAndNothingIsRecorded() {
    side.export(1, "usb");
    refuses(Failure.REFUSED, "is part 1 of parcel", () -> side.exportAgainstTheFirst(2, "usb"));
    assertThat(side.ledger().records()).hasSize(1);
    assertThat(side.exportAgainstTheFirst(2, "usb2").record().number()).isEqualTo(2);
  }

  @Test
  void namesThatMoveAreRefused() throws IOException {
    Path latest = Files.move(side.bundle(1), folder.resolve("env-latest"));
    refuses(Failure.REFUSED, "tomorrow", side.wish(latest)::export);
  }

  @Test
  void damagedBytesAreNotCarried() throws IOException {
    Path wheel = side.bundle(1).resolve("packages/same-1.0-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(wheel);
    bytes[100] ^= 1;
    Files.write(wheel, bytes);
    refuses(Failure.VERIFICATION, "damaged", side.wish(side.bundle(1))::export);
  }

  @Test
  void aFileTravelsAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "hello", UTF_8);
    Goods goods = side.wish().file(file).export().record().goods();
    assertThat(goods.roots())
        .singleElement()
        .satisfies(root -> assertThat(root.digest()).isEqualTo(Digest.of("hello".getBytes(UTF_8))));
  }
}
