package dev.ferry.carry.parcel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A file that holds a part, with what is known to be wrong with it. Safe for threads. */
final class PartFile {
  private final Path path;
  private final long size;
  private final int part;
  private final long front;
  private final @Nullable PartHeader header;
  private final List<Text> faults = new ArrayList<>();
  private final BitSet bad = new BitSet();
  private final BitSet mended = new BitSet();
  private byte @Nullable [] table;

  private PartFile(Path path, long size, int part, long front, @Nullable PartHeader header) {
    this.path = path;
    this.size = size;
    this.part = part;
    this.front = front;
    this.header = header;
  }

  /** A file with a good header. */
  static PartFile of(Path path, long size, PartHeader header) {
    PartFile file = new PartFile(path, size, header.part(), header.front(), header);
    if (size != header.fileSize()) {
      file.fault(
          Text.of(
              size < header.fileSize()
                  ? "it was cut off: it has %d bytes, want %d"
                  : "something follows its end: it has %d bytes, want %d",
              size < header.fileSize() ? "被截断：有 %d 字节，应为 %d 字节" : "末尾有多余内容：有 %d 字节，应为 %d 字节",
              size,
              header.fileSize()));
    }
    return file;
  }

  /** A file that is known by its content alone. */
  static PartFile headless(Path path, long size, int part, long front) {
    PartFile file = new PartFile(path, size, part, front, null);
    file.fault(
        Text.of(
            "its beginning is damaged; it is part %d by its content", "开头已损坏；按内容是第 %d 卷", part));
    return file;
  }

  Path path() {
    return path;
  }

  int part() {
    return part;
  }

  Optional<PartHeader> findHeader() {
    return Optional.ofNullable(header);
  }

  /** Where its slices begin. */
  long front() {
    return front;
  }

  long size() {
    return size;
  }

  /** The digests of its slices, for parity. */
  Optional<byte[]> findTable() {
    return Optional.ofNullable(table);
  }

  void table(byte[] digests) {
    this.table = digests;
  }

  synchronized void fault(Text what) {
    if (!faults.contains(what)) {
      faults.add(what);
    }
  }

  synchronized void damagedSlice(int stripe) {
    bad.set(stripe);
  }

  /** What is wrong with a slice does no harm: it was computed again. */
  synchronized void mendedSlice(int stripe) {
    mended.set(stripe);
  }

  /** What was found wrong so far. */
  synchronized List<FileFault> faults() {
    List<FileFault> all = new ArrayList<>();
    for (Text fault : faults) {
      all.add(new FileFault(path, fault));
    }
    if (!bad.isEmpty()) {
      SortedSet<Integer> numbers = new TreeSet<>();
      bad.stream().limit(SHOWN_SLICES).forEach(stripe -> numbers.add(stripe + 1));
      all.add(
          new FileFault(
              path,
              Text.of(
                  "part %d: %s damaged: %s%s",
                  "第 %d 卷：损坏 %s：%s%s",
                  part,
                  Text.count(bad.cardinality(), "slice", "个切片"),
                  PartNeed.ranges(numbers) + (bad.cardinality() > SHOWN_SLICES ? " …" : ""),
                  mended())));
    }
    return all;
  }

  private Text mended() {
    BitSet both = (BitSet) bad.clone();
    both.and(mended);
    int count = both.cardinality();
    if (count == 0) {
      return Text.same("");
    }
    return count == bad.cardinality()
        ? Text.of("; repaired", "；已修复")
        : Text.of("; %d repaired", "；已修复 %d 个", count);
  }

  private static final int SHOWN_SLICES = 200;

  /**
   * Reads from the file.
   *
   * @return false where it ends before, or the medium cannot read this place
   * @throws FerryException of kind ENVIRONMENT where the file is gone
   */
  boolean read(long place, byte[] to, int length) {
    ByteBuffer rest = ByteBuffer.wrap(to, 0, length);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (rest.hasRemaining()) {
        if (channel.read(rest, place + rest.position()) < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException failure) {
      if (!Files.exists(path)) {
        throw new FerryException(
                Failure.ENVIRONMENT,
                Text.of("Cannot read `%s`: it is gone", "无法读取 `%s`：文件已不存在", path),
                failure)
            .hint(Text.of("Is the medium still there? Try again", "介质是否仍在？请重试"));
      }
      fault(Text.of("the medium cannot read all of it", "介质有部分内容无法读出"));
      return false;
    }
  }

  /** The bytes there, where the file has them all. */
  Optional<byte[]> find(long place, long length) {
    if (place < 0 || length < 0 || place > size - length || length > ManifestCodec.LARGEST) {
      return Optional.empty();
    }
    byte[] bytes = new byte[(int) length];
    return read(place, bytes, bytes.length) ? Optional.of(bytes) : Optional.empty();
  }
}
