package dev.ferry.python.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ferry.model.FerryException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

/** Good input with a few seeded changes, and readers that must survive it. */
public final class Mutations {
  private static final String SPECIAL = "\\'\"()[];,=<>~!@#.*+-_ \n0";

  private Mutations() {}

  /** Letters removed, repeated, or new ones of any kind. */
  public static String text(String good, Random random) {
    return changed(good, random, 0x10000);
  }

  /** Bytes removed, repeated, replaced, or new ones. */
  public static byte[] bytes(byte[] good, Random random) {
    if (random.nextInt(3) > 0 && good.length > 0) {
      byte[] replaced = good.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        replaced[random.nextInt(replaced.length)] = (byte) random.nextInt(0x100);
      }
      return replaced;
    }
    String text = new String(good, StandardCharsets.ISO_8859_1);
    return changed(text, random, 0x100).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String changed(String good, Random random, int letters) {
    StringBuilder result = new StringBuilder(good);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int from = random.nextInt(result.length() + 1);
      int to = Math.min(result.length(), from + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> result.delete(from, to);
        case 1 -> result.insert(from, result.substring(from, to).repeat(1 + random.nextInt(20)));
        case 2 -> result.insert(from, (char) random.nextInt(0x100));
        case 3 -> result.insert(from, (char) random.nextInt(letters));
        default -> result.insert(from, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
      }
    }
    return result.toString();
  }

  /**
   * Gives changed text to a reader, which must return or throw its declared exception.
   *
   * @return in how many cases it refused
   */
  public static int tryTexts(int cases, String good, Consumer<String> reader) {
    Random random = new Random(good.hashCode());
    int refused = 0;
    for (int i = 0; i < cases; i++) {
      String changed = text(good, random);
      refused += refuses(i, changed, () -> reader.accept(changed)) ? 1 : 0;
    }
    return refused;
  }

  /** The same with bytes. */
  public static int tryBytes(int cases, byte[] good, Consumer<byte[]> reader) {
    Random random = new Random(java.util.Arrays.hashCode(good));
    int refused = 0;
    for (int i = 0; i < cases; i++) {
      byte[] changed = bytes(good, random);
      String shown = new String(changed, StandardCharsets.ISO_8859_1);
      refused += refuses(i, shown, () -> reader.accept(changed)) ? 1 : 0;
    }
    return refused;
  }

  private static boolean refuses(int number, String input, Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (FerryException declared) {
      assertThat(declared.text().chinese()).isNotEmpty();
      return true;
    } catch (RuntimeException | StackOverflowError other) {
      return fail("case %d, `%s`".formatted(number, input), other);
    }
  }
}
