package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Parcels of random bytes for tests. */
final class Parcels {
  static final byte[] GOODS = "{\"site\":\"plant-7\"}".getBytes(UTF_8);
  static final int SLICE = PartLayout.SLICE;

  private Parcels() {}

  /** Files of random bytes, pieces of which make the payload. */
  static List<Item> items(Path folder, long payload, long seed) throws IOException {
    Random random = new Random(seed);
    Files.createDirectories(folder);
    List<Item> items = new ArrayList<>();
    long rest = payload;
    while (rest > 0) {
      int length = (int) Math.min(rest, 1 + random.nextInt(3 * SLICE));
      int before = random.nextInt(100);
      byte[] bytes = new byte[before + length + random.nextInt(100)];
      random.nextBytes(bytes);
      Path file = folder.resolve(seed + "-" + items.size());
      Files.write(file, bytes);
      items.add(new Item(file, before, length));
      rest -= length;
    }
    return items;
  }

  static byte[] payload(List<Item> items) throws IOException {
    byte[] all = new byte[(int) items.stream().mapToLong(Item::length).sum()];
    int done = 0;
    for (Item item : items) {
      byte[] bytes = Files.readAllBytes(item.file());
      System.arraycopy(bytes, (int) item.from(), all, done, (int) item.length());
      done += (int) item.length();
    }
    return all;
  }

  /** Parts of so many slices, with room for the manifest. */
  static PartOptions slices(int slices, int parityPercent) {
    return new PartOptions(slices * (SLICE + 32L) + 20_000, parityPercent, "FRY");
  }

  static ParcelPlan plan(List<Item> items, PartOptions options) {
    return ParcelPlanner.plan(items, GOODS, options, Progress.NONE);
  }

  static Path part(Path folder, int number) {
    return folder.resolve(PartLayout.stem(number) + ".FRY");
  }

  /** The one parcel that is found. */
  static FoundParcel scan(Path... places) {
    ParcelScan scan = ParcelScan.scan(List.of(places));
    if (scan.parcels().size() != 1) {
      throw new AssertionError("found " + scan);
    }
    return scan.parcels().get(0);
  }

  static byte[] read(FoundParcel parcel) throws IOException {
    try (InputStream in = parcel.open(0, parcel.manifest().layout().payload())) {
      return in.readAllBytes();
    }
  }

  static void flip(Path file, long bit) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(bit / 8);
      int old = access.read();
      access.seek(bit / 8);
      access.write(old ^ 1 << (bit % 8));
    }
  }

  static void cut(Path file, int bytes) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(access.length() - bytes);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
