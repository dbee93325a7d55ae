package dev.ferry.delta.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Contents of many kinds, to be compressed. */
public final class Contents {
  private Contents() {}

  /** Contents by name, the longest of 160 KB. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("empty", new byte[0]);
    contents.put("one byte", new byte[] {7});
    contents.put("three equal bytes", new byte[] {7, 7, 7});
    contents.put("zeros", new byte[70_000]);
    contents.put("noise", noise(70_000, 256));
    contents.put("few letters", noise(40_000, 4));
    contents.put("words", words(100_000));
    contents.put("a class of the JDK", classFile());
    contents.put("far copies", farCopies());
    byte[] mixed = Arrays.copyOf(words(160_000), 160_000);
    System.arraycopy(noise(40_000, 256), 0, mixed, 50_000, 40_000);
    Arrays.fill(mixed, 110_000, 120_000, (byte) 0x41);
    contents.put("mixed", mixed);
    return contents;
  }

  /** Random bytes below a bound. */
  public static byte[] noise(int size, int bound) {
    Random random = new Random(size);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(bound);
    }
    return bytes;
  }

  /** Words of which some are frequent. */
  public static byte[] words(int size) {
    Random random = new Random(size + 1L);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      int word = random.nextInt(1 + random.nextInt(3000));
      text.append(Integer.toString(word * 7919, 36)).append(random.nextInt(9) == 0 ? '\n' : ' ');
    }
    return text.substring(0, size).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static byte[] farCopies() {
    byte[] bytes = noise(120_000, 256);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(bytes.length - 40_000);
      int distance = 32_400 + random.nextInt(400);
      System.arraycopy(bytes, from, bytes, from + distance, 3 + random.nextInt(300));
    }
    return bytes;
  }

  private static byte[] classFile() {
    try (InputStream in = String.class.getResourceAsStream("/java/lang/Character.class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
