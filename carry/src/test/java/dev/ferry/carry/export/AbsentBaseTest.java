package dev.ferry.carry.export;

import static dev.ferry.carry.export.ConnectedSide.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.lock.Workbench;
import dev.ferry.bundle.lock.WorkbenchSetup;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.inventory.BlobKind;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site has and this machine has not. */
class AbsentBaseTest {
  @TempDir private Path folder;
  private ConnectedSide side;

  @BeforeEach
  void open() {
    side = new ConnectedSide(folder);
  }

  /** The site has the old wheel; this machine never saw it, and then somebody names it. */
  @Test
  void itIsToldAndTakenUpOnceItIsHere() throws IOException {
    Path old = side.grown(1);
    Path fresh = side.grown(2);
    Inventory inventory = ConnectedSide.inventory(1, wheels(old), List.of());
    WrittenExport whole = side.wish(fresh).against(inventory).export();
    assertThat(item(whole.record().goods(), "grown").orElseThrow().form())
        .isEqualTo(Item.Form.WHOLE);
    assertThat(side.said())
        .anyMatch(note -> note.contains("the site has 1.1, which is not on this machine"));
    WrittenExport again = side.wish(fresh).against(inventory).export();
    assertThat(again.parcel().id()).isEqualTo(whole.parcel().id());
    assertThat(side.said())
        .anyMatch(note -> note.startsWith("Goes on with parcel 1 as planned at"));
    Wish based = side.wish(fresh).against(inventory).base(old).to("usb2");
    WrittenExport delta = based.export();
    assertThat(side.said()).anyMatch(note -> note.startsWith("Planned anew as parcel 2"));
    assertThat(item(delta.record().goods(), "grown").orElseThrow().form())
        .isEqualTo(Item.Form.DELTA);
    assertThat(delta.record().goods().held())
        .as("nothing rests on the parcel that this one replaces")
        .allMatch(blob -> blob.shown().contains("grown-1.1"));
    assertThat(based.export().parcel().id()).isEqualTo(delta.parcel().id());
    side.said();
    Folders.delete(old);
    side.wish(fresh).against(inventory).to("usb2").export();
    assertThat(side.said())
        .as("a plan that has it as a delta is taken up without the base")
        .anyMatch(note -> note.startsWith("Goes on with parcel 2"))
        .noneMatch(note -> note.contains("travels whole"));
    assertThat(side.ledger().records()).hasSize(2);
  }

  /** Exports the second version while a folder of links stands for an index. */
  private Item grownBesideLinks(Path old, byte[] offered) throws IOException {
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.write(links.resolve("grown-1.1-py3-none-any.whl"), offered);
    SourceOptions options =
        new SourceOptions(Optional.empty(), List.of(), List.of(links.toString()), true);
    WorkbenchSetup setup =
        new WorkbenchSetup(
            side.store(),
            Map.of("PIP_CONFIG_FILE", "/dev/null"),
            List.of(),
            folder,
            options,
            Set.of(),
            Set.of(),
            false,
            false,
            false,
            side);
    Inventory inventory = ConnectedSide.inventory(1, wheels(old), List.of());
    try (IndexBases bases = new IndexBases(() -> Workbench.open(setup).index(), side)) {
      WrittenExport export = side.wish(side.grown(2)).against(inventory).export(bases);
      return item(export.record().goods(), "grown").orElseThrow();
    }
  }

  @Test
  void itIsFetchedAgainByItsDigest() throws IOException {
    Path old = side.grown(1);
    byte[] wheel = Files.readAllBytes(old.resolve("packages/grown-1.1-py3-none-any.whl"));
    Item grown = grownBesideLinks(old, wheel);
    assertThat(grown.form()).isEqualTo(Item.Form.DELTA);
    assertThat(grown.length()).isLessThan(grown.blob().size() / 100);
    assertThat(side.said())
        .anyMatch(note -> note.startsWith("Fetched `grown-1.1-py3-none-any.whl`"))
        .noneMatch(note -> note.contains("travels whole"));
  }

  @Test
  void otherBytesUnderItsNameAreNoBase() throws IOException {
    Path old = side.grown(1);
    byte[] wheel = Files.readAllBytes(old.resolve("packages/grown-1.1-py3-none-any.whl"));
    wheel[wheel.length / 2] ^= 1;
    assertThat(grownBesideLinks(old, wheel).form()).isEqualTo(Item.Form.WHOLE);
    assertThat(side.said())
        .filteredOn(note -> note.contains("grown"))
        .singleElement()
        .satisfies(note -> assertThat(note).contains("travels whole", "no index has these bytes"));
  }

  private static List<HeldBlob> wheels(Path bundle) {
    return ConnectedSide.held(bundle).stream()
        .filter(blob -> blob.kind() == BlobKind.WHEEL)
        .toList();
  }
}
