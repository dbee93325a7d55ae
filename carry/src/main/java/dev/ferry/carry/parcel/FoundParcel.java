package dev.ferry.carry.parcel;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A parcel of which parts were found. Slices are checked against the manifest before they are given
 * out; each is checked when it is first needed, or all at once by {@link #check}. Safe for threads.
 */
public final class FoundParcel {
  private final FoundManifest found;
  private final List<PartFile> files;
  private final WholeParts wholeParts;
  private final @Nullable SliceBook book;
  private final @Nullable SliceReader reader;
  private byte[] last = {};
  private int lastSlice = -1;

  private FoundParcel(FoundManifest found, List<PartFile> files, @Nullable SliceBook book) {
    this.found = found;
    this.files = List.copyOf(files);
    this.wholeParts = new WholeParts(files);
    this.book = book;
    this.reader = book == null ? null : new SliceReader(found.manifest().orElseThrow(), book);
  }

  static FoundParcel of(FoundManifest found, List<PartFile> files) {
    if (found.manifest().isEmpty()) {
      return new FoundParcel(found, files, null);
    }
    ParcelManifest manifest = found.manifest().get();
    List<PartFile> usable =
        files.stream().filter(file -> FileJudge.isUsable(file, manifest)).toList();
    return new FoundParcel(found, files, new SliceBook(manifest, usable));
  }

  public ParcelId id() {
    return found.id();
  }

  /** The manifest, if a good copy of it was in one of the parts. */
  public Optional<ParcelManifest> findManifest() {
    return found.manifest();
  }

  /**
   * Why nobody can take this parcel, whatever other parts bring: its manifest, undamaged, says what
   * no manifest may say, or is of a later format.
   */
  public Optional<Text> refusal() {
    return found.refusal();
  }

  /**
   * The manifest.
   *
   * @throws FerryException of kind VERIFICATION where no part has a good copy of it
   */
  public ParcelManifest manifest() {
    return found
        .manifest()
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.VERIFICATION,
                    Text.of(
                        "Cannot read parcel `%s`: no part that is here has its manifest; bring %s",
                        "无法读取包裹 `%s`：现有分卷中没有清单；请补送%s", id().abbreviated(), need().text())));
  }

  /** Numbers of the parts of which there are files, damaged ones too. */
  public SortedSet<Integer> parts() {
    SortedSet<Integer> parts = new TreeSet<>();
    files.forEach(file -> parts.add(file.part()));
    return parts;
  }

  /** The files that hold the parts, in order of their names. */
  public List<Path> files() {
    return files.stream().map(PartFile::path).sorted().toList();
  }

  /** Reads and hashes everything, so that {@link #faults} and {@link #need} know all. */
  public void check(Progress progress) {
    long bytes = book == null ? wholeParts.bytes() : book.bytes();
    Text what =
        Text.of("Checking parcel %s, %s", "检查包裹 %s，%s", id().abbreviated(), new DataSize(bytes));
    try (Progress.Task task = progress.start(what, bytes)) {
      if (book == null) {
        wholeParts.check(task);
      } else {
        book.checkAll(task);
        found.checkCopies(files);
      }
    }
  }

  /** What was found wrong so far, by file. */
  public List<FileFault> faults() {
    List<FileFault> faults = new ArrayList<>();
    files.forEach(file -> faults.addAll(file.faults()));
    return faults;
  }

  /** Which parts would make it whole; reads what was not checked yet. */
  public PartNeed need() {
    return book == null ? wholeParts.need() : NeedCount.of(manifest().layout(), book);
  }

  /** Whether all of it is there, or can be repaired. */
  public boolean whole() {
    return book != null && need().isNothing();
  }

  /** Whether a range of the payload is there, or can be repaired. */
  public boolean whole(long offset, long length) {
    if (reader == null) {
      return false;
    }
    Objects.checkFromIndexSize(offset, length, manifest().layout().payload());
    byte[] buffer = new byte[PartLayout.SLICE];
    for (long place = offset - offset % PartLayout.SLICE;
        place < offset + length;
        place += PartLayout.SLICE) {
      if (!reader.has((int) (place / PartLayout.SLICE), buffer)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A range of the payload. What is lost is computed again while it is read; where much is lost,
   * {@link #repair} first is faster.
   *
   * @return a stream; not for several threads. Its reads, and this call, throw a {@link
   *     FerryException} of kind VERIFICATION where a slice is lost, ENVIRONMENT where a file has
   *     gone
   */
  public InputStream open(long offset, long length) {
    PartLayout layout = manifest().layout();
    Objects.checkFromIndexSize(offset, length, layout.payload());
    if (length < PartLayout.SLICE) {
      byte[] few = new byte[(int) length];
      small(offset, few);
      return new ByteArrayInputStream(few);
    }
    return new PayloadStream(offset, length, this::slice);
  }

  private void slice(int slice, byte[] to) {
    if (!Objects.requireNonNull(reader).read(slice, to)) {
      throw lost(manifest().layout().partOf(slice));
    }
  }

  /** Small items lie side by side: their slice is read once. */
  private synchronized void small(long offset, byte[] to) {
    if (last.length == 0) {
      last = new byte[PartLayout.SLICE];
    }
    for (int done = 0; done < to.length; ) {
      int slice = (int) ((offset + done) / PartLayout.SLICE);
      if (slice != lastSlice) {
        lastSlice = -1;
        slice(slice, last);
        lastSlice = slice;
      }
      int start = (int) ((offset + done) % PartLayout.SLICE);
      int count = Math.min(to.length - done, PartLayout.SLICE - start);
      System.arraycopy(last, start, to, done, count);
      done += count;
    }
  }

  private FerryException lost(int part) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot read parcel `%s`: a slice of part %d is lost, and parity does not cover it",
                "无法读取包裹 `%s`：第 %d 卷有切片丢失，且校验分卷不足以恢复", id().abbreviated(), part))
        .hint(Text.of("Bring %s", "请补送%s", need().text()));
  }

  /**
   * Computes all that is lost and can be computed, into a scratch file that reading then uses. It
   * takes at most as many bytes as were lost, and is the caller's to remove.
   */
  public void repair(Path scratch, Progress progress) {
    manifest();
    Objects.requireNonNull(reader).repairAll(scratch, progress);
  }

  /**
   * Keeps all that is good in a folder, as parts, until the rest arrives. What the folder has
   * already stays; scan it together with what arrives.
   *
   * @throws FerryException of kind ENVIRONMENT where the disk is full; the same call goes on
   */
  public void keep(Path folder, Progress progress) {
    new ParcelKeeper(found, files, folder).keep(book, progress);
  }
}
