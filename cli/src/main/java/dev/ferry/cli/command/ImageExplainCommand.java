package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.archive.ImageArchive;
import dev.ferry.image.explain.Explanation;
import dev.ferry.image.explain.LayerSummary;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry image explain ARCHIVE}: what each layer holds, what was left out, and why. */
@Command(name = "explain")
final class ImageExplainCommand implements Callable<Integer> {
  private static final int USUALLY_SHOWN = 5;

  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ARCHIVE", arity = "1", descriptionKey = "image.archive")
  private String archive = "";

  @Option(names = "--paths", descriptionKey = "image.explain.paths")
  private boolean paths;

  ImageExplainCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageArchive opened = ImageArchive.open(invocation.path(archive));
    Console console = invocation.console();
    List<Explanation> images = Explanation.of(opened, console.progress());
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", opened.name().orElse(""));
      document.put("digest", opened.top().digest());
      document.put("images", images.stream().map(this::document).toList());
      console.document(document);
    } else {
      opened.name().ifPresent(console::print);
      images.forEach(this::print);
    }
    return 0;
  }

  private void print(Explanation image) {
    Console console = invocation.console();
    image.platform().ifPresent(one -> console.print(one.os() + "/" + one.architecture()));
    console.print(Text.of("manifest  %s", "清单      %s", image.manifest()));
    console.print(Text.of("image ID  %s", "镜像 ID   %s", image.config()));
    console.print(
        Text.of(
            "%s in %s, %s when opened",
            "%s，%s，展开后 %s",
            new DataSize(image.size()),
            Text.count(image.layers().size(), "layer", "层"),
            new DataSize(image.layers().stream().mapToLong(LayerSummary::tarSize).sum())));
    for (LayerSummary layer : image.layers()) {
      print(layer);
    }
    image.about().ifPresent(this::print);
  }

  private void print(LayerSummary layer) {
    Console console = invocation.console();
    console.print(
        "%s  %10s  %s"
            .formatted(
                layer.digest().hex().substring(0, 12), new DataSize(layer.size()), layer.made()));
    layer.largest().stream()
        .limit(USUALLY_SHOWN)
        .forEach(
            part ->
                console.print(
                    Text.of(
                        "    %10s  %s (%s)",
                        "    %10s  %s（%s）",
                        new DataSize(part.size()),
                        part.path(),
                        Text.count(part.files(), "file", "个文件"))));
  }

  private void print(Explanation.LeftOutList left) {
    Console console = invocation.console();
    console.print(
        Text.of(
            "variant %s, rules %d, left out: %s",
            "变体 %s，规则 %d，略去：%s",
            left.variant(),
            left.rules(),
            Text.count(left.paths().size(), "file", "个文件")));
    for (Explanation.LeftOutRule rule : left.byRule()) {
      console.print(
          Text.of(
              "    %10s  %s: %s (%s)",
              "    %10s  %s：%s（%s）",
              new DataSize(rule.bytes()),
              rule.rule(),
              rule.reason(),
              Text.count(rule.files(), "file", "个文件")));
    }
    if (paths) {
      left.paths().forEach(path -> console.print("    " + path));
    }
  }

  private Map<String, Object> document(Explanation image) {
    Map<String, Object> fields = new LinkedHashMap<>();
    image.platform().ifPresent(one -> fields.put("platform", one.os() + "/" + one.architecture()));
    fields.put("manifest", image.manifest());
    fields.put("imageId", image.config());
    fields.put("size", image.size());
    fields.put("labels", image.labels());
    fields.put("layers", image.layers().stream().map(this::layer).toList());
    image
        .about()
        .ifPresent(
            left -> {
              fields.put("variant", left.variant());
              fields.put("rules", left.rules());
              fields.put("leftOut", left.byRule().stream().map(this::rule).toList());
              fields.put("leftOutFiles", left.paths());
            });
    return fields;
  }

  private Map<String, Object> layer(LayerSummary layer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("made", layer.made());
    fields.put("digest", layer.digest());
    fields.put("diffId", layer.diffId());
    fields.put("size", layer.size());
    fields.put("tarSize", layer.tarSize());
    fields.put("files", layer.files());
    fields.put(
        "largest",
        layer.largest().stream()
            .map(part -> Map.of("path", part.path(), "files", part.files(), "size", part.size()))
            .toList());
    return fields;
  }

  private Map<String, Object> rule(Explanation.LeftOutRule rule) {
    return Map.of(
        "rule", rule.rule(),
        "reason", rule.reason().in(invocation.language()),
        "files", rule.files(),
        "bytes", rule.bytes());
  }

  @Override
  public String toString() {
    return "image explain " + archive + " " + global;
  }
}
