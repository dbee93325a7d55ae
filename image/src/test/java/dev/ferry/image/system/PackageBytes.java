package dev.ferry.image.system;

import dev.ferry.image.tar.TarBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes packages byte by byte, also wrong ones. */
final class PackageBytes {
  private PackageBytes() {}

  /** An {@code ar} archive of names and contents in turn. */
  static byte[] ar(Object... members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("!<arch>\n"));
    for (int i = 0; i < members.length; i += 2) {
      byte[] content = (byte[]) members[i + 1];
      out.writeBytes(
          ascii(
              String.format(
                  Locale.ROOT,
                  "%-16s%-12d%-6d%-6d%-8s%-10d`\n",
                  members[i],
                  0,
                  0,
                  0,
                  "100644",
                  content.length)));
      out.writeBytes(content);
      out.writeBytes(new byte[content.length & 1]);
    }
    return out.toByteArray();
  }

  /** A {@code .deb} whose control file and data are given. */
  static byte[] deb(String control, TarBytes data) {
    return deb(new TarBytes().file("./control", control), data);
  }

  static byte[] deb(TarBytes control, TarBytes data) {
    return ar(
        "debian-binary", ascii("2.0\n"), "control.tar", control.end(), "data.tar", data.end());
  }

  static String control() {
    return """
    Package: libown1
    Version: 1:2.0-3
    Architecture: amd64
    Depends: libc6 (>= 2.14), libother1 | libthird1
    Description: own
     more text
    """;
  }

  /** A {@code cpio} archive in the new ASCII format. */
  static final class Cpio {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Cpio add(String name, int mode, int inode, int links, byte[] content) {
      byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
      StringBuilder header = new StringBuilder("070701");
      int[] numbers = {inode, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, text.length, 0};
      for (int number : numbers) {
        header.append(String.format(Locale.ROOT, "%08x", number));
      }
      out.writeBytes(ascii(header.toString()));
      out.writeBytes(text);
      pad();
      out.writeBytes(content);
      pad();
      return this;
    }

    private void pad() {
      out.writeBytes(new byte[-out.size() & 3]);
    }

    byte[] end() {
      add("TRAILER!!!", 0, 0, 1, new byte[0]);
      return out.toByteArray();
    }
  }

  /** Tags of an {@code .rpm} header. */
  static final class Tags {
    private final List<int[]> index = new ArrayList<>();
    private final ByteArrayOutputStream store = new ByteArrayOutputStream();

    Tags text(int tag, String... texts) {
      index.add(new int[] {tag, texts.length == 1 ? 6 : 8, store.size(), texts.length});
      for (String text : texts) {
        store.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
      }
      return this;
    }

    Tags number(int tag, int value) {
      store.writeBytes(new byte[-store.size() & 3]);
      index.add(new int[] {tag, 4, store.size(), 1});
      store.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
      return this;
    }

    byte[] bytes() {
      ByteBuffer bytes = ByteBuffer.allocate(16 + 16 * index.size() + store.size());
      bytes.putInt(0x8eade801).putInt(0).putInt(index.size()).putInt(store.size());
      index.forEach(
          entry -> bytes.putInt(entry[0]).putInt(entry[1]).putInt(entry[2]).putInt(entry[3]));
      return bytes.put(store.toByteArray()).array();
    }
  }

  static Tags tags() {
    return new Tags()
        .text(1000, "libown")
        .text(1001, "2.0")
        .text(1002, "3.el9")
        .number(1003, 1)
        .text(1014, "MIT")
        .text(1022, "x86_64")
        .text(1049, "libc.so.6()(64bit)", "rpmlib(PayloadIsXz)")
        .text(1124, "cpio");
  }

  static byte[] rpm(Tags tags, byte[] payload) {
    return rpm(new Tags().text(1000, "signatures"), tags, payload);
  }

  static byte[] rpm(Tags signatures, Tags tags, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] lead = new byte[96];
    ByteBuffer.wrap(lead).putInt(0xedabeedb).put((byte) 3);
    out.writeBytes(lead);
    out.writeBytes(signatures.bytes());
    out.writeBytes(new byte[-out.size() & 7]);
    out.writeBytes(tags.bytes());
    out.writeBytes(payload);
    return out.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
