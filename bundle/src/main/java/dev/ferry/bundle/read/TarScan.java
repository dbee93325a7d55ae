package dev.ferry.bundle.read;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists a tar (POSIX.1-2017 {@code pax}, "ustar Interchange Format" and "pax Interchange Format",
 * and the long names of GNU tar) by its headers alone. Nothing is unpacked, so links lead nowhere:
 * a hard link is a second name of an earlier member, anything else is a problem.
 */
final class TarScan {
  private static final int BLOCK = 512;
  private static final int LONGEST_RECORD = 1 << 16;

  private final Path tar;
  private final FileChannel channel;
  private final long length;
  private final SortedMap<String, Extent> files = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** What an extension header says about the member after it. */
  private final Map<String, String> next = new HashMap<>();

  private TarScan(Path tar, FileChannel channel) throws IOException {
    this.tar = tar;
    this.channel = channel;
    this.length = channel.size();
  }

  static Container scan(Path tar) {
    try (FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ)) {
      TarScan scan = new TarScan(tar, channel);
      scan.members();
      return new Container(tar, scan.files, scan.problems);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, tar);
    }
  }

  private void members() throws IOException {
    long position = 0;
    for (int count = 0; count < Container.MOST; count++) {
      byte[] block = read(position, BLOCK);
      if (isZero(block)) {
        requireZeros(position, length);
        return;
      }
      TarHeader header = TarHeader.parse(block).orElseThrow(() -> damaged("header"));
      long size = next.containsKey("size") ? number(next.get("size")) : header.size();
      long data = position + BLOCK;
      if (size < 0 || size > length - data) {
        throw damaged("size");
      }
      member(header, data, size);
      position = data + (size + BLOCK - 1) / BLOCK * BLOCK;
      requireZeros(data + size, Math.min(position, length));
    }
    throw Container.tooMany(tar);
  }

  /** What fills blocks says nothing; where it does, someone put it there. */
  private void requireZeros(long from, long end) throws IOException {
    for (long at = from; at < end; at += LONGEST_RECORD) {
      if (!isZero(read(at, (int) Math.min(LONGEST_RECORD, end - at)))) {
        throw damaged("padding");
      }
    }
  }

  private void member(TarHeader header, long data, long size) throws IOException {
    switch (header.type()) {
      case 'x' -> extension(read(data, bounded(size)));
      case 'g' -> read(data, bounded(size));
      case 'L' -> next.put("path", terminated(read(data, bounded(size))));
      case 'K' -> next.put("linkpath", terminated(read(data, bounded(size))));
      default -> {
        String path = plain(next.getOrDefault("path", header.name()));
        String link = plain(next.getOrDefault("linkpath", header.link()));
        next.clear();
        named(header.type(), path, link, new Extent(tar, data, size, data));
      }
    }
  }

  private void named(char type, String path, String link, Extent extent) {
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      problem(path, Text.of("a name that leads out of the bundle", "名字指向包外"));
    } else if (type == '1') {
      Extent target = files.get(link);
      if (target == null) {
        problem(
            path,
            Text.of("a link to `%s`, which is no earlier member", "指向 `%s` 的链接，但前面没有这个成员", link));
      } else {
        file(path, target);
      }
    } else if (type == '0') {
      file(path, extent);
    } else if (type != '5') {
      problem(path, Text.of("neither a regular file nor a folder", "既不是普通文件也不是目录"));
    }
  }

  private void file(String path, Extent extent) {
    if (files.putIfAbsent(path, extent) != null) {
      problem(path, Text.of("it is there twice", "重复出现"));
    }
  }

  private void problem(String path, Text what) {
    problems.add(new Problem(path, what));
  }

  /** Records of an extended header: {@code <length> <key>=<value>\n}. */
  private void extension(byte[] bytes) {
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
    if (digits.isEmpty()
        || digits.length() > 15
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
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
            "Cannot read the tar `%s`: it is cut or damaged, bad value for `%s`",
            "无法读取 tar `%s`：已截断或损坏，`%s` 的值有误", tar, field));
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

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The fields of a header that matter here. */
  private record TarHeader(String name, char type, String link, long size) {
    static Optional<TarHeader> parse(byte[] block) {
      long sum = 8 * ' ';
      for (int i = 0; i < BLOCK; i++) {
        sum += i >= 148 && i < 156 ? 0 : block[i] & 0xff;
      }
      long size = octal(block, 124, 12);
      if (!hasChecksum(block, sum) || size < 0) {
        return Optional.empty();
      }
      // Only POSIX headers have a prefix; GNU tar uses the place for times.
      boolean posix = text(block, 257, 6).equals("ustar") && block[263] == '0';
      String prefix = posix ? text(block, 345, 155) : "";
      String name = text(block, 0, 100);
      char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
      return Optional.of(
          new TarHeader(
              prefix.isEmpty() ? name : prefix + "/" + name, type, text(block, 157, 100), size));
    }

    /** Digits, then NUL and space in either order, or one of them. */
    private static boolean hasChecksum(byte[] block, long sum) {
      String field = new String(block, 148, 8, StandardCharsets.ISO_8859_1);
      return field.matches(" *[0-7]+(?:\\x00 | \\x00|[\\x00 ])") && octal(block, 148, 8) == sum;
    }

    private static String text(byte[] block, int from, int count) {
      int end = from;
      while (end < from + count && block[end] != 0) {
        end++;
      }
      return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal digits, or GNU's binary form whose first bit is set; -1 where it is neither. */
    private static long octal(byte[] block, int from, int count) {
      if ((block[from] & 0x80) != 0) {
        ByteBuffer binary = ByteBuffer.wrap(block, from + count - 8, 8);
        return binary.getLong();
      }
      String digits = text(block, from, count).strip();
      return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }
  }
}
