package dev.ferry.python.wheel;

import dev.ferry.model.FerryException;
import dev.ferry.store.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the large members of a wheel while the rest of it is still on its way.
 *
 * <p>The directory comes last, so this goes by the local headers, which nobody has vouched for yet.
 * That is a guess, and only work is at stake: {@link WheelRecordReader} takes a result only where
 * the directory of the whole wheel, whose digest was right, has the very same member at the same
 * place, and checks it against RECORD like any other. Where a guess fails nothing is said; the
 * reading of the whole wheel will say it.
 */
public final class EarlyMembers implements Arrival, AutoCloseable {
  /** Smaller members are left to the reading of the whole wheel, bytes in the wheel. */
  static final int WORTH = 1 << 20;

  /** A member that promises to grow more is not read before its wheel was judged as a whole. */
  private static final int MOST_GROWTH = 20;

  private final MemberReader reader;
  private final long size;
  private final int worth;
  private final WheelFault fault;
  private final Map<WheelMember, CompletableFuture<MemberReader.Content>> members =
      new ConcurrentHashMap<>();
  private @Nullable Thread walker;
  private long arrived;
  private boolean ended;

  /**
   * @param size bytes of the whole wheel
   * @param label file name for messages
   * @param worth members from this size on are read, bytes in the wheel
   */
  EarlyMembers(MemberReader reader, long size, String label, int worth) {
    this.reader = reader;
    this.size = size;
    this.worth = worth;
    this.fault = new WheelFault(label);
  }

  @Override
  public synchronized void grown(Path partial, long length) {
    arrived = length;
    if (walker == null && !ended) {
      walker = Thread.ofPlatform().daemon().name("early").start(() -> walk(partial));
    }
    notifyAll();
  }

  /** Bytes that are replaced may have been read: nothing that was read counts any more. */
  @Override
  public synchronized void begunAnew() {
    ended = true;
    members.clear();
    notifyAll();
  }

  /** No further member is begun. */
  synchronized void finish() {
    ended = true;
    notifyAll();
  }

  /** Whether a member of the whole wheel was begun. */
  boolean has(WheelMember member) {
    return members.containsKey(key(member));
  }

  /** What a member of the whole wheel says, where it was read; waits if that has only begun. */
  Optional<MemberReader.Content> find(WheelMember member) {
    CompletableFuture<MemberReader.Content> begun = members.get(key(member));
    try {
      return begun == null ? Optional.empty() : Optional.of(begun.join());
    } catch (CompletionException | CancellationException failed) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    begunAnew();
    Thread running = walker;
    if (running != null) {
      running.interrupt();
    }
  }

  private void walk(Path partial) {
    try (FileBytes bytes =
        FileBytes.of(partial, FileChannel.open(partial, StandardOpenOption.READ), size)) {
      long at = 0;
      for (Header header = header(bytes, at); header != null; header = header(bytes, at)) {
        at = header.end();
        if (header.worth(worth) && await(at)) {
          read(bytes, header);
        }
      }
    } catch (IOException | FerryException guessed) {
      finish();
    }
  }

  private void read(FileBytes bytes, Header header) {
    CompletableFuture<MemberReader.Content> content = new CompletableFuture<>();
    synchronized (this) {
      if (ended) {
        return;
      }
      members.put(header.member(), content);
    }
    try (InputStream in = new MemberStream(bytes, header.start(), header.member(), fault)) {
      content.complete(reader.read(in, header.member(), "sha256"));
    } catch (IOException | RuntimeException guessed) {
      content.completeExceptionally(guessed);
    } finally {
      // Whatever else ended the reading, nobody waits for it for ever.
      content.cancel(false);
    }
  }

  /** The mode stands in the directory alone. */
  private static WheelMember key(WheelMember member) {
    return new WheelMember(
        member.path(),
        member.offset(),
        member.compressedSize(),
        member.size(),
        member.method(),
        member.crc(),
        0);
  }

  /**
   * A local header.
   *
   * @param start where the member's bytes begin
   */
  private record Header(WheelMember member, long start) {
    long end() {
      return start + member.compressedSize();
    }

    boolean worth(int least) {
      return member.compressedSize() >= least
          && member.size() / MOST_GROWTH <= member.compressedSize();
    }
  }

  /** The header at a place; nothing where the members end or the header leaves sizes open. */
  private @Nullable Header header(FileBytes bytes, long at) {
    if (!await(at + LocalHeader.LENGTH)) {
      return null;
    }
    ByteBuffer in =
        ByteBuffer.wrap(bytes.read(at, LocalHeader.LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
    int flags = in.getShort(6) & 0xffff;
    long compressed = in.getInt(18) & 0xffffffffL;
    int name = in.getShort(26) & 0xffff;
    long start = at + LocalHeader.LENGTH + name + (in.getShort(28) & 0xffff);
    boolean open = (flags & ZipDirectory.DESCRIPTOR_FLAG) != 0 || compressed == 0xffffffffL;
    int method = in.getShort(8) & 0xffff;
    boolean known = method == WheelMember.STORED || method == WheelMember.DEFLATED;
    if (in.getInt(0) != LocalHeader.SIGNATURE || open || !known) {
      return null;
    }
    if (start + compressed > size || !await(start)) {
      return null;
    }
    String path =
        MemberPath.parse(
            bytes.read(at + LocalHeader.LENGTH, name),
            (flags & ZipDirectory.UTF8_FLAG) != 0,
            fault);
    long crc = in.getInt(14) & 0xffffffffL;
    long inflated = in.getInt(22) & 0xffffffffL;
    return new Header(new WheelMember(path, at, compressed, inflated, method, crc, 0), start);
  }

  /** Waits for the first {@code length} bytes; false where they will not come or are not wanted. */
  private synchronized boolean await(long length) {
    try {
      while (arrived < length && !ended && length <= size) {
        wait();
      }
      return arrived >= length && !ended;
    } catch (InterruptedException closed) {
      ended = true;
      return false;
    }
  }
}
