package dev.ferry.image.tensor;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of {@code .npy} files. Source: numpy.lib.format, versions 1.0 to 3.0. */
public final class NumpyFile {
  /** An output of a gigabyte is a mistake, or not a thing to compare in memory. */
  public static final DataSize LARGEST = DataSize.ofMegabytes(1024);

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 65_535;
  private static final int MOST_DIMENSIONS = 32;
  // The header is a literal of a Python dictionary with these three keys; NumPy sorts them.
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([<>|=]?)([a-z]\\d{1,2})', 'fortran_order': (True|False), "
              + "'shape': \\(([\\d, ]{0,400})\\),? ?\\}[ \\n]*");

  private NumpyFile() {}

  /**
   * Reads a file.
   *
   * @throws FerryException of kind VERIFICATION where the bytes are no such file, hold objects, are
   *     in Fortran's order or larger than {@link #LARGEST}
   */
  public static Tensor read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size > LARGEST.bytes()) {
        throw bad(file, Text.of("holds %d bytes, at most %s", "有 %d 字节，上限 %s", size, LARGEST));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // The next read goes on where this one ended.
      }
      return parse(file, bytes.flip());
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  private static Tensor parse(Path file, ByteBuffer bytes) {
    String header = header(file, bytes.order(ByteOrder.LITTLE_ENDIAN));
    Matcher fields = HEADER.matcher(header);
    if (!fields.matches()) {
      String shown = header.length() > 120 ? header.substring(0, 120) + "…" : header.strip();
      throw bad(file, Text.of("bad header: `%s`", "文件头有误：`%s`", shown));
    }
    String code = fields.group(2);
    ElementType type =
        ElementType.find(code)
            .orElseThrow(
                () -> bad(file, Text.of("bad value for `descr`: `%s`", "`descr` 的值有误：`%s`", code)));
    List<Integer> shape = shape(file, fields.group(4));
    if (fields.group(3).equals("True") && shape.size() > 1) {
      throw bad(file, Text.of("is in Fortran's order, want C", "按 Fortran 顺序存放，需为 C 顺序"))
          .hint(Text.of("save `numpy.ascontiguousarray(x)`", "请保存 `numpy.ascontiguousarray(x)`"));
    }
    requireSize(file, bytes, type, shape);
    boolean big = fields.group(1).equals(">");
    return new Tensor(
        type, shape, bytes.slice().order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
  }

  private static String header(Path file, ByteBuffer bytes) {
    byte[] magic = new byte[MAGIC.length];
    if (bytes.remaining() < 12) {
      throw notNumpy(file);
    }
    bytes.get(magic);
    int version = bytes.get();
    bytes.get(); // The minor version is 0 in all of them.
    if (!java.util.Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
      throw notNumpy(file);
    }
    long length = version == 1 ? bytes.getShort() & 0xffffL : bytes.getInt() & 0xffff_ffffL;
    if (length > LONGEST_HEADER || length > bytes.remaining()) {
      throw bad(
          file,
          Text.of("the header says %d bytes, more than there are", "文件头长 %d 字节，超出文件", length));
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static List<Integer> shape(Path file, String words) {
    List<Integer> shape = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      String digits = word.strip();
      if (digits.isEmpty()) {
        continue; // After the comma of a tuple of one.
      }
      if (digits.length() > 9 || digits.indexOf(' ') >= 0 || shape.size() == MOST_DIMENSIONS) {
        throw bad(file, Text.of("bad value for `shape`: `(%s)`", "`shape` 的值有误：`(%s)`", words));
      }
      shape.add(Integer.parseInt(digits));
    }
    return shape;
  }

  private static void requireSize(
      Path file, ByteBuffer bytes, ElementType type, List<Integer> shape) {
    long want = type.size();
    for (int dimension : shape) {
      want = dimension == 0 ? 0 : Math.multiplyExact(Math.min(want, 1L << 31), dimension);
    }
    if (want != bytes.remaining()) {
      throw bad(
          file,
          Text.of(
              "holds %d bytes of data, `shape` wants %d",
              "数据为 %d 字节，`shape` 需要 %d", bytes.remaining(), want));
    }
  }

  private static FerryException notNumpy(Path file) {
    return bad(file, Text.of("not a `.npy` file", "不是 `.npy` 文件"));
  }

  private static FerryException bad(Path file, Text what) {
    return new FerryException(Failure.VERIFICATION, Text.of("`%s`: %s", "`%s`：%s", file, what));
  }
}
