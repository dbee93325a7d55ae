package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The central directory (APPNOTE 4.3.12): the one list of members that counts.
 *
 * @param entries in the directory's order, folders included
 */
record ZipDirectory(List<Entry> entries) {
  private static final int SIGNATURE = 0x02014b50;
  private static final int HEADER = 46;

  /** Deflate options (bits 1 and 2), data descriptor (3) and UTF-8 (11) mean no harm. */
  private static final int KNOWN_FLAGS = 0x080e;

  static final int UTF8_FLAG = 0x0800;
  static final int DESCRIPTOR_FLAG = 0x0008;

  /** Version 6.3 of the format (APPNOTE 4.4.3). */
  private static final int NEWEST_ZIP = 63;

  private static final int TYPE_MASK = 0170000;
  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_FOLDER = 0040000;
  private static final int TYPE_LINK = 0120000;

  /** Deflate's best: 258 bytes from two bits. */
  private static final int DEFLATE_BEST = 1032;

  /**
   * One entry.
   *
   * @param member what it says; the path of a folder ends with a slash
   * @param flags general purpose bits, which the local header must repeat
   */
  record Entry(WheelMember member, int flags) {
    boolean folder() {
      return member.path().endsWith("/");
    }
  }

  /**
   * Reads a directory.
   *
   * @param bytes exactly the directory
   * @param end what the end record says of it
   * @param archiveSize bytes of the whole archive
   */
  static ZipDirectory read(byte[] bytes, ZipEnd end, long archiveSize, WheelFault fault) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Entry> entries = new ArrayList<>(Math.min(end.entries(), bytes.length / HEADER));
    for (int i = 0; i < end.entries(); i++) {
      entries.add(entry(buffer, end, fault));
    }
    if (buffer.hasRemaining()) {
      throw fault.field(
          WheelFault.directory(),
          "bytes after the last entry",
          buffer.remaining(),
          Text.of("0 (the end record counts %d entries)", "0（结尾记录计有 %d 项）", end.entries()));
    }
    checkNames(entries, fault);
    checkBomb(entries, archiveSize, fault);
    return new ZipDirectory(List.copyOf(entries));
  }

  private static Entry entry(ByteBuffer in, ZipEnd end, WheelFault fault) {
    int at = in.position();
    if (in.remaining() < HEADER || in.getInt(at) != SIGNATURE) {
      throw fault.field(
          WheelFault.directory(), "entry at byte " + at, "missing", "one of " + end.entries());
    }
    int flags = in.getShort(at + 8) & 0xffff;
    int nameLength = in.getShort(at + 28) & 0xffff;
    int extraLength = in.getShort(at + 30) & 0xffff;
    int commentLength = in.getShort(at + 32) & 0xffff;
    if (in.remaining() < HEADER + nameLength + extraLength + commentLength) {
      throw fault.field(
          WheelFault.directory(),
          "length of the entry at byte " + at,
          HEADER + nameLength + extraLength + commentLength,
          "at most " + in.remaining());
    }
    byte[] name = new byte[nameLength];
    in.get(at + HEADER, name);
    byte[] extra = new byte[extraLength];
    in.get(at + HEADER + nameLength, extra);
    in.position(at + HEADER + nameLength + extraLength + commentLength);
    String path = MemberPath.parse(name, (flags & UTF8_FLAG) != 0, fault);
    WheelFault.Place where = WheelFault.member(path);
    checkFlags(flags, where, fault);
    checkVersion(in.get(at + 6) & 0xff, where, fault);
    ZipExtra sizes =
        ZipExtra.parse(extra, where, fault)
            .widen(
                in.getInt(at + 24) & 0xffffffffL,
                in.getInt(at + 20) & 0xffffffffL,
                in.getInt(at + 42) & 0xffffffffL,
                where,
                fault);
    if (in.getShort(at + 34) != 0) {
      throw fault.field(where, "disk", in.getShort(at + 34) & 0xffff, 0);
    }
    WheelMember member =
        new WheelMember(
            path,
            sizes.offset(),
            sizes.compressedSize(),
            sizes.size(),
            in.getShort(at + 10) & 0xffff,
            in.getInt(at + 16) & 0xffffffffL,
            mode(in.getInt(at + 38) >>> 16, path, where, fault));
    checkSizes(member, end, where, fault);
    return new Entry(member, flags);
  }

  private static void checkFlags(int flags, WheelFault.Place where, WheelFault fault) {
    if ((flags & ~KNOWN_FLAGS) != 0) {
      throw fault.field(
          where, "flags", "0x%04x".formatted(flags), Text.of("no encryption, no patch", "未加密、非补丁"));
    }
  }

  /** Readers refuse what asks for a newer zip than they know. */
  private static void checkVersion(int needed, WheelFault.Place where, WheelFault fault) {
    if (needed > NEWEST_ZIP) {
      throw fault.field(where, "version needed to extract", needed, "at most " + NEWEST_ZIP);
    }
  }

  private static int mode(int mode, String path, WheelFault.Place where, WheelFault fault) {
    int type = mode & TYPE_MASK;
    boolean folder = path.endsWith("/");
    if (type != 0 && type != (folder ? TYPE_FOLDER : TYPE_FILE)) {
      throw fault.field(
          where,
          "file type",
          type == TYPE_LINK ? Text.of("a symbolic link", "符号链接") : "0%o".formatted(type),
          folder ? Text.of("a folder", "文件夹") : Text.of("a regular file", "普通文件"));
    }
    return mode & 0777;
  }

  private static void checkSizes(
      WheelMember member, ZipEnd end, WheelFault.Place where, WheelFault fault) {
    if (member.method() != WheelMember.STORED && member.method() != WheelMember.DEFLATED) {
      throw fault.field(where, "method", member.method(), "0 (stored), 8 (deflated)");
    }
    if (member.offset() < 0 || member.offset() >= end.directoryOffset()) {
      throw fault.field(
          where,
          "offset",
          Long.toUnsignedString(member.offset()),
          "less than " + end.directoryOffset());
    }
    long room = end.directoryOffset() - member.offset();
    if (member.compressedSize() < 0 || member.compressedSize() > room) {
      throw fault.field(
          where,
          "compressed size",
          Long.toUnsignedString(member.compressedSize()),
          "at most " + room);
    }
    boolean stored = member.method() == WheelMember.STORED;
    if (stored && member.size() != member.compressedSize()) {
      throw fault.field(
          where, "size", Long.toUnsignedString(member.size()), member.compressedSize());
    }
    long most = stored ? member.compressedSize() : member.compressedSize() * DEFLATE_BEST;
    if (member.size() < 0 || member.size() > most) {
      throw fault.field(where, "size", Long.toUnsignedString(member.size()), "at most " + most);
    }
    if (member.path().endsWith("/") && member.size() != 0) {
      throw fault.field(where, "size", member.size(), 0);
    }
  }

  /** No name twice, and no name that is both a file and a folder. */
  private static void checkNames(List<Entry> entries, WheelFault fault) {
    Set<String> files = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (Entry entry : entries) {
      String path = entry.member().path();
      if (!(entry.folder() ? folders : files).add(path) && !entry.folder()) {
        throw fault.general(
            WheelFault.member(path), Text.of("it is there twice, want once", "出现两次，应只有一次"));
      }
    }
    for (Entry entry : entries) {
      String path = entry.member().path();
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (files.contains(path.substring(0, slash))) {
          throw fault.general(
              WheelFault.member(path.substring(0, slash)),
              Text.of("it is both a file and a folder", "既是文件又是文件夹"));
        }
      }
    }
  }

  private static void checkBomb(List<Entry> entries, long archiveSize, WheelFault fault) {
    long unpacked = 0;
    for (Entry entry : entries) {
      unpacked += entry.member().size();
      boolean bomb =
          unpacked > WheelLimits.UNSUSPICIOUS && unpacked / WheelLimits.RATIO > archiveSize;
      if (unpacked < 0 || unpacked > WheelLimits.UNPACKED || bomb) {
        throw fault.field(
            WheelFault.archive(),
            "size of all members",
            "more than " + unpacked / (1 << 20) + " MiB",
            Text.of(
                "at most %d times the archive's %d bytes, and at most %d GiB",
                "至多为归档 %2$d 字节的 %1$d 倍，且不超过 %3$d GiB",
                WheelLimits.RATIO,
                archiveSize,
                WheelLimits.UNPACKED >> 30));
      }
    }
  }
}
