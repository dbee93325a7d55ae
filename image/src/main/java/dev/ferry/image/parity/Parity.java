package dev.ferry.image.parity;

import dev.ferry.image.tensor.Comparison;
import dev.ferry.image.tensor.Limits;
import dev.ferry.image.tensor.NumpyFile;
import dev.ferry.image.tensor.Tensor;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Runs both sides and compares what they wrote. */
public final class Parity {
  private static final String SCRIPT = "ferry_parity.py";

  private final ParityRequest request;
  private final Progress progress;

  private Parity(ParityRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs and compares, once for each position of the switch.
   *
   * @throws FerryException of kind USAGE where the model or the inputs are not there, ENVIRONMENT
   *     where a side does not run, REFUSED where it did not take the switch, VERIFICATION where it
   *     wrote something that cannot be read
   */
  public static List<RunReport> of(ParityRequest request, Progress progress) {
    requireModel(request.model());
    List<String> cases = Cases.names(request.inputs());
    try {
      Path scratch = Files.createTempDirectory("ferry-parity-");
      try {
        return new Parity(request, progress).run(cases, scratch);
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException e) {
      throw DiskFailure.of(e, Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private static void requireModel(Path model) {
    for (String ending : List.of(".json", ".pdmodel")) {
      if (Files.isRegularFile(model.resolveSibling(model.getFileName() + ending))) {
        return;
      }
    }
    throw new FerryException(
            Failure.USAGE,
            Text.of(
                "no model at `%s`: there is no `%s.json`", "`%s` 处没有模型：没有 `%s.json`", model, model))
        .hint(
            Text.of(
                "give the path that `paddle.jit.save` got, without an ending",
                "请给出传给 `paddle.jit.save` 的路径，不带后缀"));
  }

  private List<RunReport> run(List<String> cases, Path scratch) throws IOException {
    Path script = scratch.resolve(SCRIPT);
    try (InputStream in = Parity.class.getResourceAsStream(SCRIPT)) {
      Files.copy(Objects.requireNonNull(in, SCRIPT), script);
    }
    List<RunReport> reports = new ArrayList<>();
    for (Onednn onednn : request.switches()) {
      PinnedEnvironment pinned = new PinnedEnvironment(onednn, request.threads());
      Path folder = Files.createDirectory(scratch.resolve(onednn.id()));
      SideRun left = side(request.left(), script, pinned, folder.resolve("left"));
      SideRun right = side(request.right(), script, pinned, folder.resolve("right"));
      reports.add(report(onednn, cases, left, right));
    }
    return reports;
  }

  private SideRun side(Side side, Path script, PinnedEnvironment pinned, Path scratch)
      throws IOException {
    Files.createDirectory(scratch);
    SideRun run;
    try (Progress.Task task =
        progress.start(
            Text.of("Running %s, oneDNN %s", "运行 %s，oneDNN %s", side.name(), pinned.onednn().id()),
            0)) {
      run = SideRun.of(side, request, script, pinned, scratch);
      task.advance(1);
    }
    requireOutputs(side, run);
    requireSwitch(side, run, pinned.onednn());
    return run;
  }

  /** A side that ends badly after its answers is reported; one without answers did not run. */
  private static void requireOutputs(Side side, SideRun run) throws IOException {
    try (var files = Files.walk(run.outputs())) {
      boolean wrote = files.anyMatch(file -> file.toString().endsWith(".npy"));
      if (run.exitCode() != 0 && !wrote) {
        Text what = Text.of("exit code %d", "退出码 %d", run.exitCode());
        throw SideRun.failed(side, what, run.lastLines());
      }
    }
  }

  private static void requireSwitch(Side side, SideRun run, Onednn want) {
    SideFacts.read(run.outputs())
        .onednn()
        .filter(got -> got != want)
        .ifPresent(
            got -> {
              throw new FerryException(
                      Failure.REFUSED,
                      Text.of(
                          "The side `%s` ran with oneDNN %s, want %s",
                          "`%s` 一侧运行时 oneDNN 为 %s，需为 %s", side.name(), got.id(), want.id()))
                  .hint(
                      Text.of(
                          "a C++ program reads `FLAGS_use_mkldnn` only through"
                              + " `paddle::framework::InitGflags`",
                          "C++ 程序只有通过 `paddle::framework::InitGflags` 才会读取"
                              + " `FLAGS_use_mkldnn`"));
            });
  }

  private RunReport report(Onednn onednn, List<String> cases, SideRun left, SideRun right) {
    List<OutputReport> outputs = new ArrayList<>();
    for (String name : cases) {
      Map<String, Path> ours = Cases.tensors(left.outputs().resolve(name));
      Map<String, Path> theirs = Cases.tensors(right.outputs().resolve(name));
      if (ours.isEmpty() && theirs.isEmpty()) {
        Text none = Text.of("no output on either side", "两侧均无输出");
        outputs.add(new OutputReport.Incomparable(name, "-", none));
      }
      TreeSet<String> all = new TreeSet<>(ours.keySet());
      all.addAll(theirs.keySet());
      all.forEach(output -> outputs.add(output(name, output, ours, theirs)));
    }
    return new RunReport(
        onednn,
        SideFacts.read(left.outputs()),
        SideFacts.read(right.outputs()),
        left.exitCode(),
        right.exitCode(),
        outputs);
  }

  private OutputReport output(
      String caseName, String output, Map<String, Path> ours, Map<String, Path> theirs) {
    Path left = ours.get(output);
    Path right = theirs.get(output);
    if (left == null || right == null) {
      Side without = left == null ? request.left() : request.right();
      return new OutputReport.Incomparable(
          caseName, output, Text.of("missing in `%s`", "`%s` 中缺少", without.name()));
    }
    return compared(caseName, output, NumpyFile.read(left), NumpyFile.read(right));
  }

  private OutputReport compared(String caseName, String output, Tensor left, Tensor right) {
    String ours = left.type() + " " + left.shapeText();
    String theirs = right.type() + " " + right.shapeText();
    if (!ours.equals(theirs)) {
      return new OutputReport.Incomparable(
          caseName,
          output,
          Text.of(
              "`%s` gives %s, `%s` gives %s",
              "`%s` 给出 %s，`%s` 给出 %s",
              request.left().name(),
              ours,
              request.right().name(),
              theirs));
    }
    Limits limits = request.limits();
    return OutputReport.Compared.of(caseName, output, left, Comparison.of(left, right, limits));
  }
}
