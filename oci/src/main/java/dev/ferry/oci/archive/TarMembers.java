package dev.ferry.oci.archive;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Lists a tar (POSIX.1-2017 {@code pax}, "ustar Interchange Format" and "pax Interchange Format",
 * and the long names and large numbers of GNU tar) by its headers alone. Nothing is unpacked, so
 * links lead nowhere.
 */
public final class TarMembers {
  private static final int LONGEST_RECORD = 1 << 16;

  /** What is between the members and behind them. */
  public enum Filling {
    /** It must be zeros: where it says something, someone put it there. */
    ZEROS,
    /** Nobody looks at it. */
    ANYTHING
  }

  /** Is told of each member. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes the next member.
     *
     * @param type {@code 0} for a regular file, else as in the header
     * @param path without {@code ./} before and a slash behind; not checked otherwise
     * @param link what a link leads to, in the same form; empty where it is none
     * @param extent where its bytes lie
     */
    void member(char type, String path, String link, Extent extent);
  }

  private final Path tar;
  private final FileChannel channel;
  private final long length;
  private final Visitor visitor;

  /** What an extension header says about the member after it. */
  private final Map<String, String> next = new HashMap<>();

  private TarMembers(Path tar, FileChannel channel, Visitor visitor) throws IOException {
    this.tar = tar;
    this.channel = channel;
    this.length = channel.size();
    this.visitor = visitor;
  }

  /**
   * Reads the headers of a tar.
   *
   * @param most most members that are read
   * @throws FerryException a verification failure where it is cut, damaged or no tar
   */
  public static void read(Path tar, int most, Filling filling, Visitor visitor) {
    try (FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ)) {
      new TarMembers(tar, channel, visitor).members(most, filling == Filling.ZEROS);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, tar);
    }
  }

  private void members(int most, boolean zeros) throws IOException {
    long position = 0;
    for (int count = 0; count < most; count++) {
      byte[] block = read(position, TarBlock.SIZE);
      if (TarBlock.isZero(block)) {
        if (zeros) {
          requireZeros(position, length);
        }
        return;
      }
      TarBlock header = TarBlock.parse(block).orElseThrow(() -> damaged("header"));
      long size = next.containsKey("size") ? number(next.get("size")) : header.size();
      long data = position + TarBlock.SIZE;
      if (size > length - data) {
        throw damaged("size");
      }
      member(header, data, size);
      position = data + (size + TarBlock.SIZE - 1) / TarBlock.SIZE * TarBlock.SIZE;
      if (zeros) {
        requireZeros(data + size, Math.min(position, length));
      }
    }
    throw damaged("members");
  }

  private void requireZeros(long from, long end) throws IOException {
    for (long at = from; at < end; at += LONGEST_RECORD) {
      if (!TarBlock.isZero(read(at, (int) Math.min(LONGEST_RECORD, end - at)))) {
        throw damaged("padding");
      }
    }
  }

  private void member(TarBlock header, long data, long size) throws IOException {
    switch (header.type()) {
      case 'x' -> records(read(data, bounded(size)));
      case 'g' -> read(data, bounded(size));
      case 'L' -> next.put("path", terminated(read(data, bounded(size))));
      case 'K' -> next.put("linkpath", terminated(read(data, bounded(size))));
      default -> {
        String path = plain(next.getOrDefault("path", header.name()));
        String link = plain(next.getOrDefault("linkpath", header.link()));
        next.clear();
        visitor.member(header.type(), path, link, Extent.of(tar, data, size));
      }
    }
  }

  /** Records of an extended header: {@code <length> <key>=<value>\n}. */
  private void records(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int space = indexOf(bytes, ' ', at);
      long count = number(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
      if (count <= space - at + 1 || count > bytes.length - at) {
        throw damaged("pax");
      }
      int end = at + (int) count - 1;
      int equals = indexOf(bytes, '=', space);
      if (equals >= end) {
        throw damaged("pax");
      }
      next.put(
          new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8),
          new String(bytes, equals + 1, end - equals - 1, StandardCharsets.UTF_8));
      at = end + 1;
    }
    if (next.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"))) {
      throw damaged("GNU.sparse");
    }
  }

  private int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw damaged("pax");
  }

  private long number(String digits) {
    if (!digits.matches("[0-9]{1,15}")) {
      throw damaged("pax");
    }
    return Long.parseLong(digits);
  }

  private int bounded(long size) {
    if (size > LONGEST_RECORD) {
      throw damaged("size");
    }
    return (int) size;
  }

  private byte[] read(long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw damaged("end");
      }
    }
    return buffer.array();
  }

  private FerryException damaged(String field) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read the tar `%s`: it is cut, damaged or no tar, bad value for `%s`",
            "无法读取 tar `%s`：已截断、损坏或不是 tar，`%s` 的值有误", tar, field));
  }

  private static String terminated(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).split("\0", 2)[0];
  }

  /** Without the {@code ./} that {@code tar cf x.tar .} puts first, and a folder's last slash. */
  private static String plain(String path) {
    String rest = path;
    while (rest.startsWith("./")) {
      rest = rest.substring(2);
    }
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }
}
