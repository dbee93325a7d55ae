package dev.ferry.image.base;

import dev.ferry.image.tar.TarBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A small root folder with programs of a machine, as a tar. */
public final class RootFolder {
  static final int X86_64 = 62;
  static final int AARCH64 = 183;

  private RootFolder() {}

  /** A program whose header is right and whose code is a text. */
  public static byte[] elf(int machine, String text) {
    byte[] words = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(64 + words.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
    bytes.putShort(16, (short) 3).putShort(18, (short) machine).putInt(20, 1);
    bytes.putShort(52, (short) 64).putShort(54, (short) 56);
    bytes.position(64).put(words);
    return bytes.array();
  }

  /** A Debian with glibc 2.36 and Python 3.11.2, reduced to what is looked at. */
  static TarBytes debian(int machine) {
    return new TarBytes()
        .folder("./")
        .link("./bin", "usr/bin")
        .link("./lib", "usr/lib")
        .folder("./etc/")
        .file("./etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
        .file("./etc/group", "root:x:0:\n")
        .file("./etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n")
        .folder("./etc/ld.so.conf.d/")
        .file("./etc/ld.so.conf.d/local.conf", "# own\n/opt/lib\n")
        .folder("./opt/")
        .folder("./opt/lib/")
        .file("./opt/lib/libown.so.1", 0644, elf(machine, ""))
        .folder("./usr/")
        .folder("./usr/bin/")
        .file("./usr/bin/sh", 0755, elf(machine, ""))
        .file("./usr/bin/su", 04755, elf(machine, ""))
        .file("./usr/bin/notes", "not a program")
        .file("./usr/bin/python3.11", 0755, elf(machine, "\0" + "3.11.2\0 \0" + "3.45.1\0"))
        .link("./usr/bin/python3", "python3.11")
        .folder("./usr/lib/")
        .folder("./usr/lib/some-linux-gnu/")
        .file(
            "./usr/lib/some-linux-gnu/libc.so.6",
            0755,
            elf(machine, "GNU C Library (Debian) stable release version 2.36.\n"))
        .file("./usr/lib/some-linux-gnu/libz.so.1.2.13", 0644, elf(machine, ""))
        .link("./usr/lib/some-linux-gnu/libz.so.1", "libz.so.1.2.13")
        .file("./usr/lib/libforeign.so.1", 0644, elf(X86_64 + AARCH64 - machine, ""));
  }

  static byte[] debian() {
    return debian(X86_64).end();
  }

  /** The same with more entries. */
  static byte[] with(Consumer<TarBytes> more) {
    TarBytes tar = debian(X86_64);
    more.accept(tar);
    return tar.end();
  }
}
