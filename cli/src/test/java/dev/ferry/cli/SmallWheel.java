package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A real wheel with one module. Nothing in it is compressed, so that its digest is the same under
 * every JDK.
 *
 * @param name of the package, also of its module
 * @param version of the package
 * @param tag compatibility tag of the file name
 * @param headers further lines of METADATA
 */
record SmallWheel(String name, String version, String tag, String headers) {
  private static final long FIRST_TIME_OF_ZIP = 315_532_800_000L;

  static SmallWheel of(String name, String version, String... requires) {
    StringBuilder headers = new StringBuilder();
    for (String requirement : requires) {
      headers.append("Requires-Dist: ").append(requirement).append('\n');
    }
    return new SmallWheel(name, version, "py3-none-any", headers.toString());
  }

  SmallWheel tagged(String other) {
    return new SmallWheel(name, version, other, headers);
  }

  String fileName() {
    return name + "-" + version + "-" + tag + ".whl";
  }

  /** Writes the wheel and returns the digest of its bytes. */
  Digest write(Path folder) throws IOException {
    byte[] bytes = bytes();
    Files.write(folder.resolve(fileName()), bytes);
    return Digest.of(bytes);
  }

  private byte[] bytes() throws IOException {
    String info = name + "-" + version + ".dist-info/";
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(name + "/__init__.py", ("version = '" + version + "'\n").getBytes(UTF_8));
    members.put(info + "METADATA", metadata().getBytes(UTF_8));
    members.put(
        info + "WHEEL",
        ("Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: " + tag + "\n")
            .getBytes(UTF_8));
    StringBuilder record = new StringBuilder();
    members.forEach((path, content) -> record.append(row(path, content)));
    members.put(info + "RECORD", (record + info + "RECORD,,\n").getBytes(UTF_8));
    return zip(members);
  }

  private String metadata() {
    return "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n" + headers;
  }

  private static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        byte[] content = member.getValue();
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(FIRST_TIME_OF_ZIP);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String row(String path, byte[] content) {
    byte[] digest = HexFormat.of().parseHex(Digest.of(content).hex());
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    return path + ",sha256=" + hash + "," + content.length + "\n";
  }
}
