package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.Accelerator;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.marker.MarkerEnvironment;
import dev.ferry.python.tag.Tag;
import dev.ferry.python.tag.TargetTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry target show TARGET}: everything that follows from a name or a probe. */
@Command(name = "show")
final class TargetShowCommand implements Callable<Integer> {
  private static final int TAGS_SHOWN = 12;

  private final Console console;
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "TARGET", arity = "1", descriptionKey = "target.parameter")
  private String name = "";

  @Option(names = "--python", paramLabel = "VERSION", descriptionKey = "python")
  private String python = "";

  @Option(names = "--all-tags", descriptionKey = "all-tags")
  private boolean allTags;

  TargetShowCommand(Invocation invocation) {
    this.invocation = invocation;
    this.console = invocation.console();
  }

  @Override
  public Integer call() {
    Target target = Targets.read(invocation.folder(), name, python);
    if (console.isJson()) {
      console.document(document(target));
    } else {
      print(target);
    }
    return 0;
  }

  private void print(Target target) {
    line(Text.of("name", "名称"), target.name());
    line(Text.of("system", "系统"), target.os() + " " + target.machine());
    line(Text.of("C library", "C 库"), target.libc().toString());
    target.glibcxx().ifPresent(version -> line(Text.same("GLIBCXX"), version.toString()));
    line(Text.same("Python"), target.python().toString());
    line(Text.of("accelerator", "加速卡"), accelerator(target.accelerator()));
    target.pageSize().ifPresent(bytes -> line(Text.of("page size", "内存页"), String.valueOf(bytes)));
    console.print("");
    console.print(Text.of("markers (PEP 508)", "环境标记（PEP 508）"));
    MarkerEnvironment markers = MarkerEnvironment.of(target);
    markers
        .values()
        .forEach(
            (key, value) ->
                console.print(
                    markers.open().contains(key)
                        ? Text.of("  %s = \"%s\" (open)", "  %s = \"%s\"（未定）", key, value)
                        : Text.same("  " + key + " = \"" + value + "\"")));
    markers.open().stream()
        .filter(key -> !markers.values().containsKey(key))
        .forEach(key -> console.print(Text.of("  %s: open", "  %s：未定", key)));
    console.print("");
    tags(TargetTags.of(target).tags());
    console.print("");
    console.print(Text.of("assumptions", "假设"));
    target.assumptions().forEach(text -> console.print(Text.of("  %s", "  %s", text)));
  }

  private void tags(List<Tag> tags) {
    console.print(
        Text.of("tags (PEP 425), %d, best first", "标签（PEP 425），共 %d 个，最优在前", tags.size()));
    int shown = allTags ? tags.size() : Math.min(TAGS_SHOWN, tags.size());
    tags.subList(0, shown).forEach(tag -> console.print("  " + tag));
    if (shown < tags.size()) {
      console.print(
          Text.of(
              "  ... %d more (`--all-tags`)", "  ……另有 %d 个（`--all-tags`）", tags.size() - shown));
    }
  }

  private void line(Text label, String value) {
    console.print(Text.of("%-13s%s", "%-10s%s", label, value));
  }

  private Map<String, Object> document(Target target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", target.name());
    fields.put("os", target.os());
    fields.put("machine", target.machine());
    fields.put(
        "libc", Map.of("family", target.libc().family().id(), "version", target.libc().version()));
    fields.put("glibcxx", target.glibcxx());
    fields.put("python", target.python().toString());
    fields.put("accelerator", accelerator(target.accelerator()));
    fields.put("pageSize", target.pageSize());
    MarkerEnvironment markers = MarkerEnvironment.of(target);
    fields.put("markers", markers.values());
    fields.put("openMarkers", markers.open());
    fields.put("tags", TargetTags.of(target).tags());
    fields.put(
        "assumptions",
        target.assumptions().stream().map(text -> text.in(console.language())).toList());
    return fields;
  }

  private static String accelerator(Accelerator accelerator) {
    return switch (accelerator) {
      case Accelerator.None none -> "none";
      case Accelerator.Cuda cuda ->
          "cuda " + cuda.ceiling() + cuda.driver().map(driver -> ", driver " + driver).orElse("");
      case Accelerator.Ascend ascend -> "ascend cann " + ascend.cann();
    };
  }

  @Override
  public String toString() {
    return "target show " + name + " " + global;
  }
}
