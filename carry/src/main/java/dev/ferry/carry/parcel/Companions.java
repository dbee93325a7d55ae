package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What lies beside the parts for people: {@code README.txt}, and {@code check.sh}, which is the
 * same in every parcel. A file of somebody else's under these names stays.
 */
final class Companions {
  private static final String README = "README.txt";
  private static final String CHECK = "check.sh";
  private static final int FIRST_LINE = 20;

  private Companions() {}

  static void write(ParcelPlan plan, Path folder) {
    write(folder.resolve(CHECK), "CHECK", resource(CHECK));
    PartLayout layout = plan.layout();
    String readme =
        new String(resource(README), UTF_8)
            .replace("{id}", plan.id().hex())
            .replace("{data}", String.valueOf(layout.dataParts()))
            .replace("{parity}", String.valueOf(layout.parityParts()))
            .replace("{names}", layout.name(1) + " … " + layout.name(layout.parts()));
    write(folder.resolve(README), "README", readme.getBytes(UTF_8));
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
