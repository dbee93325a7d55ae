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
import java.util.Optional;

/**
 * The regular files of a tar by name (POSIX.1-2017 {@code pax} and ustar, the long names and large
 * numbers of GNU tar). Only what a layout may hold is kept; nothing is unpacked.
 */
final class TarNames {
  private static final int BLOCK = 512;
  private static final int MOST = 200_000;
  private static final int LONGEST_RECORD = 1 << 16;

  private final Path tar;
  private final FileChannel channel;
  private final long length;
  private final Map<String, Extent> files = new HashMap<>();
  private final Map<String, String> next = new HashMap<>();

  private TarNames(Path tar, FileChannel channel) throws IOException {
    this.tar = tar;
    this.channel = channel;
    this.length = channel.size();
  }

  static Map<String, Extent> read(Path tar) {
    try (FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ)) {
      TarNames names = new TarNames(tar, channel);
      names.members();
      return Map.copyOf(names.files);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, tar);
    }
  }

  private void members() throws IOException {
    long at = 0;
    for (int count = 0; count < MOST; count++) {
      byte[] header = bytes(at, BLOCK);
      if (isZero(header)) {
        return;
      }
      requireChecksum(header);
      long size = next.containsKey("size") ? number(next.get("size"), 10) : size(header);
      long data = at + BLOCK;
      if (size > length - data) {
        throw damaged("size");
      }
      member(header, data, size);
      at = data + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    throw damaged("members");
  }

  private void member(byte[] header, long data, long size) throws IOException {
    char type = (char) (header[156] & 0xff);
    switch (type) {
      case 'x' -> records(bytes(data, bounded(size)));
      case 'L' -> next.put("path", text(bytes(data, bounded(size)), 0, (int) size));
      case 'g', 'K' -> {
        // Nothing here that a layout needs.
      }
      default -> {
        String path = plain(Optional.ofNullable(next.get("path")).orElseGet(() -> name(header)));
        next.clear();
        if ((type == '0' || type == 0)
            && LayoutArchive.belongs(path)
            && files.put(path, new Extent(tar, data, size)) != null) {
          throw damaged(path);
        }
      }
    }
  }

  /** {@code <length> <key>=<value>\n}, again and again. */
  private void records(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = 0;
    while (at < text.length()) {
      int space = text.indexOf(' ', at);
      long count = space < 0 ? 0 : number(text.substring(at, space), 10);
      int end = (int) Math.min(text.length() + 1L, at + count);
      int equals = text.indexOf('=', Math.max(0, space));
      if (space < 0 || end > text.length() || equals < 0 || equals >= end - 1) {
        throw damaged("pax");
      }
      next.put(
          text.substring(space + 1, equals),
          new String(bytes, equals + 1, end - equals - 2, StandardCharsets.UTF_8));
      at = end;
    }
  }

  private static String name(byte[] header) {
    boolean posix = text(header, 257, 6).equals("ustar") && header[263] == '0';
    String prefix = posix ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String plain(String path) {
    String rest = path;
    while (rest.startsWith("./")) {
      rest = rest.substring(2);
    }
    return rest;
  }

  private long size(byte[] header) {
    if ((header[124] & 0x80) != 0) {
      long size = ByteBuffer.wrap(header).getLong(128);
      if (size < 0) {
        throw damaged("size");
      }
      return size;
    }
    return number(text(header, 124, 12).strip(), 8);
  }

  private void requireChecksum(byte[] header) {
    long sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
    }
    if (number(text(header, 148, 8).strip(), 8) != sum) {
      throw damaged("checksum");
    }
  }

  private long number(String digits, int base) {
    if (!digits.matches(base == 8 ? "[0-7]{1,12}" : "[0-9]{1,15}")) {
      throw damaged("number");
    }
    return Long.parseLong(digits, base);
  }

  private int bounded(long size) {
    if (size > LONGEST_RECORD) {
      throw damaged("size");
    }
    return (int) size;
  }

  private byte[] bytes(long at, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
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

  private static String text(byte[] bytes, int from, int count) {
    int end = from;
    while (end < from + count && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
