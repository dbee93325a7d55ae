package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that anything was done to: what is given out is right, or nothing is. */
class ParcelReaderFuzzTest {
  @TempDir Path folder;

  @Test
  void whatIsGivenOutIsRight() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 5_000, 71);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(1, 200));
    Path good = folder.resolve("good");
    ParcelWriter.write(plan, good, Progress.NONE);
    byte[] payload = Parcels.payload(items);
    Path fuzzed = Files.createDirectories(folder.resolve("fuzzed"));
    Random random = new Random(72);
    int whole = 0;
    for (int round = 0; round < 300; round++) {
      for (int part = 1; part <= plan.layout().parts(); part++) {
        byte[] bytes = Files.readAllBytes(Parcels.part(good, part));
        byte[] other = Files.readAllBytes(Parcels.part(good, 1 + random.nextInt(3)));
        Files.write(fuzzed.resolve("f" + part), mutate(bytes, other, random));
      }
      whole += read(fuzzed, plan, payload) ? 1 : 0;
    }
    assertThat(whole).isBetween(50, 295);
  }

  private static boolean read(Path folder, ParcelPlan plan, byte[] payload) throws IOException {
    ParcelScan scan = ParcelScan.scan(List.of(folder));
    boolean whole = false;
    for (FoundParcel found : scan.parcels()) {
      found.check(Progress.NONE);
      PartNeed need = found.need();
      assertThat(need.enough()).isLessThanOrEqualTo(need.missing().size());
      if (found.whole()) {
        assertThat(found.id()).isEqualTo(plan.id());
        assertThat(found.manifest().goods()).isEqualTo(Parcels.GOODS);
        assertThat(Parcels.read(found)).isEqualTo(payload);
        whole = true;
      } else {
        assertThat(found.findManifest().isPresent() && opens(found)).isFalse();
      }
    }
    return whole;
  }

  private static boolean opens(FoundParcel found) throws IOException {
    try {
      return Parcels.read(found).length > 0;
    } catch (FerryException lost) {
      assertThat(lost.getMessage()).contains("parity does not cover it");
      return false;
    }
  }

  private static byte[] mutate(byte[] bytes, byte[] other, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 2 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + at);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
      }
      case 3 -> {
        int count = Math.min(bytes.length, other.length) - at;
        System.arraycopy(other, Math.min(at, other.length), bytes, at, Math.max(0, count));
      }
      case 4 -> {
        byte[] noise = new byte[Math.min(bytes.length - at, 1 + random.nextInt(700))];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, noise.length);
      }
      case 5 -> {
        int digit = random.nextInt(480);
        bytes[digit] = (byte) ('0' + random.nextInt(10));
      }
      default -> {
        // This one stays as it is.
      }
    }
    return bytes;
  }
}
