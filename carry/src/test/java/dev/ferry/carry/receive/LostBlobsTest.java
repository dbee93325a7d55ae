package dev.ferry.carry.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ferry.bundle.verify.Verifier;
import dev.ferry.carry.depot.DepotReport;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.model.Progress;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blobs that a disk damaged come again, with whatever brings them: all that names them is right.
 */
class LostBlobsTest {
  private static final String WHEEL = "packages/steady-1.0-py3-none-any.whl";
  private static final byte[] NOTES = "what to do\n".repeat(40).getBytes(UTF_8);

  @TempDir private Path folder;
  private Path depot;
  private byte[] wheel;

  @BeforeEach
  void twoBundlesAndAFile() throws IOException {
    depot = folder.resolve("site");
    Path first = Sites.bundle(folder.resolve("env-v1"), "1.0");
    wheel = Files.readAllBytes(first.resolve(WHEEL));
    Sites.take(depot, first);
    Sites.take(depot, Sites.bundle(folder.resolve("env-v2"), "2.0"));
    Sites.take(depot, HandMade.in(folder.resolve("usb1"), 1).file("notes.txt", NOTES).write());
  }

  /** A disk that forgets bytes does not tell the time. */
  private void damage(String file) throws IOException {
    Path damaged = depot.resolve(file);
    damaged.toFile().setWritable(true);
    try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 100);
    }
    Seal.put(damaged);
  }

  private void assertRight() throws IOException {
    for (String name : List.of("env-v1", "env-v2")) {
      Verifier.verify(depot.resolve("bundles").resolve(name), Progress.NONE).orThrow();
    }
    assertThat(depot.resolve("files/notes.txt")).hasBinaryContent(NOTES);
    assertThat(Sites.check(depot).isClean()).isTrue();
  }

  @Test
  void anAnswerWithoutABundleMendsEveryBundleAndFile() throws IOException {
    damage("bundles/env-v1/" + WHEEL);
    damage("files/notes.txt");
    DepotReport report = Sites.check(depot);
    assertThat(report.broken())
        .extracting(DepotReport.Broken::name)
        .containsExactlyInAnyOrder("env-v1", "env-v2", "notes.txt");

    Outcome outcome =
        Sites.take(depot, HandMade.in(folder.resolve("usb2"), 2).item(wheel).item(NOTES).write())
            .get(0);
    assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(outcome.details())
        .extracting(line -> line.english().strip())
        .containsExactly(
            "`bundles/env-v1` was damaged and is put right",
            "`bundles/env-v2` was damaged and is put right",
            "`files/notes.txt` was damaged and is put right");
    assertRight();
  }

  @Test
  void aBundleThatComesAgainMendsTheOthersToo() throws IOException {
    damage("bundles/env-v1/" + WHEEL);
    Sites.check(depot);
    Sites.take(depot, folder.resolve("env-v1"));
    assertRight();
  }

  @Test
  void aParcelThatComesAgainMendsItsFile() throws IOException {
    damage("files/notes.txt");
    Sites.check(depot);
    assertThat(Sites.take(depot, folder.resolve("usb1")).get(0).result())
        .isEqualTo(ImportResult.COMPLETE);
    assertRight();

    Files.delete(depot.resolve("files/notes.txt"));
    assertThat(Sites.check(depot).isClean()).as("its blob is here").isTrue();
    assertRight();
  }

  @Test
  void aFileThatIsGoneWithItsBlobIsNamed() throws IOException {
    damage("files/notes.txt");
    Sites.check(depot);
    Files.delete(depot.resolve("files/notes.txt"));
    DepotReport report = Sites.check(depot);
    assertThat(report.isClean()).isFalse();
    assertThat(report.broken())
        .extracting(DepotReport.Broken::name, one -> one.missing().size())
        .containsExactly(tuple("notes.txt", 1));
  }

  @Test
  void aWholeAnswerIsJudgedByItsItems() throws IOException {
    Path answer = HandMade.in(folder.resolve("usb2"), 2).item(wheel).write();
    Sites.take(depot, answer);
    assertThat(Sites.take(depot, answer).get(0).line().english()).contains("nothing to do");
    damage("bundles/env-v1/" + WHEEL);
    Sites.check(depot);
    Outcome outcome = Sites.take(depot, answer).get(0);
    assertThat(outcome.line().english()).contains("imported", "1 new blob");
    assertRight();
  }
}
