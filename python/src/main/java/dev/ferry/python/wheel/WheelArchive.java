package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A wheel's members, as its central directory lists them.
 *
 * <p>Safe for use by several threads. It does not own the bytes: closing them is the caller's.
 */
public final class WheelArchive {
  /** What is read first of a wheel that lies elsewhere; holds the directory of most wheels. */
  public static final int TAIL = 64 << 10;

  /** Read in front of a directory that the tail did not hold: METADATA mostly lies there. */
  private static final int BEFORE_DIRECTORY = 32 << 10;

  /** Room for a local header's extra fields when header and member are read in one request. */
  private static final int EXTRA_GUESS = 128;

  private final RangedBytes bytes;
  private final WheelFault fault;
  private final String label;
  private final ZipEnd end;
  private final Map<String, ZipDirectory.Entry> entries;
  private final List<WheelMember> members;
  private final String distInfo;

  private WheelArchive(RangedBytes bytes, String label, ZipEnd end, ZipDirectory directory) {
    this.bytes = bytes;
    this.label = label;
    this.fault = new WheelFault(label);
    this.end = end;
    this.entries = new LinkedHashMap<>();
    List<WheelMember> files = new ArrayList<>();
    for (ZipDirectory.Entry entry : directory.entries()) {
      if (!entry.folder()) {
        entries.put(entry.member().path(), entry);
        files.add(entry.member());
      }
    }
    this.members = List.copyOf(files);
    this.distInfo = distInfo(directory, fault);
  }

  /**
   * Reads the directory alone, in one ranged read of {@link #TAIL} bytes and, for a larger
   * directory, one more. No local header is touched until its member is read.
   *
   * @param label file name for messages
   * @throws dev.ferry.model.FerryException of kind VERIFICATION if the directory breaks a rule
   */
  public static WheelArchive directoryOnly(RangedBytes bytes, String label) {
    int length = (int) Math.min(bytes.size(), TAIL);
    return directoryOnly(bytes, label, bytes.read(bytes.size() - length, length));
  }

  /**
   * The same with a tail that is already here.
   *
   * @param tail the last bytes of the wheel, any number of them
   */
  public static WheelArchive directoryOnly(RangedBytes bytes, String label, byte[] tail) {
    WheelFault fault = new WheelFault(label);
    long size = bytes.size();
    long tailStart = size - tail.length;
    ZipEnd end = ZipEnd.read(tail, size, fault);
    KnownRange known = new KnownRange(bytes, tailStart, tail);
    if (end.directoryOffset() < tailStart) {
      long start = Math.max(0, end.directoryOffset() - BEFORE_DIRECTORY);
      int missing = Math.toIntExact(tailStart - start);
      byte[] more = new byte[missing + tail.length];
      System.arraycopy(bytes.read(start, missing), 0, more, 0, missing);
      System.arraycopy(tail, 0, more, missing, tail.length);
      known = new KnownRange(bytes, start, more);
    }
    byte[] raw = known.read(end.directoryOffset(), end.directorySize());
    return new WheelArchive(known, label, end, ZipDirectory.read(raw, end, size, fault));
  }

  /**
   * Opens a whole wheel and refuses it unless every reader must see the same members in it: local
   * headers equal the directory, nothing lies before, between or after the members, and RECORD
   * lists each of them. The members' bytes are not read; that is {@code WheelRecordReader}'s work.
   *
   * @param label file name for messages
   * @throws dev.ferry.model.FerryException of kind VERIFICATION, naming file, member and field
   */
  public static WheelArchive open(RangedBytes bytes, String label) {
    WheelFault fault = new WheelFault(label);
    int reach = (int) Math.min(bytes.size(), ZipEnd.REACH);
    byte[] tail = bytes.read(bytes.size() - reach, reach);
    ZipEnd end = ZipEnd.read(tail, bytes.size(), fault);
    byte[] raw = bytes.read(end.directoryOffset(), end.directorySize());
    ZipDirectory directory = ZipDirectory.read(raw, end, bytes.size(), fault);
    new ZipTiling(bytes, fault).check(directory, end.directoryOffset());
    WheelArchive archive = new WheelArchive(bytes, label, end, directory);
    archive.record().checkComplete(archive.members);
    return archive;
  }

  /** The file name given for messages. */
  public String label() {
    return label;
  }

  /** All files, in the directory's order; folders are not listed. */
  public List<WheelMember> members() {
    return members;
  }

  public Optional<WheelMember> find(String path) {
    return Optional.ofNullable(entries.get(path)).map(ZipDirectory.Entry::member);
  }

  /** The one top-level folder {@code NAME-VERSION.dist-info}, without a slash. */
  public String distInfo() {
    return distInfo;
  }

  /**
   * A file of the dist-info folder: {@code METADATA}, {@code WHEEL}, {@code entry_points.txt}.
   *
   * @throws dev.ferry.model.FerryException if it is larger than 16 MiB
   */
  public Optional<byte[]> findInfo(String name) {
    return find(distInfo + "/" + name).map(member -> read(member, WheelLimits.METADATA));
  }

