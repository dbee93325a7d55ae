package dev.ferry.python.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.FerryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedWheelTest {
  @TempDir Path folder;

  @Test
  void everyMutantIsReadOrRefused() throws IOException {
    MutatedWheels mutants = new MutatedWheels();
    int read = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] mutant = mutants.next();
      read += MutatedWheels.read(mutant).isPresent() ? 1 : 0;
      readTail(mutant);
    }
    assertThat(read).isBetween(250, 9_500);
  }

  /** A wheel that lies elsewhere passes fewer checks, and must not break the reader either. */
  private static void readTail(byte[] mutant) {
    try {
      assertThat(WheelArchive.directoryOnly(new MemoryBytes(mutant), "mutant.whl").metadata())
          .isNotNull();
    } catch (FerryException refused) {
      assertThat(refused.text().english()).contains("mutant.whl");
    }
  }

  /** Two zip readers must never see two wheels: what is accepted reads the same in Python. */
  @Test
  @Tag("system")
  void pythonReadsTheSameInEveryAcceptedMutant() throws IOException, InterruptedException {
    MutatedWheels mutants = new MutatedWheels();
    List<Map<String, String>> accepted = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] mutant = mutants.next();
      Optional<Map<String, String>> contents = MutatedWheels.read(mutant);
      if (contents.isPresent()) {
        Files.write(folder.resolve(accepted.size() + ".zip"), mutant);
        accepted.add(contents.get());
      }
    }
    List<Map<String, String>> python = readByPython(accepted.size());
    for (int i = 0; i < accepted.size(); i++) {
      assertThat(python.get(i)).as("mutant %d", i).isEqualTo(accepted.get(i));
    }
    assertThat(accepted.size()).isGreaterThan(500);
  }

  private List<Map<String, String>> readByPython(int count)
      throws IOException, InterruptedException {
    String script =
        """
        import hashlib, sys, zipfile
        for number in range(int(sys.argv[2])):
            with zipfile.ZipFile(f"{sys.argv[1]}/{number}.zip") as archive:
                for info in archive.infolist():
                    if not info.is_dir():
                        digest = hashlib.sha256(archive.read(info)).hexdigest()
                        print(number, digest, info.filename)
        """;
    Path output = folder.resolve("output");
    Process python =
        new ProcessBuilder("python3", "-X", "utf8", "-c", script, folder.toString(), "" + count)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(python.waitFor()).isZero();
    List<Map<String, String>> contents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      contents.add(new TreeMap<>());
    }
    for (String line : lines(output)) {
      String[] parts = line.split(" ", 3);
      contents.get(Integer.parseInt(parts[0])).put(parts[2], parts[1]);
    }
    return contents;
  }

  private static List<String> lines(Path output) {
    try {
      return Files.readAllLines(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
