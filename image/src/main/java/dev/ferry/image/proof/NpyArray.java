package dev.ferry.image.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of floating-point numbers in NumPy's format, versions 1 to 3 ("NEP 1, A Simple File
 * Format for NumPy Arrays").
 */
final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)f([248])'");
  private static final Pattern SHAPE =
      Pattern.compile("'fortran_order':\\s*(True|False),\\s*'shape':\\s*(\\([0-9, ]*\\))");

  private final String shape;
  private final int width;
  private final ByteBuffer values;

  private NpyArray(String shape, int width, ByteBuffer values) {
    this.shape = shape;
    this.width = width;
    this.values = values;
  }

  /** The array that bytes hold; empty where they hold none of floating-point numbers. */
  static Optional<NpyArray> find(byte[] bytes) {
    if (bytes.length < 12 || java.util.Arrays.mismatch(bytes, MAGIC) != MAGIC.length) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean one = bytes[6] == 1;
    int length = one ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
    int start = one ? 10 : 12;
    if (length < 0 || length > MOST_HEADER || start + length > bytes.length) {
      return Optional.empty();
    }
    String header = new String(bytes, start, length, ISO_8859_1);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(type.group(2));
    int from = start + length;
    ByteBuffer values = ByteBuffer.wrap(bytes, from, bytes.length - from).slice();
    values.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    String order = shape.group(1).equals("True") ? " fortran" : "";
    return Optional.of(new NpyArray(shape.group(2) + " f" + width + order, width, values));
  }

  /** Type, order and shape. */
  String shape() {
    return shape;
  }

  int size() {
    return values.limit() / width;
  }

  double value(int index) {
    return switch (width) {
      case 2 -> Float.float16ToFloat(values.getShort(index * 2));
      case 4 -> values.getFloat(index * 4);
      default -> values.getDouble(index * 8);
    };
  }
}
