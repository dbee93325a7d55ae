package dev.ferry.delta.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedPlacesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 63, 64, 1000, 1L << 31, 1L << 39})
  void theSameAsATreeSays(long range) {
    Random random = new Random(range);
    for (int count = 1; count < 200; count = count * 2 + 1) {
      TreeSet<Long> tree = new TreeSet<>();
      long lowest = random.nextLong(1L << 20);
      for (int i = 0; i < count; i++) {
        tree.add(lowest + random.nextLong(range));
      }
      long[] places = new long[count + 3];
      int kept = 0;
      for (long place : tree) {
        places[kept++] = place;
      }
      SortedPlaces sorted = new SortedPlaces(places, kept);
      for (int i = 0; i < 500; i++) {
        long sought = lowest - 3 + random.nextLong(range + 6);
        assertThat(sorted.floor(sought)).isEqualTo(tree.headSet(sought, true).size() - 1);
      }
      for (int i = 0; i < kept; i++) {
        assertThat(sorted.floor(places[i])).isEqualTo(i);
        assertThat(sorted.floor(places[i] - 1)).isLessThan(i);
      }
    }
  }

  @Test
  void nothingIsBelowAnythingWhereThereIsNothing() {
    assertThat(new SortedPlaces(new long[0], 0).floor(Long.MAX_VALUE)).isEqualTo(-1);
  }
}
