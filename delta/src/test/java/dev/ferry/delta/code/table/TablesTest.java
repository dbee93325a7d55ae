package dev.ferry.delta.code.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.StreamKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One small library, compiled from two versions of one source (beside it). */
class TablesTest {
  private static final byte[] OLD = TableTrip.fixture("old.so");
  private static final byte[] NEW = TableTrip.fixture("new.so");

  private static byte[] library(String name) {
    return name.equals("old") ? OLD : NEW;
  }

  @ParameterizedTest
  @CsvSource({"old,new", "new,old", "old,old", "new,new"})
  void tablesComeBackBitForBit(String from, String to) {
    TableTrip trip = new TableTrip(library(from), library(to), address -> address);
    assertThat(trip.decode()).isEqualTo(library(to));
    assertThat(trip.streams().isReadWhole()).isTrue();
  }

  @Test
  void everyKindOfTableIsPlanned() {
    TableTrip trip = new TableTrip(OLD, NEW, address -> address);
    assertThat(trip.plan().tasks().stream().map(TablePlan.Task::kind).distinct())
        .containsExactly(TableKind.values());
  }

  @Test
  void whatIsEqualCostsNearlyNothing() {
    assertThat(new TableTrip(NEW, NEW, address -> address).streams().size()).isLessThan(1500);
  }

  /** With a map that knows nothing the result is the same, only larger. */
  @Test
  void aMapMayBeWrong() {
    Random random = new Random(3);
    List<Long> answers = random.longs(1000).boxed().toList();
    TableTrip wrong = new TableTrip(OLD, NEW, address -> answers.get(Math.floorMod(address, 1000)));
    TableTrip plain = new TableTrip(OLD, NEW, address -> address);
    assertThat(wrong.decode()).isEqualTo(NEW);
    assertThat(wrong.streams().size()).isGreaterThan(plain.streams().size());
  }

  @Test
  void anyChangeOfTheNewLibraryComesBack() {
    Random random = new Random(11);
    int planned = 0;
    for (int i = 0; i < 150; i++) {
      byte[] changed = change(random, NEW);
      TableTrip trip = new TableTrip(OLD, changed, address -> address);
      assertThat(trip.decode()).isEqualTo(changed);
      planned += trip.plan().tasks().size();
    }
    assertThat(planned).isGreaterThan(600);
  }

  @Test
  void anyChangeOfTheOldLibraryComesBack() {
    Random random = new Random(12);
    for (int i = 0; i < 150; i++) {
      TableTrip trip = new TableTrip(change(random, OLD), NEW, address -> address);
      assertThat(trip.decode()).isEqualTo(NEW);
    }
  }

  /** A few bytes anywhere behind the program headers, more of them in tables; never the outline. */
  private static byte[] change(Random random, byte[] library) {
    byte[] changed = library.clone();
    TablePlan plan = new TableTrip(library, library, address -> address).plan();
    for (int i = random.nextInt(12); i >= 0; i--) {
      TablePlan.Range range = plan.freshRanges().get(random.nextInt(plan.freshRanges().size()));
      int at = (int) range.offset() + random.nextInt((int) range.size());
      changed[at] = (byte) (random.nextBoolean() ? random.nextInt() : changed[at] ^ 1);
    }
    return changed;
  }

  @Test
  void damagedStreamsAreRefusedOrGiveOtherBytes() {
    Random random = new Random(13);
    int refused = 0;
    int equal = 0;
    StreamKind[] kinds =
        Arrays.stream(StreamKind.values())
            .filter(kind -> kind.number() >= 30 && kind.number() < 60)
            .toArray(StreamKind[]::new);
    for (int i = 0; i < 3000; i++) {
      TableTrip trip = new TableTrip(OLD, NEW, address -> address);
      StreamKind kind = kinds[random.nextInt(kinds.length)];
      trip.streams().replace(kind, damage(random, trip.streams().bytes(kind)));
      try {
        equal += Arrays.equals(trip.decode(), NEW) ? 1 : 0;
      } catch (BadDelta e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 2999);
    assertThat(equal).isLessThan(1500);
  }

  private static byte[] damage(Random random, byte[] stream) {
    byte[] damaged = Arrays.copyOf(stream, Math.max(0, stream.length - random.nextInt(3) + 1));
    for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }
}
