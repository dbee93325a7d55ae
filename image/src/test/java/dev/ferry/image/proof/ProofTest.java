package dev.ferry.image.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.image.run.LoadedImage;
import dev.ferry.image.run.OwnRunner;
import dev.ferry.image.run.TestImage;
import dev.ferry.image.run.TestImage.LayerTar;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden cases of an image of one program, busybox. */
class ProofTest {
  @TempDir private Path folder;

  @Test
  @Tag("system")
  void anAnswerThatDiffersIsRefusedWithBothSides() throws IOException {
    Golden golden = golden("{\"file\":\"out\"}");
    OwnRunner runner = OwnRunner.require();
    Path scratch = folder.resolve("scratch");
    try (LoadedImage full = runner.load(image("full", "2"), scratch)) {
      assertThat(GoldenRecorder.record(full, golden, scratch, Progress.NONE)).containsExactly("c");
    }
    assertThat(golden.cases().get(0).folder().resolve("expected/data/out")).hasContent("sum 2");
    ProofReport report = prove(runner, "same", "2", golden);
    assertThat(report.cases().get(0).exact()).containsExactly("out");
    assertThatThrownBy(() -> prove(runner, "other", "3", golden))
        .isInstanceOfSatisfying(
            FerryException.class, wrong -> assertThat(wrong.failure()).isEqualTo(Failure.REHEARSAL))
        .hasMessageContaining("case `c`, output `out`, line 1: got `sum 3`, want `sum 2`");
  }

  @Test
  @Tag("system")
  void anOutputThatDiffersFromItselfIsComparedByTolerance() throws IOException {
    // Process numbers and times would differ; the uptime is a number that only grows.
    Golden golden = golden("{\"stdout\":true,\"relative\":1000000}");
    OwnRunner runner = OwnRunner.require();
    Path scratch = folder.resolve("scratch");
    try (LoadedImage full = runner.load(image("full", "$(cat /proc/uptime)"), scratch)) {
      GoldenRecorder.record(full, golden, scratch, Progress.NONE);
    }
    ProofReport report = prove(runner, "same", "$(cat /proc/uptime)", golden);
    assertThat(report.cases().get(0).unstable()).containsExactly("stdout");
    assertThat(report.cases().get(0).near()).containsExactly("stdout");
  }

  @Test
  @Tag("system")
  void aCaseThatFailsOrWritesNothingIsNamed() throws IOException {
    OwnRunner runner = OwnRunner.require();
    Golden golden = golden("{\"file\":\"absent\"}");
    expect(golden, "absent", "x");
    assertThatThrownBy(() -> prove(runner, "writes-nothing", "1", golden))
        .hasMessageContaining("`c` did not write `absent`");
    assertThatThrownBy(() -> prove(runner, "fails", "1; echo told >&2; exit 4", golden))
        .isInstanceOfSatisfying(
            FerryException.class,
            wrong -> assertThat(wrong.reasons()).extracting(t -> t.english()).contains("told"))
        .hasMessageContaining("exit status 4");
  }

  @Test
  void casesWithMistakesAreRefusedByFileAndField() throws IOException {
    for (Map.Entry<String, String> wrong :
        List.of(
            Map.entry("outputs", "{\"format\":1,\"outputs\":[]}"),
            Map.entry("format", "{\"format\":2,\"outputs\":[{\"stdout\":true}]}"),
            Map.entry("comand", "{\"format\":1,\"comand\":[],\"outputs\":[{\"stdout\":true}]}"),
            Map.entry("outputs[0]", "{\"format\":1,\"outputs\":[{\"file\":\"../x\"}]}"),
            Map.entry("outputs[0]", "{\"format\":1,\"outputs\":[{\"stdout\":false}]}"),
            Map.entry("stdin", "{\"format\":1,\"stdin\":\"no\",\"outputs\":[{\"stdout\":true}]}"),
            Map.entry(
                "absolute", "{\"format\":1,\"outputs\":[{\"stdout\":true,\"absolute\":-1}]}"))) {
      Path document = folder.resolve("golden/c/case.json");
      Files.createDirectories(document.resolveSibling("."));
      Files.writeString(document, wrong.getValue());
      assertThatThrownBy(() -> Golden.read(folder.resolve("golden")))
          .isInstanceOf(FerryException.class)
          .hasMessageContaining("case.json")
          .hasMessageContaining(wrong.getKey());
    }
  }

  @Test
  void aFolderWithoutCasesIsRefused() throws IOException {
    assertThatThrownBy(() -> Golden.read(Files.createDirectory(folder.resolve("empty"))))
        .isInstanceOfSatisfying(
            FerryException.class, none -> assertThat(none.failure()).isEqualTo(Failure.USAGE));
  }

  private ProofReport prove(OwnRunner runner, String name, String value, Golden golden)
      throws IOException {
    Path archive = image(name, value);
    return new Proof(runner, folder.resolve("scratch"), Progress.NONE).prove(archive, golden);
  }

  /** An image whose program writes a value. */
  private Path image(String name, String value) throws IOException {
    assumeTrue(Files.isExecutable(TestImage.BUSYBOX), "no busybox here");
    String script =
        "#!/bin/sh\necho sum "
            + value
            + " > /var/lib/ferry/data/out\ncat /var/lib/ferry/data/out\n";
    LayerTar tar =
        new LayerTar()
            .busybox()
            .link("bin/sh", "busybox")
            .link("bin/cat", "busybox")
            .file("bin/program", 0755, script.getBytes(UTF_8))
            .folder("var/lib/ferry/data", 0755, 65532);
    TestImage image = new TestImage(Files.createDirectory(folder.resolve(name))).layer(tar);
    return image.set("Env", List.of("PATH=/bin")).write();
  }

  private Golden golden(String output) throws IOException {
    Path document = folder.resolve("golden/c/case.json");
    Files.createDirectories(document.resolveSibling("."));
    Files.writeString(
        document,
        "{\"format\":1,\"command\":[\"program\"],\"seconds\":60,\"outputs\":[" + output + "]}");
    return Golden.read(folder.resolve("golden"));
  }

  private static void expect(Golden golden, String output, String text) throws IOException {
    Path file = golden.cases().get(0).folder().resolve("expected/data").resolve(output);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
