package dev.ferry.python.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import dev.ferry.python.fuzz.Mutations;
import dev.ferry.python.wheel.MemoryBytes;
import dev.ferry.python.wheel.WheelArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class EntryPointsFuzzTest {
  private static final String GOOD =
      """
      [console_scripts]
      greet = a.b:main.run [extra]
      ; comment
      [gui_scripts]
      window = a.b
      [other]
      x = y
      """;

  @Test
  void changedEntryPointsAreReadOrRefused() {
    int refused =
        Mutations.tryTexts(
            4_000,
            GOOD,
            text ->
                assertThat(EntryPoints.of(wheel(text)))
                    .allMatch(script -> script.name().matches("[A-Za-z0-9._-]+")));
    assertThat(refused).isBetween(400, 3_900);
  }

  private static PlannedWheel wheel(String entryPoints) {
    Map<String, String> members = new LinkedHashMap<>();
    String info = "a-1.dist-info/";
    members.put(info + "METADATA", "Metadata-Version: 2.1\nName: a\nVersion: 1\n");
    members.put(info + "entry_points.txt", entryPoints);
    String hash = ",sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,\n";
    members.put(info + "RECORD", String.join(hash, members.keySet()) + hash + info + "RECORD,,\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    WheelArchive archive = WheelArchive.open(new MemoryBytes(bytes.toByteArray()), "a.whl");
    return new PlannedWheel("a", true, Digest.of(new byte[0]), archive);
  }
}
