package dev.ferry.image.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code .npy} files for tests. */
public final class Numpy {
  private Numpy() {}

  /** A file of version 1.0 with any header and any data. */
  public static byte[] bytes(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file =
        ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) text.length).put(text).put(data);
    return file.array();
  }

  public static byte[] bytes(String type, List<Integer> shape, byte[] data) {
    String tuple = shape.stream().map(d -> d + ",").collect(Collectors.joining(" "));
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, tuple);
    return bytes(header, data);
  }

  public static byte[] floats(List<Integer> shape, float... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return bytes("<f4", shape, data.array());
  }

  public static byte[] doubles(double... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    return bytes("<f8", List.of(values.length), data.array());
  }

  public static byte[] longs(long... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(data::putLong);
    return bytes("<i8", List.of(values.length), data.array());
  }

  public static Tensor read(Path folder, byte[] bytes) throws IOException {
    return NumpyFile.read(Files.write(folder.resolve("x.npy"), bytes));
  }
}
