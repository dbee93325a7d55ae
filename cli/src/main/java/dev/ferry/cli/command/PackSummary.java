package dev.ferry.cli.command;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.pack.PackOutcome;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.show.Summary;
import dev.ferry.bundle.show.Summary.TargetSummary;
import dev.ferry.cli.output.Console;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code pack} says at the end on standard error: what was made, what was proven of it, what
 * the target must have, and what to type on the other side.
 */
final class PackSummary {
  private static final int MOST_LIBRARIES = 6;
  private static final Pattern FRAMEWORK =
      Pattern.compile("paddlepaddle(-.*)?|torch|tensorflow(-.*)?");

  private final PackOutcome.Packed packed;
  private final Summary summary;
  private final boolean rehearsalWanted;
  private final boolean tar;

  private PackSummary(PackOutcome.Packed packed, boolean rehearsalWanted, boolean tar) {
    this.packed = packed;
    this.summary = Summary.of(Bundle.open(packed.bundle()));
    this.rehearsalWanted = rehearsalWanted;
    this.tar = tar;
  }

  static void say(
      Console console, PackOutcome.Packed packed, boolean rehearsalWanted, boolean tar) {
    new PackSummary(packed, rehearsalWanted, tar).lines().forEach(console::say);
  }

  private List<Text> lines() {
    List<Text> lines = new ArrayList<>();
    lines.add(first());
    for (TargetSummary target : summary.targets()) {
      lines.add(
          Text.of("  %s: %s; %s", "  %s：%s；%s", target.name(), fit(target), rehearsal(target)));
      needs(lines, target.environment());
      assumed(lines, target.environment());
      idle(lines, packed.idle().getOrDefault(target.name(), 0));
    }
    lines.add(Text.of("digest %s", "摘要 %s", packed.root()));
    lines.add(Text.of("on the other side: %s", "在目标机器上执行：%s", commands()));
    return lines;
  }

  private Text first() {
    long packages =
        summary.targets().stream()
            .flatMap(target -> target.environment().packages().stream())
            .map(one -> one.wheel().sha256())
            .distinct()
            .count();
    Text what = packed.existed() ? Text.of("already there, unchanged", "已存在，未改变") : done();
    return Text.of(
        "%s: %s, %s", "%s：%s，%s", what, Text.count(packages, "package", "个软件包"), summary.size());
  }

  private static Text done() {
    return Text.of("packed", "打包完成");
  }

  private static Text fit(TargetSummary target) {
    TreeSet<PackageEntry.Fit> fits = new TreeSet<>();
    target.environment().packages().forEach(one -> fits.add(one.fit()));
    if (fits.contains(PackageEntry.Fit.OFF)) {
      return Text.of("libraries not checked (`--fit off`)", "未检查库（`--fit off`）");
    }
    return fits.contains(PackageEntry.Fit.NOT_DISPROVED)
        ? Text.of("not all libraries fit (`--fit warn`)", "并非所有库都适合（`--fit warn`）")
        : Text.of("all libraries fit", "所有库都适合");
  }

  private Text rehearsal(TargetSummary target) {
    if (target.rehearsed()) {
      return Text.of("rehearsed without network: %s", "已断网预演：%s", tried(target.environment()));
    }
    Text why = packed.unrehearsed().get(target.name());
    if (why == null && rehearsalWanted) {
      return Text.of("not rehearsed", "未预演");
    }
    return Text.of("not rehearsed: %s", "未预演：%s", why == null ? Text.same("`--no-rehearse`") : why);
  }

  /** What the test of the installer did, which {@code install.py} describes. */
  private static Text tried(EnvironmentDocument environment) {
    if (environment.smoke().isPresent()) {
      return Text.of("the smoke test of the spec passed", "规格文件中的冒烟测试通过");
    }
    boolean framework =
        environment.packages().stream().anyMatch(one -> FRAMEWORK.matcher(one.name()).matches());
    return framework
        ? Text.of("imports and a forward pass ok", "导入与一次前向计算正常")
        : Text.of("imports ok", "导入正常");
  }

  private static void needs(List<Text> lines, EnvironmentDocument environment) {
    List<String> names = new ArrayList<>();
    for (SystemLibrary library : environment.systemLibraries()) {
      String packages = String.join(" | ", new TreeSet<>(library.packages().values()));
      names.add(library.soname() + (packages.isEmpty() ? "" : " (" + packages + ")"));
    }
    environment.glibcxx().ifPresent(need -> names.add("GLIBCXX_" + need.version()));
    if (!names.isEmpty()) {
      int more = names.size() - MOST_LIBRARIES;
      String shown = String.join(", ", names.stream().limit(MOST_LIBRARIES).toList());
      lines.add(
          Text.of(
              "  the target must have: %s%s",
              "  目标机器须有：%s%s",
              shown,
              more > 0 ? Text.of(" and %d more", "，另有 %d 个", more) : Text.same("")));
    }
  }

  /** The beginnings of the sentences; {@code ferry target show} has them whole. */
  private static void assumed(List<Text> lines, EnvironmentDocument environment) {
    List<Text> all = environment.assumptions();
    if (!all.isEmpty()) {
      lines.add(
          Text.of(
              "  assumed: %s",
              "  假设：%s",
              new Text(
                  String.join("; ", all.stream().map(one -> start(one.english())).toList()),
                  String.join("；", all.stream().map(one -> start(one.chinese())).toList()))));
    }
  }

  private static String start(String sentence) {
    return sentence.split("[:;：；]", 2)[0];
  }

  private static void idle(List<Text> lines, int idle) {
    if (idle > 0) {
      lines.add(
          Text.of(
              "  %d %s unused that the target could not load; see `ferry show`",
              "  %d 个目标无法加载的库%s未被使用；见 `ferry show`",
              idle,
              idle == 1 ? Text.of("library lies", "") : Text.of("libraries lie", "")));
    }
  }

  private String commands() {
    String name = String.valueOf(packed.bundle().getFileName());
    if (tar) {
      String folder = name.replaceFirst("\\.tar$", "");
      return "mkdir "
          + folder
          + " && tar xf "
          + name
          + " -C "
          + folder
          + " && sh "
          + folder
          + "/verify.sh && sh "
          + folder
          + "/install.sh DIR";
    }
    return "sh " + name + "/verify.sh && sh " + name + "/install.sh DIR";
  }
}
