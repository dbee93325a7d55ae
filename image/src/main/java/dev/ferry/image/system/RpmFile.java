package dev.ferry.image.system;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.FileBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an {@code .rpm}: a lead, a header of signatures, a header, and a compressed cpio archive.
 */
final class RpmFile {
  private static final int LEAD = 96;
  private static final int SHA256_OF_HEADER = 273;
  private static final int NAME = 1000;
  private static final int VERSION = 1001;
  private static final int RELEASE = 1002;
  private static final int EPOCH = 1003;
  private static final int LICENCE = 1014;
  private static final int ARCHITECTURE = 1022;
  private static final int OWNERS = 1039;
  private static final int GROUPS = 1040;
  private static final int REQUIRES = 1049;
  private static final int FORMAT = 1124;
  private static final int PAYLOAD_DIGEST = 5092;
  private static final int PAYLOAD_DIGEST_KIND = 5093;
  private static final int SHA256 = 8;

  private final PackageFile file;
  private final RpmHeader header;

  private RpmFile(PackageFile file, RpmHeader header) {
    this.file = file;
    this.header = header;
  }

  static boolean begins(byte[] start) {
    return start.length >= 4
        && (start[0] & 0xff) == 0xed
        && (start[1] & 0xff) == 0xab
        && (start[2] & 0xff) == 0xee
        && (start[3] & 0xff) == 0xdb;
  }

  static SystemPackage read(PackageFile file) throws IOException {
    FileBytes bytes = file.bytes();
    String where = file.where();
    if (bytes.size() < LEAD) {
      throw Faults.archive(where, Text.of("it ends within its lead", "在引导部分中途结束"));
    }
    byte[] lead = bytes.read(0, LEAD);
    if (lead[6] != 0 || lead[7] != 0) {
      throw Faults.field(where, "lead", "type", lead[7], "0, a package that is not of sources");
    }
    RpmHeader signatures = RpmHeader.read(where, bytes, LEAD);
    long at = signatures.end() + (-signatures.end() & 7);
    RpmHeader header = RpmHeader.read(where, bytes, at);
    requireDigest(
        where,
        "header",
        signatures.findString(SHA256_OF_HEADER),
        new ByteRange(bytes, at, header.end() - at));
    return new RpmFile(file, header).read();
  }

  private static void requireDigest(
      String where, String part, Optional<String> want, ByteRange bytes) throws IOException {
    if (want.isEmpty()) {
      return;
    }
    MessageDigest hash = Digest.sha256();
    try (InputStream in = new DigestInputStream(bytes.stream(), hash)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    Digest got = Digest.from(hash.digest());
    if (!Digest.findHex(want.get()).equals(Optional.of(got))) {
      throw Faults.field(where, part, "sha256", want.get(), "`" + got.hex() + "`");
    }
  }

  private SystemPackage read() throws IOException {
    String architecture = header.string(ARCHITECTURE, "Architecture");
    file.requireMachine(
        architecture, architecture.equals("noarch") || architecture.equals(file.machine()));
    header
        .findString(FORMAT)
        .filter(format -> !format.equals("cpio"))
        .ifPresent(
            format -> {
              throw Faults.field(file.where(), "header", "payload format", format, "cpio");
            });
    requireRoot(OWNERS, "owner");
    requireRoot(GROUPS, "group");
    FileBytes bytes = file.bytes();
    ByteRange payload = new ByteRange(bytes, header.end(), bytes.size() - header.end());
    if (header.findNumber(PAYLOAD_DIGEST_KIND).equals(Optional.of(SHA256))) {
      requireDigest(file.where(), "payload", header.findString(PAYLOAD_DIGEST), payload);
    }
    Contents contents = contents(payload);
    return new SystemPackage(
        SystemPackage.Kind.RPM,
        header.string(NAME, "Name"),
        version(),
        architecture,
        header.findString(LICENCE),
        file.digest(),
        bytes.size(),
        contents.entries(),
        contents.libraries(),
        header.strings(REQUIRES).stream().filter(name -> !name.startsWith("rpmlib(")).toList(),
        Scripts.notes(header.string(NAME, "Name"), RpmScripts.of(header)));
  }

  private String version() {
    String epoch = header.findNumber(EPOCH).map(number -> number + ":").orElse("");
    return epoch + header.string(VERSION, "Version") + "-" + header.string(RELEASE, "Release");
  }

  private void requireRoot(int tag, String field) {
    for (String owner : header.strings(tag)) {
      if (!owner.equals("root")) {
        throw Faults.field(file.where(), "header", field, owner, "root for every file");
      }
    }
  }

  private Contents contents(ByteRange payload) throws IOException {
    Digest unpacked;
    try (BufferedInputStream packed = Packed.buffered(payload.stream());
        InputStream plain = Packed.peek(packed).open(packed, file.where())) {
      unpacked = file.store().put(plain, SystemPackage.LARGEST);
    }
    Contents contents = new Contents(file, unpacked);
    try (FileBytes bytes = FileBytes.open(file.store().path(unpacked));
        BufferedInputStream in = Packed.buffered(new ByteRange(bytes, 0, bytes.size()).stream())) {
      for (TarEntry entry : linked(new CpioReader(in, file.where()).entries())) {
        contents.add(entry);
      }
    }
    contents.finish();
    return contents;
  }

  /** Of several names of one inode only the last has the bytes. */
  private static List<TarEntry> linked(List<CpioReader.Entry> entries) {
    Map<String, TarEntry> content = new HashMap<>();
    for (CpioReader.Entry one : entries) {
      if (one.entry().kind() == TarEntry.Kind.FILE && one.links() > 1 && one.entry().size() > 0) {
        content.put(one.inode(), one.entry());
      }
    }
    List<TarEntry> linked = new ArrayList<>();
    for (CpioReader.Entry one : entries) {
      TarEntry entry = one.entry();
      boolean file = entry.kind() == TarEntry.Kind.FILE && one.links() > 1;
      TarEntry bytes = file ? content.getOrDefault(one.inode(), entry) : entry;
      linked.add(
          new TarEntry(
              entry.kind(),
              entry.name(),
              entry.target(),
              bytes.size(),
              entry.mode(),
              // Owners of the machine where it was packed; the header has their names.
              0,
              0,
              bytes.offset()));
    }
    return linked;
  }
}
