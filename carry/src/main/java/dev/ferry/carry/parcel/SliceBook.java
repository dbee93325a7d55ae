package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;

/**
 * Which file has each slice of a parcel in good order. Slices are checked when they are first
 * needed. Rows are parts: data slices are compared with the manifest, slices of parity with the
 * table of the file that they are in. Safe for threads.
 */
final class SliceBook {
  private static final int UNKNOWN = 0;
  private static final int LOST = -1;

  private final ParcelManifest manifest;
  private final PartLayout layout;
  private final List<List<PartFile>> files = new ArrayList<>();

  /**
   * By part and stripe: the number of the file among those of the part, from 1, or what is known.
   */
  private final List<AtomicIntegerArray> sources = new ArrayList<>();

  SliceBook(ParcelManifest manifest, List<PartFile> all) {
    this.manifest = manifest;
    this.layout = manifest.layout();
    Map<Integer, List<PartFile>> byPart =
        all.stream().collect(Collectors.groupingBy(PartFile::part));
    for (int part = 1; part <= layout.parts(); part++) {
      files.add(byPart.getOrDefault(part, List.of()));
      sources.add(new AtomicIntegerArray(seen(part) ? layout.slicesOf(part) : 0));
    }
  }

  /**
   * Reads a good slice.
   *
   * @return false where no file has it in good order
   */
  boolean read(int part, int stripe, byte[] to) {
    List<PartFile> copies = files.get(part - 1);
    if (copies.isEmpty()) {
      return false;
    }
    AtomicIntegerArray known = sources.get(part - 1);
    int source = known.get(stripe);
    if (source > 0 && readFrom(copies.get(source - 1), part, stripe, to)) {
      return true;
    }
    for (int i = 0; i < copies.size() && source != LOST; i++) {
      if (isGood(copies.get(i), stripe, to)) {
        known.set(stripe, i + 1);
        return true;
      }
    }
    known.set(stripe, LOST);
    return false;
  }

  /** Whether some file has it in good order; reads it if that is not known. */
  boolean has(int part, int stripe, byte[] buffer) {
    if (files.get(part - 1).isEmpty()) {
      return false;
    }
    int source = sources.get(part - 1).get(stripe);
    return source > 0 || (source == UNKNOWN && read(part, stripe, buffer));
  }

  /** Whether there is any file of a part. */
  boolean seen(int part) {
    return !files.get(part - 1).isEmpty();
  }

  /** The files of a part. */
  List<PartFile> copies(int part) {
    return files.get(part - 1);
  }

  /** Whether this file has the slice in good order; if not, that is noted. */
  boolean isGood(PartFile file, int stripe, byte[] buffer) {
    int part = file.part();
    int length = length(part, stripe);
    if (readFrom(file, part, stripe, buffer) && matches(file, stripe, sha256(buffer, length))) {
      return true;
    }
    file.damagedSlice(stripe);
    return false;
  }

  /** A slice was computed again. */
  void mended(int part, int stripe) {
    files.get(part - 1).forEach(file -> file.mendedSlice(stripe));
  }

  private boolean readFrom(PartFile file, int part, int stripe, byte[] to) {
    long place = file.front() + (long) stripe * PartLayout.SLICE;
    return file.read(place, to, length(part, stripe));
  }

  private boolean matches(PartFile file, int stripe, byte[] digest) {
    if (!layout.isParity(file.part())) {
      return manifest.matches(layout.slice(file.part(), stripe), digest);
    }
    int from = stripe * ParcelManifest.DIGEST;
    return file.findTable()
        .filter(table -> Arrays.equals(table, from, from + digest.length, digest, 0, digest.length))
        .isPresent();
  }

  /** Bytes of a slice of a part. */
  int length(int part, int stripe) {
    return layout.isParity(part)
        ? layout.stripeLength(stripe)
        : layout.sliceLength(layout.slice(part, stripe));
  }

  static byte[] sha256(byte[] bytes, int length) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(bytes, 0, length);
    return sha256.digest();
  }

  /** Checks every slice of every file, copies too, so that all that is damaged can be named. */
  void checkAll(Progress.Task task) {
    List<PartFile> all = files.stream().flatMap(List::stream).toList();
    int[] ends = new int[all.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, layout.slicesOf(all.get(i).part()));
      ends[i] = end;
    }
    SliceWork.run(
        end,
        (number, buffer) -> {
          int found = Arrays.binarySearch(ends, number + 1);
          int index = found >= 0 ? found : -found - 1;
          PartFile file = all.get(index);
          int stripe = number - (ends[index] - layout.slicesOf(file.part()));
          note(file, stripe, isGood(file, stripe, buffer));
          task.advance(length(file.part(), stripe));
        });
    for (AtomicIntegerArray known : sources) {
      for (int stripe = 0; stripe < known.length(); stripe++) {
        known.compareAndSet(stripe, UNKNOWN, LOST);
      }
    }
  }

  private void note(PartFile file, int stripe, boolean good) {
    int number = files.get(file.part() - 1).indexOf(file) + 1;
    AtomicIntegerArray known = sources.get(file.part() - 1);
    if (good) {
      known.compareAndSet(stripe, UNKNOWN, number);
      known.compareAndSet(stripe, LOST, number);
    } else {
      known.compareAndSet(stripe, number, UNKNOWN);
    }
  }

  /** Bytes that {@link #checkAll} reads. */
  long bytes() {
    return files.stream()
        .flatMap(List::stream)
        .mapToLong(file -> layout.contentLength(file.part()))
        .sum();
  }
}
