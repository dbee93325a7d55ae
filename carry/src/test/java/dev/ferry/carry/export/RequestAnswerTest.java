package dev.ferry.carry.export;

import static dev.ferry.carry.export.ConnectedSide.item;
import static dev.ferry.carry.export.ConnectedSide.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.carry.ledger.LedgerRebuild;
import dev.ferry.carry.request.Request;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.carry.request.Wanted;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site asks for is brought again. */
class RequestAnswerTest {
  @TempDir private Path folder;
  private ConnectedSide side;

  @BeforeEach
  void open() {
    side = new ConnectedSide(folder);
  }

  private Request request(WrittenExport export, Numbers parts, Numbers blobs) {
    return new Request(
        export.record().goods().exporter(),
        ConnectedSide.SITE,
        List.of(new Wanted(export.record().number(), parts, blobs)));
  }

  @Test
  void lostPartsComeAgainByteForByte() {
    WrittenExport first = side.export(1, "usb");
    Request typed =
        RequestCodec.decode(RequestCodec.encode(request(first, Numbers.of(2), Numbers.NONE)));
    assertThat(side.answer(typed, "usb2"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.written().written()).hasSize(1);
              Path part = one.written().written().get(0);
              Path name = part.getFileName();
              assertThat(part).hasSameBinaryContentAs(folder.resolve("usb").resolve(name));
            });
  }

  @Test
  void aPlanOfAnAnswerWritesAndLearnsNothing() {
    WrittenExport first = side.export(1, "usb");
    Digest state = side.ledger().state().digest();
    Request request = request(first, Numbers.of(2), Numbers.of(0));
    List<PlannedAnswer> planned =
        new RequestAnswer(side.store(), List.of(), side)
            .plan(request, folder.resolve("usb2"), ConnectedSide.OPTIONS);
    assertThat(planned).extracting(one -> one.record().number()).containsExactly(1, 2);
    assertThat(planned.get(0).parts()).containsExactly(2);
    assertThat(planned.get(0).folder()).isEqualTo(folder.resolve("usb2/P1"));
    assertThat(folder.resolve("usb2")).doesNotExist();
    assertThat(side.ledger().records()).hasSize(1);
    assertThat(side.ledger().state().digest()).isEqualTo(state);
    assertThat(side.answer(request, "usb2"))
        .extracting(one -> one.written().bytes())
        .containsExactly(planned.get(0).bytes(), planned.get(1).bytes());
  }

  @Test
  void aBaseThatIsNotThereComesWholeAndIsNoBaseAnyMore() {
    side.export(1, "usb");
    WrittenExport second = side.exportAgainstTheFirst(2, "usb2");
    Goods goods = second.record().goods();
    int base = item(goods, "moving").orElseThrow().bases().stream().findFirst().orElseThrow();
    Request request = request(second, Numbers.NONE, Numbers.of(base));
    WrittenExport brought = side.answer(request, "usb3").get(0);
    Goods answer = brought.record().goods();
    assertThat(answer.number()).isEqualTo(3);
    assertThat(answer.roots()).isEmpty();
    assertThat(answer.items()).containsExactly(Item.whole(goods.blob(base)));
    assertThat(side.ledger().state().denied()).contains(goods.blob(base).digest());
    assertThat(side.answer(request, "usb3"))
        .as("the same request again")
        .allMatch(one -> one.parcel().id().equals(brought.parcel().id()));
  }

  @Test
  void aLedgerThatWasLostIsMadeOfKeptParcels() throws IOException {
    WrittenExport first = side.export(1, "usb");
    Folders.delete(side.store().root().resolve(ExportLedger.FOLDER));
    Request request = request(first, Numbers.of(1), Numbers.NONE);
    refuses(Failure.REFUSED, "never exported", () -> side.answer(request, "usb2"));
    LedgerRebuild ledger = new LedgerRebuild(ExportLedger.of(side.store()));
    refuses(Failure.REFUSED, "No parcel", () -> ledger.rebuild(List.of(side.bundle(1))));
    assertThat(ledger.rebuild(List.of(folder.resolve("usb")))).hasSize(1);
    assertThat(ledger.rebuild(List.of(folder.resolve("usb")))).as("once").isEmpty();
    refuses(Failure.ENVIRONMENT, "large-1.0", () -> side.answer(request, "usb2"));
    WrittenExport brought = side.answer(request, "usb2", side.bundle(1)).get(0);
    assertThat(brought.parcel().id()).isEqualTo(first.parcel().id());
  }
}
