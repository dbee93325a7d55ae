package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;

/**
 * What lies beside the parts for people: {@code README.txt}, and {@code check.sh}, which is the
 * same in every parcel, except that in an answer it knows which parts were asked for. A file of
 * somebody else's under these names stays.
 */
final class Companions {
  private static final String README = "README.txt";
  private static final String CHECK = "check.sh";

  /** The line of {@code check.sh} that names the parts of an answer. */
  private static final String ASKED = "asked=''";

  private static final int FIRST_LINE = 20;

  private Companions() {}

  /**
   * Writes both.
   *
   * @param parts numbers of the parts in the folder; where these are not all, it is an answer
   */
  static void write(ParcelPlan plan, Path folder, SortedSet<Integer> parts) {
    boolean answer = parts.size() < plan.layout().parts();
    String check = new String(resource(CHECK), UTF_8);
    String asked = answer ? plan.id().hex() + " " + PartRanges.of(parts) : "";
    write(folder.resolve(CHECK), "CHECK", check.replace(ASKED, "asked='" + asked + "'"));
    String readme = new ParcelReadme(plan, parts).text(new String(resource(README), UTF_8));
    write(folder.resolve(README), "README", readme);
  }

  private static void write(Path file, String stem, String text) {
    write(file, stem, text.getBytes(UTF_8));
  }

  private static void write(Path file, String stem, byte[] bytes) {
    try {
      if (Files.exists(file) && !isOurs(file, bytes)) {
        return;
      }
      try (StagedPart staged = StagedPart.create(file, stem)) {
        staged.append(bytes, bytes.length);
        staged.publish();
      }
    } catch (IOException failure) {
      throw StagedPart.failure(failure, file);
    }
  }

  /** Whether it begins as ours does. */
  private static boolean isOurs(Path file, byte[] bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(FIRST_LINE), Arrays.copyOf(bytes, FIRST_LINE));
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = Companions.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("`" + name + "` is not in the program");
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
