package dev.ferry.image.proof;

import dev.ferry.image.json.JsonFields;
import dev.ferry.image.run.LoadedImage;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Records what the full environment gives. Every case is run twice; an output that differs from
 * itself is listed in {@code expected/unstable.json}.
 */
public final class GoldenRecorder {
  private static final String UNSTABLE = "unstable.json";
  private static final int LARGEST = 1 << 20;

  private GoldenRecorder() {}

  /**
   * Records cases whose expected outputs are not there yet. Outputs that are there stay.
   *
   * @param image the full environment's
   * @param scratch a folder for the data of each run
   * @return names of the cases that were recorded
   */
  public static List<String> record(
      LoadedImage image, Golden golden, Path scratch, Progress progress) {
    List<String> recorded = new ArrayList<>();
    for (GoldenCase each : golden.cases()) {
      if (!each.isRecorded()) {
        Text what = Text.of("Recording the case %s", "正在记录用例 %s", each.name());
        Progress.Task task = progress.start(what, 0);
        try {
          record(image, each, scratch);
        } finally {
          task.close();
        }
        recorded.add(each.name());
      }
    }
    return recorded;
  }

  private static void record(LoadedImage image, GoldenCase golden, Path scratch) {
    CaseRun run = new CaseRun(image, scratch);
    CaseRun.Given one = run.run(golden);
    CaseRun.Given other = run.run(golden);
    Set<String> unstable = new TreeSet<>();
    one.outputs()
        .forEach(
            (name, bytes) -> {
              if (!Arrays.equals(bytes, other.outputs().get(name))) {
                unstable.add(name);
              }
            });
    try {
      for (GoldenOutput output : golden.outputs()) {
        Path file = output.in(golden.expected());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(file.resolveSibling("."));
          Files.write(file, one.outputs().getOrDefault(output.name(), new byte[0]));
        }
      }
      Path list = golden.expected().resolve(UNSTABLE);
      Files.write(list, CanonicalJson.bytes(Map.of("outputs", List.copyOf(unstable))));
    } catch (IOException e) {
      throw DiskFailure.of(e, golden.expected());
    }
  }

  /** Names of outputs that the full environment does not give twice alike. */
  static Set<String> unstable(GoldenCase golden) {
    Path list = golden.expected().resolve(UNSTABLE);
    return Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
        ? Set.copyOf(JsonFields.read(list, LARGEST).strings("outputs"))
        : Set.of();
  }
}
