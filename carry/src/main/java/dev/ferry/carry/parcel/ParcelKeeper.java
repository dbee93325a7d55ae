package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is good of a parcel into a folder, one file for each part, put together from all
 * copies of it. A file that is there is replaced only by one with more good slices.
 */
final class ParcelKeeper {
  private static final String SUFFIX = ".FRY";

  private final FoundManifest found;
  private final List<PartFile> files;
  private final Path folder;

  ParcelKeeper(FoundManifest found, List<PartFile> files, Path folder) {
    this.found = found;
    this.files = files;
    this.folder = folder;
  }

  void keep(@Nullable SliceBook book, Progress progress) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
    List<Integer> parts = files.stream().map(PartFile::part).distinct().sorted().toList();
    long bytes = book == null ? files.stream().mapToLong(PartFile::size).sum() : book.bytes();
    Text what = Text.of("Keeping %s", "保存 %s", Text.count(parts.size(), "part", "个分卷"));
    try (Progress.Task task = progress.start(what, bytes)) {
      for (int part : parts) {
        if (book == null) {
          copy(part, task);
        } else {
          keepPart(book, part, task);
        }
      }
    }
    StagedPart.force(folder);
  }

  private Path destination(int part) {
    return folder.resolve(PartLayout.stem(part) + SUFFIX);
  }

  /** Without the manifest: the best file as it is. */
  private void copy(int part, Progress.Task task) {
    Path destination = destination(part);
    Comparator<PartFile> wholeFirst =
        Comparator.comparing(file -> !WholeParts.isWhole(file, Progress.Task.NONE));
    PartFile best =
        files.stream()
            .filter(file -> file.part() == part)
            .min(wholeFirst.thenComparing(file -> !isAt(file, destination)))
            .orElseThrow();
    if (isAt(best, destination)) {
      return;
    }
    byte[] buffer = new byte[PartLayout.SLICE];
    try (StagedPart staged = StagedPart.create(destination, PartLayout.stem(part))) {
      for (long place = 0; place < best.size(); place += buffer.length) {
        int length = (int) Math.min(buffer.length, best.size() - place);
        if (!best.read(place, buffer, length)) {
          return;
        }
        staged.append(buffer, length);
        task.advance(length);
      }
      staged.publish();
    }
  }

  private void keepPart(SliceBook book, int part, Progress.Task task) {
    ParcelManifest manifest = found.manifest().orElseThrow();
    PartLayout layout = manifest.layout();
    int good = count(book, part, layout);
    Optional<PartFile> there =
        book.copies(part).stream().filter(file -> isAt(file, destination(part))).findFirst();
    if (good == 0 || (there.isPresent() && has(book, there.get(), layout) >= good)) {
      return;
    }
    write(book, part, task);
  }

  private static int count(SliceBook book, int part, PartLayout layout) {
    byte[] buffer = new byte[PartLayout.SLICE];
    int good = 0;
    for (int stripe = 0; stripe < layout.slicesOf(part) && book.seen(part); stripe++) {
      good += book.has(part, stripe, buffer) ? 1 : 0;
    }
    return good;
  }

  private static int has(SliceBook book, PartFile file, PartLayout layout) {
    byte[] buffer = new byte[PartLayout.SLICE];
    int good = 0;
    for (int stripe = 0; stripe < layout.slicesOf(file.part()); stripe++) {
      good += book.isGood(file, stripe, buffer) ? 1 : 0;
    }
    return good;
  }

  private void write(SliceBook book, int part, Progress.Task task) {
    ParcelManifest manifest = found.manifest().orElseThrow();
    PartLayout layout = manifest.layout();
    byte[] packed = layout.holdsManifest(part) ? found.packed() : new byte[0];
    byte[] table =
        book.copies(part).stream().findFirst().flatMap(PartFile::findTable).orElse(new byte[0]);
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[PartLayout.SLICE];
    try (StagedPart staged = StagedPart.create(destination(part), PartLayout.stem(part))) {
      staged.append(new byte[PartHeader.SIZE], PartHeader.SIZE);
      append(staged, digest, packed, packed.length);
      for (int stripe = 0; stripe < layout.slicesOf(part); stripe++) {
        int length = book.length(part, stripe);
        if (!book.read(part, stripe, buffer)) {
          Arrays.fill(buffer, (byte) 0);
        }
        append(staged, digest, buffer, length);
        task.advance(length);
      }
      append(staged, digest, table, table.length);
      staged.seek(0);
      staged.append(header(part, packed.length, table.length, digest).bytes(), PartHeader.SIZE);
      staged.publish();
    }
  }

  private static void append(StagedPart staged, MessageDigest digest, byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    staged.append(bytes, length);
  }

  /**
   * What lies in the folder is digested as it lies there: which slices are good, the manifest says.
   */
  private PartHeader header(int part, int packed, int table, MessageDigest digest) {
    PartLayout layout = found.manifest().orElseThrow().layout();
    return new PartHeader(
        found.id(),
        part,
        layout.dataParts(),
        layout.parityParts(),
        packed,
        table,
        layout.contentLength(part),
        Digest.from(digest.digest()));
  }

  private static boolean isAt(PartFile file, Path destination) {
    try {
      return Files.exists(destination) && Files.isSameFile(file.path(), destination);
    } catch (IOException failure) {
      return false;
    }
  }
}
