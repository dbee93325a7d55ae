package dev.ferry.carry.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.carry.inventory.BlobKind;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.carry.receive.ImportRequest;
import dev.ferry.carry.receive.Importer;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.store.Durable;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleImportTest {
  @TempDir private Path folder;

  private Path depot() {
    return folder.resolve("site");
  }

  private Path bundle(String name, String version) {
    return Sites.bundle(folder.resolve(name), version);
  }

  @Test
  void aBundleIsRebuiltWithTheSameRoot() {
    Path source = bundle("env-v1", "1.0");
    Digest root = Bundle.open(source).root();

    assertThat(Sites.take(depot(), source).get(0).roots().get(0).state()).isEqualTo(RootState.KEPT);

    Path kept = depot().resolve("bundles/env-v1");
    assertThat(Verifier.verify(kept, Progress.NONE).orThrow().bundle().root()).isEqualTo(root);
    assertThat(Sites.check(depot()).isClean()).isTrue();
    assertThat(Depot.open(depot()).ledger().read().entries()).hasSize(1);
  }

  @Test
  void nothingIsSharedWithWhatWasImported() throws IOException {
    Path source = bundle("env-v1", "1.0");
    Sites.take(depot(), source);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "gone");
      }
    }
    assertThat(Sites.check(depot()).isClean()).isTrue();
  }

  @Test
  void theSameBundleAgainIsSaidAndChangesNothing() {
    Path source = bundle("env-v1", "1.0");
    Sites.take(depot(), source);
    assertThat(Sites.take(depot(), source).get(0).roots().get(0).state())
        .isEqualTo(RootState.PRESENT);
    assertThat(Depot.open(depot()).ledger().read().entries()).hasSize(1);
  }

  @Test
  void anotherBundleOfTheSameNameNeedsAnotherName() throws IOException {
    Sites.take(depot(), bundle("env", "1.0"));
    Files.createDirectories(folder.resolve("other"));
    Path other = bundle("other/env", "2.0");
    assertThatThrownBy(() -> Sites.take(depot(), other))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> assertThat(refused.failure()).isEqualTo(Failure.REFUSED))
        .hasMessageContaining("`env`");

    ImportRequest named =
        new ImportRequest(
            List.of(other), depot(), Optional.of("env-2"), Optional.empty(), List.of(), false);
    Importer.run(named, Progress.NONE);
    assertThat(new Bundles(Depot.open(depot())).names()).containsExactly("env", "env-2");
  }

  @Test
  void aDamagedBundleIsRefusedAndLeavesNoName() throws IOException {
    Path source = bundle("env-v1", "1.0");
    Path wheel = source.resolve("packages/steady-1.0-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(wheel);
    bytes[bytes.length / 2] ^= 1;
    Files.write(wheel, bytes);
    assertThatThrownBy(() -> Sites.take(depot(), source))
        .isInstanceOfSatisfying(
            FerryException.class,
            wrong -> assertThat(wrong.failure()).isEqualTo(Failure.VERIFICATION));
    assertThat(new Bundles(Depot.open(depot())).names()).isEmpty();
    assertThat(Sites.check(depot()).isClean()).isTrue();
  }

  @Test
  void aFolderThatIsNoDepotIsLeftAlone() throws IOException {
    Files.createDirectories(depot());
    Files.writeString(depot().resolve("letter.txt"), "mine");
    assertThatThrownBy(() -> Sites.take(depot(), bundle("env-v1", "1.0")))
        .hasMessageContaining("letter.txt");
  }

  @Test
  void damageIsFoundAndTheSameBundleMendsIt() throws IOException {
    Path source = bundle("env-v1", "1.0");
    Sites.take(depot(), source);
    Path wheel = depot().resolve("bundles/env-v1/packages/steady-1.0-py3-none-any.whl");
    wheel.toFile().setWritable(true);
    try (FileChannel channel = FileChannel.open(wheel, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 100);
    }
    // A disk that forgets a bit does not tell the time.
    Seal.put(wheel);

    DepotReport report = Sites.check(depot());
    assertThat(report.isClean()).isFalse();
    assertThat(report.broken()).hasSize(1);
    assertThat(report.broken().get(0).name()).isEqualTo("env-v1");
    assertThat(report.broken().get(0).missing()).hasSize(1);

    Sites.take(depot(), source);
    assertThat(Sites.check(depot()).isClean()).isTrue();
    Verifier.verify(depot().resolve("bundles/env-v1"), Progress.NONE).orThrow();
  }

  @Test
  void aChangedScriptAndAMissingLinkArePutRight() throws IOException {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Path kept = depot().resolve("bundles/env-v1");
    Files.writeString(kept.resolve("verify.sh"), "exit 0\n");
    Files.delete(kept.resolve("packages/steady-1.0-py3-none-any.whl"));
    Files.writeString(kept.resolve("SHA256SUMS"), "");

    DepotReport report = Sites.check(depot());
    assertThat(report.isClean()).isTrue();
    assertThat(report.repaired()).isNotEmpty();
    Verifier.verify(kept, Progress.NONE).orThrow();
  }

  @Test
  void aBlobThatIsStillInABundleIsPutBack() throws IOException {
    Path source = bundle("env-v1", "1.0");
    Sites.take(depot(), source);
    Digest wheel =
        Digest.of(Files.readAllBytes(source.resolve("packages/steady-1.0-py3-none-any.whl")));
    Files.delete(Depot.open(depot()).store().path(wheel));
    assertThat(Sites.check(depot()).isClean()).isTrue();
    assertThat(Depot.open(depot()).store().find(wheel)).isPresent();
  }

  @Test
  void onlyWhatNothingNeedsIsCollected() {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Sites.take(depot(), bundle("env-v2", "2.0"));
    Depot depot = Depot.open(depot());
    assertThat(Collector.collect(depot, List.of(), false).blobs()).isZero();

    Collector.Removed trial = Collector.collect(depot, List.of("env-v1"), true);
    assertThat(new Bundles(depot).names()).contains("env-v1");
    Collector.Removed removed = Collector.collect(depot, List.of("env-v1"), false);
    assertThat(removed).isEqualTo(trial);
    assertThat(removed.blobs()).isPositive();
    assertThat(new Bundles(depot).names()).containsExactly("env-v2");
    assertThat(Sites.check(depot()).isClean()).isTrue();
    Verifier.verify(depot().resolve("bundles/env-v2"), Progress.NONE).orThrow();
  }

  @Test
  void aTornLineOfTheLedgerIsPassedOverAndGoes() throws IOException {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Path ledger = depot().resolve("ledger.jsonl");
    Files.writeString(
        ledger, "{\"at\":\"2026-1", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    assertThat(Depot.open(depot()).ledger().read().entries()).hasSize(1);
    assertThat(Sites.check(depot()).isClean()).isTrue();

    Sites.take(depot(), bundle("env-v2", "2.0"));
    assertThat(Depot.open(depot()).ledger().read().entries()).hasSize(2);
    assertThat(Depot.open(depot()).ledger().read().problems()).isEmpty();
  }

  @Test
  void aLineOfTheLedgerThatCannotBeReadIsSetAside() throws IOException {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Path ledger = depot().resolve("ledger.jsonl");
    byte[] line = Files.readAllBytes(ledger);
    byte[] garbage = {0, 0, (byte) 0xff, 'x', '\n'};
    Files.write(ledger, garbage);
    Files.write(ledger, line, StandardOpenOption.APPEND);
    Files.writeString(ledger, "{\"event\":\"party\"}\n", StandardOpenOption.APPEND);
    assertThat(Depot.open(depot()).ledger().read().lines()).isEqualTo(3);

    DepotReport tried = DepotCheck.check(Depot.openToRead(depot()), true, Progress.NONE);
    assertThat(tried.repaired()).hasSize(2);
    assertThat(tried.isClean()).as("nothing has to be brought").isTrue();
    assertThat(depot().resolve("ledger.damaged")).doesNotExist();
    DepotReport report = Sites.check(depot());
    assertThat(report.isClean()).isTrue();
    assertThat(report.repaired())
        .hasSize(2)
        .allMatch(said -> said.english().contains("set aside in `ledger.damaged`"));
    assertThat(depot().resolve("ledger.damaged"))
        .hasBinaryContent(
            (new String(garbage, StandardCharsets.ISO_8859_1) + "{\"event\":\"party\"}\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    Ledger.Content after = Depot.open(depot()).ledger().read();
    assertThat(after.problems()).isEmpty();
    assertThat(after.lines()).as("a later inventory has no smaller number").isEqualTo(3);
    assertThat(after.entries().get(1).roots()).hasSize(1);
    Sites.take(depot(), bundle("env-v2", "2.0"));
    assertThat(Sites.check(depot()).repaired()).isEmpty();
  }

  @Test
  void aDepotThatWasCopiedIsAsGood() throws IOException {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(depot())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(depot().relativize(file).toString()));
      }
    }
    DepotReport report = Sites.check(copy);
    assertThat(report.isClean()).isTrue();
    assertThat(report.repaired()).isEmpty();
    Sites.take(copy, bundle("env-v2", "2.0"));
    assertThat(Collector.collect(Depot.open(copy), List.of("env-v1"), false).blobs()).isPositive();
    Verifier.verify(copy.resolve("bundles/env-v2"), Progress.NONE).orThrow();
  }

  @Test
  void whatAKilledRunLeftGoesWithTheNextOne() throws IOException {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Path left = depot().resolve("bundles/.env-v2.part/packages");
    Files.createDirectories(left);
    Sites.take(depot(), bundle("env-v2", "2.0"));
    assertThat(depot().resolve("bundles/.env-v2.part")).doesNotExist();
    assertThat(new Bundles(Depot.open(depot())).names()).containsExactly("env-v1", "env-v2");
  }

  @Test
  void theScratchOfAKilledRunGoesWithTheNextOne() throws IOException {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Path scratch = Files.createDirectories(depot().resolve("partial/apply-123"));
    Files.writeString(scratch.resolve("made"), "x".repeat(1000));
    Files.writeString(depot().resolve("partial/repair-77.part"), "x".repeat(500));

    Depot opened = Depot.open(depot());
    assertThat(Collector.collect(opened, List.of(), true).size().bytes()).isEqualTo(1500);
    assertThat(scratch).exists();
    try (DepotLock lock = opened.lock(Progress.NONE)) {
      assertThat(lock.freed()).isEqualTo(1500);
    }
    assertThat(depot().resolve("partial")).isEmptyDirectory();
  }

  @Test
  void whereThereIsNothingToImportNoDepotIsMade() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> Sites.take(depot(), empty)).isInstanceOf(FerryException.class);
    assertThatThrownBy(() -> Sites.take(depot(), folder.resolve("absent")))
        .isInstanceOf(FerryException.class);
    assertThat(depot()).doesNotExist();
  }

  @Test
  void theInventoryTellsWheelsAndIsReadBack() {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Inventory inventory = InventoryMaker.make(Depot.open(depot()), List.of(), Progress.NONE);
    assertThat(inventory.findRoot(RootKind.BUNDLE, "env-v1")).isPresent();
    assertThat(inventory.blobs())
        .filteredOn(blob -> blob.kind() == BlobKind.WHEEL)
        .extracting(HeldBlob::name, HeldBlob::version, HeldBlob::tags)
        .containsExactlyInAnyOrder(
            tuple("steady", "1.0", "py3-none-any"), tuple("moving", "1.0", "py3-none-any"));
    assertThat(inventory.entries()).isEqualTo(1);

    Path file = folder.resolve("inventory.json");
    Durable.write(file, InventoryFile.bytes(inventory));
    assertThat(InventoryFile.read(file)).isEqualTo(inventory);
  }

  @Test
  void anInventoryNamesOnlyWhatIsLetOut() {
    Sites.take(depot(), bundle("env-v1", "1.0"));
    Inventory inventory = InventoryMaker.make(Depot.open(depot()), List.of("mov*"), Progress.NONE);
    assertThat(inventory.blobs()).extracting(HeldBlob::name).containsExactly("moving");
    assertThat(inventory.roots()).isEmpty();
  }

  @Test
  void aChangedByteOfTheSourceIsNeverKept() throws IOException {
    Path source = bundle("env-v1", "1.0");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("/blobs/"))
              .toList()) {
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 4;
        Files.write(file, changed);
        assertThatThrownBy(() -> Sites.take(depot(), source)).isInstanceOf(FerryException.class);
        Files.write(file, whole);
      }
    }
    assertThat(new Bundles(Depot.open(depot())).names()).isEmpty();
    Sites.take(depot(), source);
    assertThat(Sites.check(depot()).isClean()).isTrue();
  }
}
