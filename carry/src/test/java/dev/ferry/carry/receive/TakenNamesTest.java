package dev.ferry.carry.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that belong to something else, and names that a person gives. */
class TakenNamesTest {
  private static final byte[] OLD = "as it was\n".repeat(30).getBytes(UTF_8);
  private static final byte[] MORE = "more\n".repeat(30).getBytes(UTF_8);
  private static final byte[] NEW = "as it is now\n".repeat(30).getBytes(UTF_8);

  @TempDir private Path folder;

  private Path depot() {
    return folder.resolve("site");
  }

  private HandMade parcel(int number) {
    return HandMade.in(folder.resolve("usb" + number), number);
  }

  private Outcome take(Path... paths) {
    List<Outcome> outcomes = Sites.take(depot(), paths);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private Outcome takeAs(String name, Path path) {
    ImportRequest request =
        new ImportRequest(
            List.of(path), depot(), Optional.of(name), Optional.empty(), List.of(), false);
    List<Outcome> outcomes = Importer.run(request, Progress.NONE);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private Path file(String name) {
    return depot().resolve("files").resolve(name);
  }

  @Test
  void whatALaterParcelBroughtKeepsItsName() {
    Path older = parcel(1).file("notes.txt", OLD).write();
    assertThat(take(parcel(2).file("notes.txt", NEW).write()).result())
        .isEqualTo(ImportResult.COMPLETE);

    Outcome outcome = take(older);
    assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(outcome.line().english())
        .contains("Parcel 1 is older than parcel 2", "`--as NAME` keeps it beside");
    assertThat(outcome.details()).isEmpty();
    assertThat(outcome.receipt()).isPresent();
    assertThat(file("notes.txt")).hasBinaryContent(NEW);

    assertThat(takeAs("old.txt", older).result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(file("old.txt")).hasBinaryContent(OLD);
    assertThat(file("notes.txt")).hasBinaryContent(NEW);
  }

  @Test
  void whatIsNewInAnOlderParcelIsKeptAndEntered() {
    take(parcel(2).file("notes.txt", NEW).write());
    Outcome outcome = take(parcel(1).file("notes.txt", OLD).file("more.txt", MORE).write());
    assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(outcome.roots())
        .extracting(RootReceipt::state)
        .containsExactly(RootState.REFUSED, RootState.KEPT);
    assertThat(file("more.txt")).hasBinaryContent(MORE);
    assertThat(Depot.open(depot()).ledger().read().entries())
        .anySatisfy(
            entry -> {
              assertThat(entry.parcel().orElseThrow().number()).isEqualTo(1);
              assertThat(entry.result()).isEqualTo(ImportResult.REFUSED);
            });
  }

  @Test
  void anOlderParcelThatLiesIsRefusedAllTheSame() {
    take(parcel(2).file("notes.txt", NEW).write());
    Root lie = new Root.File("other.txt", Digest.of(NEW.clone()), Numbers.of(0));
    Outcome outcome = take(parcel(1).item(OLD).root(lie).write());
    assertThat(outcome.result()).isEqualTo(ImportResult.REFUSED);
    assertThat(outcome.line().english()).contains("`roots[0].digest`");
    assertThat(outcome.details()).noneMatch(line -> line.english().contains("--as"));
  }

  @Test
  void aNameOfAnotherExporterIsRefusedAndTheWayOutIsSaid() {
    take(parcel(2).file("notes.txt", NEW).write());
    Path other = parcel(1).exporter('b').file("notes.txt", OLD).write();
    Outcome outcome = take(other);
    assertThat(outcome.result()).isEqualTo(ImportResult.REFUSED);
    assertThat(outcome.details())
        .anyMatch(line -> line.english().contains("with `--as NAME` keeps it beside"));
    assertThat(takeAs("theirs.txt", other).result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(file("theirs.txt")).hasBinaryContent(OLD);
  }

  @Test
  void partsThatCameOneByOneStayWhenTheNameIsTaken() throws IOException {
    byte[] large = new byte[3 << 20];
    new Random(4).nextBytes(large);
    Path usb = parcel(1).exporter('b').file("notes.txt", large).write(2 << 20);
    Path second = Files.createDirectories(folder.resolve("second")).resolve("b.FRY");
    Files.move(usb.resolve("P0000002.FRY"), second);
    assertThat(take(usb).result()).isEqualTo(ImportResult.INCOMPLETE);
    take(parcel(2).file("notes.txt", NEW).write());

    Outcome refused = take(second);
    assertThat(refused.result()).isEqualTo(ImportResult.REFUSED);
    Path held = depot().resolve("parcels").resolve(refused.receipt().orElseThrow().parcel());
    assertThat(refused.details()).anyMatch(line -> line.english().contains(held.toString()));
    assertThat(take(parcel(3).file("more.txt", OLD).write()).result())
        .as("what is refused is not refused with every import")
        .isEqualTo(ImportResult.COMPLETE);

    assertThat(takeAs("large.bin", held).result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(file("large.bin")).hasBinaryContent(large);
    assertThat(held).doesNotExist();
    assertThat(Sites.check(depot()).isClean()).isTrue();
  }

  @Test
  void aFinishedParcelIsKeptOnceMoreUnderAnotherName() {
    Path usb = parcel(1).file("notes.txt", OLD).write();
    take(usb);
    Outcome outcome = takeAs("copy.txt", usb);
    assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(file("copy.txt")).hasBinaryContent(OLD);
    assertThat(file("notes.txt")).hasBinaryContent(OLD);
    assertThat(takeAs("copy.txt", usb).line().english()).contains("nothing to do");
  }

  @Test
  void anotherNameIsForOneThing() {
    parcel(1).file("one.txt", OLD).write();
    parcel(2).file("two.txt", NEW).write();
    assertThatThrownBy(() -> takeAs("three.txt", folder))
        .isInstanceOfSatisfying(
            FerryException.class, wrong -> assertThat(wrong.failure()).isEqualTo(Failure.USAGE))
        .hasMessageContaining("`one.txt`, `two.txt`");
    assertThat(depot().resolve("files")).doesNotExist();
  }

  @Test
  void aParcelThatComesAgainIsAnsweredWithAReceipt() {
    Path usb = parcel(7).site("plant-7").file("notes.txt", OLD).write();
    take(usb);
    Outcome again = take(usb);
    assertThat(again.line().english()).contains("already: nothing to do");
    assertThat(again.details()).isEmpty();
    var receipt = again.receipt().orElseThrow();
    assertThat(receipt.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(receipt.number()).isEqualTo(7);
    assertThat(receipt.site()).isEqualTo("plant-7");
    assertThat(receipt.inventory().orElseThrow().roots()).hasSize(1);
    assertThat(receipt.roots()).extracting(RootReceipt::state).containsExactly(RootState.PRESENT);
    assertThat(ReceiptFile.read(depot().resolve("receipts/" + receipt.parcel() + ".json")))
        .isEqualTo(receipt);
  }
}
