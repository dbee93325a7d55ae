package dev.ferry.image.system;

import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Lists a {@code cpio} archive in the new ASCII format, the payload of an {@code .rpm}. */
final class CpioReader {
  private static final String END = "TRAILER!!!";
  private static final int HEADER = 110;
  private static final int LONGEST_NAME = 4_096;
  private static final int MOST = 200_000;

  private final InputStream in;
  private final String where;
  private long position;

  /** An entry, and which inode of the machine where it was packed it was. */
  record Entry(TarEntry entry, String inode, long links) {}

  /** The numbers of a header ({@code cpio(5)}), in their order. */
  private record Header(
      long inode, int mode, long owner, long group, long links, long size, long device, int name) {}

  CpioReader(InputStream in, String where) {
    this.in = in;
    this.where = where;
  }

  /** Reads to the end; offsets are those of the archive. */
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (true) {
      Header header = header();
      String name = text(header.name() - 1);
      if (take(1)[0] != 0) {
        throw Faults.field(where, name, "c_namesize", header.name(), "the length of the name");
      }
      align();
      if (name.equals(END)) {
        return entries;
      }
      entries.add(entry(header, name));
      align();
      if (entries.size() > MOST) {
        throw Faults.archive(where, Text.of("it has more than %d entries", "条目超过 %d 个", MOST));
      }
    }
  }

  private Header header() throws IOException {
    byte[] bytes = take(HEADER);
    String magic = new String(bytes, 0, 6, StandardCharsets.ISO_8859_1);
    if (!magic.equals("070701") && !magic.equals("070702")) {
      throw Faults.field(where, "", "c_magic", magic, "070701 or 070702");
    }
    long[] numbers = new long[13];
    for (int i = 0; i < numbers.length; i++) {
      String digits = new String(bytes, 6 + 8 * i, 8, StandardCharsets.ISO_8859_1);
      try {
        numbers[i] = HexFormat.fromHexDigitsToLong(digits);
      } catch (IllegalArgumentException wrong) {
        throw Faults.field(where, "", "header", digits, "eight hexadecimal digits");
      }
    }
    if (numbers[11] < 2 || numbers[11] > LONGEST_NAME) {
      throw Faults.field(where, "", "c_namesize", numbers[11], "2 to " + LONGEST_NAME);
    }
    long device = (numbers[7] << 32) | numbers[8];
    return new Header(
        numbers[0],
        (int) numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[6],
        device,
        (int) numbers[11]);
  }

  private Entry entry(Header header, String name) throws IOException {
    TarEntry.Kind kind = kind(header.mode(), name);
    boolean link = kind == TarEntry.Kind.LINK;
    if (kind != TarEntry.Kind.FILE && !link && header.size() != 0) {
      throw Faults.field(where, name, "c_filesize", header.size(), "0, as it is no file");
    }
    if (link && (header.size() == 0 || header.size() > LONGEST_NAME)) {
      throw Faults.field(where, name, "c_filesize", header.size(), "1 to " + LONGEST_NAME);
    }
    long offset = position;
    String target = link ? text((int) header.size()) : "";
    if (!link) {
      pass(header.size(), name);
    }
    TarEntry entry =
        new TarEntry(
            kind,
            name,
            target,
            link ? 0 : header.size(),
            header.mode() & 07777,
            header.owner(),
            header.group(),
            offset);
    return new Entry(entry, header.device() + ":" + header.inode(), header.links());
  }

  private TarEntry.Kind kind(int mode, String name) {
    return switch (mode & 0170000) {
      case 0100000 -> TarEntry.Kind.FILE;
      case 0040000 -> TarEntry.Kind.FOLDER;
      case 0120000 -> TarEntry.Kind.LINK;
      case 0020000 -> TarEntry.Kind.CHARACTER_DEVICE;
      case 0060000 -> TarEntry.Kind.BLOCK_DEVICE;
      case 0010000 -> TarEntry.Kind.PIPE;
      default ->
          throw Faults.field(
              where, name, "c_mode", Integer.toOctalString(mode), "a file, a folder or a link");
    };
  }

  private String text(int length) throws IOException {
    byte[] bytes = take(length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw Faults.field(where, text, "name", text, "a name without NUL");
      }
      return text;
    } catch (CharacterCodingException wrong) {
      String shown = new String(bytes, StandardCharsets.ISO_8859_1);
      throw Faults.field(where, shown, "name", shown, "UTF-8");
    }
  }

  private byte[] take(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    if (bytes.length < count) {
      throw Faults.archive(where, Text.of("its cpio archive is cut off", "其 cpio 归档不完整"));
    }
    return bytes;
  }

  private void pass(long count, String name) throws IOException {
    byte[] chunk = new byte[1 << 16];
    long left = count;
    while (left > 0) {
      int got = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (got < 0) {
        throw Faults.entry(where, name, Text.of("is cut off", "不完整"));
      }
      left -= got;
      position += got;
    }
  }

  private void align() throws IOException {
    take((int) (-position & 3));
  }
}
