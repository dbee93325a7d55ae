package dev.ferry.delta.container;

/**
 * What the headers of a zip entry say of its content.
 *
 * @param crc of the content
 * @param packed compressed bytes
 * @param size bytes of the content
 */
public record ZipValues(int crc, long packed, long size) {
  private static final int LOCAL = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;

  /** Bytes of a local header before the name. */
  public static final int LOCAL_FIXED = 30;

  /** The values that stand in the central directory. */
  public static ZipValues of(CentralEntry entry) {
    return new ZipValues(entry.crc(), entry.packed(), entry.size());
  }

  /**
   * The local header that follows from an entry of the central directory (APPNOTE 4.3.7): its
   * version needed, flags, method, time and date, these values, its name, and an extra field.
   *
   * @param central the first 46 bytes of the entry
   */
  public byte[] localHeader(byte[] central, byte[] name, byte[] extra) {
    byte[] header = new byte[LOCAL_FIXED + name.length + extra.length];
    Little.putInt(header, 0, LOCAL);
    System.arraycopy(central, 6, header, 4, 10);
    putInto(header, 14);
    Little.putShort(header, 26, name.length);
    Little.putShort(header, 28, extra.length);
    System.arraycopy(name, 0, header, LOCAL_FIXED, name.length);
    System.arraycopy(extra, 0, header, LOCAL_FIXED + name.length, extra.length);
    return header;
  }

  /** The data descriptor (APPNOTE 4.3.9) of a form. */
  public byte[] descriptor(DescriptorForm form) {
    byte[] bytes = new byte[form.length()];
    switch (form) {
      case NONE -> {}
      case SIGNED -> {
        Little.putInt(bytes, 0, DESCRIPTOR);
        putInto(bytes, 4);
      }
      case BARE -> putInto(bytes, 0);
      case ZIP64 -> {
        Little.putInt(bytes, 0, DESCRIPTOR);
        Little.putInt(bytes, 4, crc);
        Little.putLong(bytes, 8, packed);
        Little.putLong(bytes, 16, size);
      }
    }
    return bytes;
  }

  /** Puts checksum, compressed size and size, four bytes each. */
  public void putInto(byte[] to, int at) {
    Little.putInt(to, at, crc);
    Little.putInt(to, at + 4, packed);
    Little.putInt(to, at + 8, size);
  }

  /** What stands behind the data. Its number is part of the format. */
  public enum DescriptorForm {
    NONE(0, 0),
    SIGNED(1, 16),
    BARE(2, 12),
    ZIP64(3, 24);

    private final int number;
    private final int length;

    DescriptorForm(int number, int length) {
      this.number = number;
      this.length = length;
    }

    /** The form of a number, 0 to 3. */
    public static DescriptorForm of(int number) {
      for (DescriptorForm form : values()) {
        if (form.number == number) {
          return form;
        }
      }
      throw new IllegalArgumentException("descriptor form " + number);
    }

    /** The number in the format. */
    public int number() {
      return number;
    }

    /** Bytes. */
    public int length() {
      return length;
    }
  }
}
