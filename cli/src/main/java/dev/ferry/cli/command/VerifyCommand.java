package dev.ferry.cli.command;

import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ferry verify BUNDLE}: whether every byte is what the bundle's digest stands for. */
@Command(name = "verify")
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_TOLD = 20;

  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "BUNDLE", arity = "1", descriptionKey = "bundle.parameter")
  private String bundle = "";

  VerifyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    VerifiedBundle verified =
        Verifier.verify(invocation.path(bundle), console.progress()).orThrow();
    verified.litter().forEach(problem -> console.progress().warn(problem.text()));
    verified
        .uncovered()
        .forEach(
            path ->
                console
                    .progress()
                    .note(Text.of("`%s` is not covered by the digest", "`%s` 不在摘要覆盖范围内", path)));
    sayAbsent(verified.absentTwins());
    if (console.isJson()) {
      console.document(document(verified));
    } else {
      console.print(
          Text.of(
              "OK: %s, %s, %s; integrity only, origin not checked",
              "OK：%s，%s，%s；仅检查了完整性，未检查来源",
              verified.bundle().root(),
              Text.count(verified.files(), "file", "个文件"),
              new DataSize(verified.hashed())));
    }
    return 0;
  }

  /** A wheel lies under its name, under its digest, or under both; only its name is missed. */
  private void sayAbsent(List<String> twins) {
    List<String> named = twins.stream().filter(path -> !path.startsWith("blobs/")).toList();
    named.stream()
        .limit(MOST_TOLD)
        .forEach(
            path ->
                invocation
                    .console()
                    .progress()
                    .warn(
                        Text.of(
                            "absent, its twin in `blobs` is here: `%s`",
                            "不存在，但其在 `blobs` 中的副本存在：`%s`", path)));
    if (named.size() > MOST_TOLD) {
      invocation
          .console()
          .progress()
          .warn(Text.of("and %d more", "另有 %d 个", named.size() - MOST_TOLD));
    }
  }

  private static Map<String, Object> document(VerifiedBundle verified) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("digest", verified.bundle().root());
    fields.put("tag", verified.bundle().tag());
    fields.put("files", verified.files());
    fields.put("bytes", verified.hashed());
    fields.put("absentTwins", verified.absentTwins());
    fields.put("litter", verified.litter().stream().map(problem -> problem.path()).toList());
    fields.put("uncovered", verified.uncovered());
    return fields;
  }

  @Override
  public String toString() {
    return "verify " + bundle + " " + global;
  }
}
