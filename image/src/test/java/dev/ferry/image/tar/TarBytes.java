package dev.ferry.image.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Writes tars byte by byte, also wrong ones. */
public final class TarBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The fields of one header block. */
  public static final class Header {
    private final byte[] block = new byte[TarReader.BLOCK];

    public Header(String name, char type, int mode, long size) {
      text(0, name);
      octal(100, 8, mode);
      octal(108, 8, 0);
      octal(116, 8, 0);
      octal(124, 12, size);
      octal(136, 12, 0);
      block[156] = (byte) type;
      text(257, "ustar");
      text(263, "00");
    }

    public Header target(String target) {
      text(157, target);
      return this;
    }

    public Header owner(int owner) {
      octal(108, 8, owner);
      return this;
    }

    public Header raw(int at, byte... bytes) {
      System.arraycopy(bytes, 0, block, at, bytes.length);
      return this;
    }

    private void text(int at, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private void octal(int at, int length, long value) {
      text(at, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
    }

    byte[] bytes() {
      Arrays.fill(block, 148, 156, (byte) ' ');
      int sum = 0;
      for (byte value : block) {
        sum += value & 0xff;
      }
      text(148, String.format(Locale.ROOT, "%06o", sum));
      block[154] = 0;
      return block.clone();
    }
  }

  public TarBytes folder(String path) {
    return header(new Header(path, '5', 0755, 0));
  }

  public TarBytes file(String path, String content) {
    return file(path, 0644, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  public TarBytes file(String path, int mode, byte[] content) {
    return header(new Header(path, '0', mode, content.length)).content(content);
  }

  public TarBytes link(String path, String target) {
    return header(new Header(path, '2', 0777, 0).target(target));
  }

  public TarBytes hardLink(String path, String target) {
    return header(new Header(path, '1', 0644, 0).target(target));
  }

  public TarBytes special(String path, char type) {
    return header(new Header(path, type, 0644, 0));
  }

  public TarBytes header(Header header) {
    return raw(header.bytes());
  }

  /** A pax header with records as they are given. */
  public TarBytes pax(char type, String records) {
    byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
    return header(new Header("pax", type, 0644, bytes.length)).content(bytes);
  }

  /** Records of a pax header with their lengths. */
  public static String record(String key, String value) {
    int length = key.length() + value.getBytes(StandardCharsets.UTF_8).length + 3;
    int digits = String.valueOf(length).length();
    if (String.valueOf(length + digits).length() > digits) {
      digits++;
    }
    return (length + digits) + " " + key + "=" + value + "\n";
  }

  public TarBytes content(byte[] content) {
    return raw(content).raw(new byte[-content.length & (TarReader.BLOCK - 1)]);
  }

  public TarBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** With the end marker. */
  public byte[] end() {
    out.writeBytes(new byte[2 * TarReader.BLOCK]);
    return out.toByteArray();
  }

  /** As it is, without one. */
  public byte[] bytes() {
    return out.toByteArray();
  }
}
