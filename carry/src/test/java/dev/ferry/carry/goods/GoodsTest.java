package dev.ferry.carry.goods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.layout.Form;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.python.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of contents of a parcel, read as hostile. */
class GoodsTest {
  private static final Goods GOODS =
      new Goods(
          new ExporterId("0123456789abcdef0123456789abcdef"),
          Optional.of(new SiteName("plant-7")),
          3,
          Optional.of(digest(9)),
          Instant.parse("2026-11-21T23:59:59Z"),
          List.of(
              new Root.Bundle(
                  "env-v2",
                  digest(3),
                  Form.OCI,
                  Numbers.parse("0-4"),
                  List.of(new Root.NamedFile("index.json", digest(4)))),
              new Root.Image("env-v2", digest(5), digest(3), List.of(digest(1)), Numbers.of(1, 3)),
              new Root.File("notes.txt", digest(4), Numbers.of(3))),
          List.of(blob(0, 10), blob(1, 20)),
          List.of(Item.whole(blob(3, 30)), Item.delta(blob(4, 40), 7, 1), Item.whole(blob(5, 0))));

  private static Digest digest(int number) {
    return Digest.of(new byte[] {(byte) number});
  }

  private static Blob blob(int number, long size) {
    return new Blob(digest(number), size, Optional.of("packages/a-" + number + ".whl"));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(Goods.parse("goods", GOODS.bytes())).isEqualTo(GOODS);
    assertThat(GOODS.places()).containsExactly(0, 30, 37, 37);
    assertThat(GOODS.blob(3)).isEqualTo(blob(4, 40));
  }

  @Test
  void everyFieldIsNamedWhenItIsWrong() {
    refuses("\"format\":1", "\"format\":2", "`format`");
    refuses("\"number\":3", "\"number\":0", "`number`");
    refuses("plant-7", "Plant-7", "`site`");
    refuses("2026-11-21", "2026-02-31", "`created`");
    refuses("\"bases\":\"1\"", "\"bases\":\"3\"", "`items[1].bases`");
    refuses("\"bases\":\"1\"", "\"bases\":\"\"", "`items[1].bases`");
    refuses("\"bases\":\"1\"", "\"bases\":\"1,1\"", "`items[1].bases`");
    refuses("\"length\":7", "\"length\":70368744177665", "`items[1].length`");
    refuses("\"bases\":\"1\",", "", "`items[1].length`");
    refuses("\"needs\":\"0-4\"", "\"needs\":\"0-5\"", "`roots[0].needs`");
    refuses("\"size\":30", "\"size\":70368744177664", "payload");
    refuses("\"name\":\"notes.txt\"", "\"name\":\"../notes\"", "`roots[2].name`");
    refuses("\"name\":\"notes.txt\"", "\"name\":\"latest\"", "`roots[2].name`");
    refuses("\"needs\":\"3\"", "\"needs\":\"2\"", "`roots[2].digest`");
    refuses("\"path\":\"index.json\"", "\"path\":\"evidence/../index.json\"", "files[0].path");
    refuses("packages/a-0.whl", "\\u202ea", "`held[0].title`");
    refuses(digest(1).toString(), digest(0).toString(), "each blob once");
    refuses("\"form\":\"oci\"", "\"form\":\"odd\"", "`roots[0].form`");
    refuses("\"site\":", "\"sight\":", "sight");
  }

  private static void refuses(String old, String fresh, String words) {
    String good = new String(GOODS.bytes(), StandardCharsets.UTF_8);
    assertThat(good).contains(old);
    String at = good.substring(0, good.indexOf(old)) + fresh;
    String changed = at + good.substring(good.indexOf(old) + old.length());
    assertThatThrownBy(() -> Goods.parse("goods", changed.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(words);
  }

  @Test
  void nothingElseIsThrown() {
    int refused = Mutations.tryBytes(5000, GOODS.bytes(), bytes -> Goods.parse("goods", bytes));
    assertThat(refused).isGreaterThan(3000);
  }

  @Test
  void numbersHaveOneSpelling() {
    assertThat(Numbers.of(7, 3, 4, 2, 4)).hasToString("2-4,7");
    assertThat(Numbers.parse("2-4,7").stream()).containsExactly(2, 3, 4, 7);
    assertThat(Numbers.parse("")).isEqualTo(Numbers.NONE);
    for (String wrong : List.of("1,2", "4-3", "3-3", "01", "1,", "-1", "7,3", "1000000", " 1")) {
      assertThatThrownBy(() -> Numbers.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sitesThatMoveOrCannotBeTypedAreRefused() {
    assertThat(SiteName.given("plant-7")).hasToString("plant-7");
    assertThatThrownBy(() -> SiteName.given("latest")).hasMessageContaining("tomorrow");
    assertThatThrownBy(() -> SiteName.given("Plant-7"))
        .isInstanceOfSatisfying(
            FerryException.class,
            e -> assertThat(e.hint().orElseThrow().english()).contains("plant-7"));
    for (String wrong : List.of("", "-a", "a-", "a_b", "工厂", "a".repeat(33))) {
      assertThatThrownBy(() -> SiteName.given(wrong)).isInstanceOf(FerryException.class);
    }
  }
}