  /** {@code METADATA}; every wheel has one. */
  public byte[] metadata() {
    return findInfo("METADATA").orElseThrow(() -> missing("METADATA"));
  }

  /** {@code RECORD}, parsed. */
  public WheelRecordFile record() {
    WheelMember member = find(distInfo + "/RECORD").orElseThrow(() -> missing("RECORD"));
    return WheelRecordFile.parse(read(member, WheelLimits.RECORD), distInfo, label);
  }

  /**
   * Reads a member whole, in one ranged read where the wheel lies elsewhere.
   *
   * @param limit refused if the member is larger, bytes
   */
  public byte[] read(WheelMember member, int limit) {
    return readFrom(bytes, member, limit);
  }

  /**
   * Reads a member out of bytes that hold more of the wheel than this archive has, for example
   * several members that came with one request.
   *
   * @param same the same wheel
   * @param limit refused if the member is larger, bytes
   */
  public byte[] readFrom(RangedBytes same, WheelMember member, int limit) {
    if (member.size() > limit) {
      throw fault.field(
          WheelFault.member(member.path()), "size", member.size(), "at most " + limit);
    }
    byte[] content = new byte[(int) member.size()];
    try (InputStream in = open(same, member, member.compressedSize())) {
      int count = in.readNBytes(content, 0, content.length);
      if (count < content.length || in.read() >= 0) {
        throw fault.field(WheelFault.member(member.path()), "size", count, member.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  /** The member's bytes, inflated and checked as they are read. */
  public InputStream stream(WheelMember member) {
    return open(bytes, member, 0);
  }

  /**
   * How many bytes {@link #read} asks for: where it ends is an estimate, for the local header's
   * length is not in the directory.
   */
  public long cost(WheelMember member) {
    return LocalHeader.LENGTH + pathLength(member) + EXTRA_GUESS + member.compressedSize();
  }

  /**
   * The member's deflate stream (RFC 1951) as it lies in the wheel, for whoever keeps it as it is.
   * Size and CRC-32 of what it inflates to are the reader's to check.
   */
  public InputStream compressed(WheelMember member) {
    Located located = locate(bytes, member, 0);
    return new CompressedStream(located.source(), located.start(), member.compressedSize());
  }

  /** Where a member's bytes begin. */
  private record Located(RangedBytes source, long start) {}

  private InputStream open(RangedBytes from, WheelMember member, long ahead) {
    Located located = locate(from, member, ahead);
    return new MemberStream(located.source(), located.start(), member, fault);
  }

  private Located locate(RangedBytes from, WheelMember member, long ahead) {
    long offset = member.offset();
    long room = end.directoryOffset() - offset;
    long wanted = LocalHeader.LENGTH + pathLength(member) + EXTRA_GUESS + ahead;
    int first = (int) Math.min(Math.min(wanted, room), Integer.MAX_VALUE - 8);
    if (first < LocalHeader.LENGTH) {
      throw fault.field(
          WheelFault.member(member.path()), "room for the local header", room, LocalHeader.LENGTH);
    }
    byte[] start = from.read(offset, first);
    int header = LocalHeader.length(start, member, fault);
    if (header + member.compressedSize() > room) {
      throw fault.field(
          WheelFault.member(member.path()), "end", header + member.compressedSize(), room);
    }
    KnownRange known = new KnownRange(from, offset, start);
    byte[] headerBytes = known.read(offset, header);
    ZipDirectory.Entry entry = entries.get(member.path());
    if (entry == null || !entry.member().equals(member)) {
      throw new IllegalArgumentException("not a member of this wheel: " + member.path());
    }
    LocalHeader.check(headerBytes, entry, fault);
    RangedBytes source = ahead > 0 ? known : from;
    return new Located(source, offset + header);
  }

  private static int pathLength(WheelMember member) {
    return member.path().length() * 3;
  }

  private RuntimeException missing(String name) {
    return fault.field(
        WheelFault.archive(),
        distInfo + "/" + name,
        Text.of("missing", "缺失"),
        Text.of("a file", "文件"));
  }

  /** Nested ones are left alone: setuptools carries some. */
  private static String distInfo(ZipDirectory directory, WheelFault fault) {
    Set<String> found = new TreeSet<>();
    for (ZipDirectory.Entry entry : directory.entries()) {
      String path = entry.member().path();
      int slash = path.indexOf('/');
      if (slash > 0 && path.substring(0, slash).endsWith(".dist-info")) {
        found.add(path.substring(0, slash));
      }
    }
    if (found.size() != 1) {
      throw fault.field(
          WheelFault.archive(),
          "top-level .dist-info folders",
          found.isEmpty() ? "0" : found.size() + " " + found.stream().limit(3).toList(),
          1);
    }
    return found.iterator().next();
  }
}
