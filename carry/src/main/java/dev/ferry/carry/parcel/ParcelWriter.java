package dev.ferry.carry.parcel;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes parcels. A part that lies there and is right stays, so the same call goes on after
 * anything: a kill, a full medium, one that was pulled out. Data parts are written one after the
 * other, parity parts side by side in one pass over the payload.
 */
public final class ParcelWriter {
  private ParcelWriter() {}

  /** Writes all parts of a parcel, {@code README.txt} and {@code check.sh}. */
  public static WrittenParcel write(ParcelPlan plan, Path folder, Progress progress) {
    return writeOnly(plan, folder, plan.allParts(), progress);
  }

  /**
   * Writes some parts, because they did not arrive.
   *
   * @param folder made where it is missing; nothing in it is removed
   * @param parts numbers from 1
   * @throws dev.ferry.model.FerryException of kind ENVIRONMENT where the medium is full or gone,
   *     REFUSED where a part of another parcel lies under the same name, VERIFICATION where an item
   *     is not what it was when the plan was made
   */
  public static WrittenParcel writeOnly(
      ParcelPlan plan, Path folder, Set<Integer> parts, Progress progress) {
    SortedSet<Integer> wanted = new TreeSet<>(parts);
    if (!plan.allParts().containsAll(wanted)) {
      throw new IllegalArgumentException("Bad value for `parts`: " + parts);
    }
    makeFolder(folder);
    SortedSet<Integer> right = ExistingParts.right(plan, folder, wanted, progress);
    SortedSet<Integer> missing = new TreeSet<>(wanted);
    missing.removeAll(right);
    Medium.require(plan, folder, missing);
    // First: whoever finds what a killed run left can ask check.sh.
    Companions.write(plan, folder, wanted);
    write(plan, folder, missing, progress);
    StagedPart.force(folder);
    requireThere(plan, folder, wanted);
    return new WrittenParcel(
        paths(plan, folder, missing), paths(plan, folder, right), plan.bytes(missing));
  }

  /**
   * Looks whether parts of another parcel lie where these would be written, before anything is.
   *
   * @throws dev.ferry.model.FerryException of kind REFUSED where one does
   */
  public static void requireNoOther(ParcelPlan plan, Path folder) {
    ExistingParts.requireNoOther(plan, folder);
  }

  private static void write(
      ParcelPlan plan, Path folder, SortedSet<Integer> missing, Progress progress) {
    PartLayout layout = plan.layout();
    Text what = Text.of("Writing %s", "写入 %s", Text.count(missing.size(), "part", "个分卷"));
    try (Progress.Task task = progress.start(what, plan.bytes(missing))) {
      SortedSet<Integer> data = missing.headSet(layout.dataParts() + 1);
      for (int part : data) {
        DataPartWriter.write(plan, folder, part, task);
      }
      SortedSet<Integer> parity = missing.tailSet(layout.dataParts() + 1);
      if (!parity.isEmpty()) {
        ParityPartsWriter.write(plan, folder, parity, task);
      }
    }
  }

  /** A medium that was pulled out takes parts along, and later ones land on another disk. */
  private static void requireThere(ParcelPlan plan, Path folder, Set<Integer> parts) {
    for (int part : parts) {
      Path file = folder.resolve(plan.layout().name(part));
      try {
        if (Files.size(file) != plan.fileSize(part)) {
          throw new NoSuchFileException(file.toString());
        }
      } catch (IOException failure) {
        throw StagedPart.failure(failure, file);
      }
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw StagedPart.failure(failure, folder);
    }
  }

  private static List<Path> paths(ParcelPlan plan, Path folder, Set<Integer> parts) {
    List<Path> paths = new ArrayList<>();
    for (int part : parts) {
      paths.add(folder.resolve(plan.layout().name(part)));
    }
    return paths;
  }
}
