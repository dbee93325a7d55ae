package dev.ferry.bundle.pack;

import dev.ferry.bundle.evidence.Statement;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.rehearse.Rehearsal;
import dev.ferry.bundle.rehearse.RehearsalResult;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.FactStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Installs each target of a bundle that this machine can run, without a network, and runs its smoke
 * test. An environment that passed here once is not tried again: its {@code environment.json} names
 * the lock, the files, the variables and the test by digest or content.
 */
public final class RehearsalCheck implements BundleCheck {
  private static final String KIND = "rehearsal-1";

  private final FactStore facts;
  private final Path scratch;
  private final Progress progress;
  private final Map<String, Text> impossibles = new TreeMap<>();

  /**
   * Prepares.
   *
   * @param scratch an existing folder with room for the installed set
   */
  public RehearsalCheck(FactStore facts, Path scratch, Progress progress) {
    this.facts = facts;
    this.scratch = scratch;
    this.progress = progress;
  }

  /** By target, why this machine could not try it. */
  public Map<String, Text> impossibles() {
    return Map.copyOf(impossibles);
  }

  @Override
  public List<Statement> check(Path bundle, Digest root) {
    List<Statement> statements = new ArrayList<>();
    Bundle.open(bundle)
        .environments()
        .forEach(
            (target, files) -> {
              String key = files.document().digest().hex();
              Optional<Run> run =
                  facts.find(KIND, key).flatMap(Run::parse).or(() -> rehearse(bundle, target, key));
              run.ifPresent(passed -> statements.add(statement(root, target, passed)));
            });
    return statements;
  }

  private Optional<Run> rehearse(Path bundle, String target, String key) {
    Text what = Text.of("Rehearsing %s without a network", "正在断网预演 %s", target);
    RehearsalResult result;
    Progress.Task task = progress.start(what, 0);
    try {
      result = Rehearsal.run(bundle, target, scratch);
    } finally {
      task.close();
    }
    return switch (result) {
      case RehearsalResult.Passed passed -> {
        Run run = new Run(passed.python(), passed.isolation().id());
        facts.put(KIND, key, run.bytes());
        yield Optional.of(run);
      }
      case RehearsalResult.Impossible impossible -> {
        impossibles.put(target, impossible.reason());
        yield Optional.empty();
      }
      case RehearsalResult.Failed failed -> throw failed(target, failed);
    };
  }

  private static FerryException failed(String target, RehearsalResult.Failed failed) {
    return new FerryException(
            Failure.REHEARSAL,
            Text.of(
                "Cannot use the set for `%s` without a network: %s",
                "无法在断网时使用 `%s` 的集合：%s", target, failed.reason()))
        .reasons(failed.output().stream().map(Text::same).toList())
        .hint(
            Text.of(
                "Add what is missing to the requirements; `--no-rehearse` packs without this test",
                "请把缺少的内容加入需求；`--no-rehearse` 可跳过此测试"));
  }

  /** Only what every passing run says alike, so that equal bundles have equal evidence. */
  private static Statement statement(Digest root, String target, Run run) {
    return new Statement(
        root,
        Statement.TEST_RESULT,
        Map.of(
            "result",
            "PASSED",
            "configuration",
            List.of(
                Map.of(
                    "name",
                    "targets/" + target + "/environment.json",
                    "annotations",
                    Map.of(
                        "target", target, "python", run.python(), "isolation", run.isolation())))));
  }

  /**
   * A run that passed.
   *
   * @param python version of the interpreter
   * @param isolation what kept the network away
   */
  private record Run(String python, String isolation) {
    byte[] bytes() {
      return (python + " " + isolation).getBytes(StandardCharsets.UTF_8);
    }

    static Optional<Run> parse(byte[] bytes) {
      String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
      return words.length == 2 ? Optional.of(new Run(words[0], words[1])) : Optional.empty();
    }
  }
}
