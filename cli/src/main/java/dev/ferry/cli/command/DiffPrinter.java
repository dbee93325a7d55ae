package dev.ferry.cli.command;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.carry.compare.Change;
import dev.ferry.carry.compare.Comparison;
import dev.ferry.carry.compare.Finding;
import dev.ferry.carry.compare.MemberChange;
import dev.ferry.carry.compare.MemberChanges;
import dev.ferry.carry.compare.PackageChange;
import dev.ferry.carry.compare.Side;
import dev.ferry.carry.compare.TargetComparison;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints a comparison: a table first, then what nobody should pass over, then the rest. */
final class DiffPrinter {
  private static final int MOST_FILES = 40;

  private final Console console;
  private final boolean details;

  DiffPrinter(Console console, boolean details) {
    this.console = console;
    this.details = details;
  }

  void print(Comparison comparison) {
    side(Text.of("old", "旧"), comparison.before());
    side(Text.of("new", "新"), comparison.after());
    if (comparison.same()) {
      console.print(Text.of("the same bundle", "同一个包"));
      return;
    }
    comparison.targets().forEach(this::target);
    findings(comparison);
  }

  private void side(Text which, Side side) {
    console.print(which.in(console.language()) + "  " + side.tag() + "  " + side.root());
  }

  private void target(TargetComparison target) {
    console.print("");
    console.print(
        Text.of(
            "%s: %d added, %d removed, %d changed, %d the same; wheels %s, before %s, %s of it not"
                + " there yet",
            "%s：新增 %d，移除 %d，改变 %d，相同 %d；wheel 共 %s，此前 %s，其中 %s 是原来没有的",
            name(target),
            target.count(Change.ADDED),
            target.count(Change.REMOVED),
            target.count(Change.CHANGED),
            target.unchanged(),
            new DataSize(target.bytes().after()),
            new DataSize(target.bytes().before()),
            new DataSize(target.bytes().fresh())));
    if (!target.packages().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(headings());
      target.packages().forEach(change -> rows.add(row(change)));
      Columns.print(console, rows);
    }
  }

  private static Text name(TargetComparison target) {
    Optional<String> before = target.before();
    if (before.isEmpty()) {
      return Text.of("%s (new)", "%s（新增）", target.name());
    }
    if (target.after().isEmpty()) {
      return Text.of("%s (gone)", "%s（已移除）", target.name());
    }
    return before.get().equals(target.name())
        ? Text.same(target.name())
        : Text.same(before.get() + " -> " + target.name());
  }

  private List<String> headings() {
    return List.of(
        Text.of("package", "软件包").in(console.language()),
        Text.of("old", "旧").in(console.language()),
        Text.of("new", "新").in(console.language()),
        Text.of("size", "大小").in(console.language()),
        Text.of("changed files, the largest", "改变的文件及其中最大者").in(console.language()));
  }

  private List<String> row(PackageChange change) {
    String mark =
        switch (change.change()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case CHANGED -> "  ";
        };
    return List.of(
        mark + change.name(),
        change.before().map(PackageEntry::version).orElse(""),
        change.after().map(PackageEntry::version).orElse(""),
        sizes(change),
        change.members().map(this::members).orElse(""));
  }

  private static String sizes(PackageChange change) {
    List<String> sizes = new ArrayList<>();
    change.before().ifPresent(one -> sizes.add(new DataSize(one.wheel().size()).toString()));
    change.after().ifPresent(one -> sizes.add(new DataSize(one.wheel().size()).toString()));
    return String.join(" -> ", sizes);
  }

  private String members(MemberChanges members) {
    String count =
        Text.of(
                "%d of %d%s",
                "%2$d 中的 %1$d 个%3$s",
                members.changes().size(),
                members.files(),
                members
                    .largest()
                    .map(one -> Text.of(", %s %s", "，%s %s", base(one.path()), size(one)))
                    .orElse(Text.same("")))
            .in(console.language());
    return count;
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static DataSize size(MemberChange member) {
    return new DataSize(Math.max(member.before(), member.after()));
  }

  private void findings(Comparison comparison) {
    List<Finding> all = comparison.everything().distinct().toList();
    List<Finding> loud = all.stream().filter(one -> one.kind().loud()).toList();
    List<Finding> quiet = all.stream().filter(one -> !one.kind().loud()).toList();
    if (!loud.isEmpty()) {
      console.print("");
      console.print(Text.of("Look at this first:", "请先看："));
      loud.stream().sorted(FindingWords.ORDER).forEach(one -> line("! ", one));
    }
    if (details) {
      details(comparison, quiet);
    } else if (!quiet.isEmpty() || comparison.targets().stream().anyMatch(DiffPrinter::hasFiles)) {
      console.print("");
      console.print(
          Text.of(
              "%d smaller findings and every changed file: --details",
              "另有 %d 项次要差异和全部改变的文件：--details", quiet.size()));
    }
  }

  private void details(Comparison comparison, List<Finding> quiet) {
    if (!quiet.isEmpty()) {
      console.print("");
      console.print(Text.of("Also:", "此外："));
      quiet.stream().sorted(FindingWords.ORDER).forEach(one -> line("  ", one));
    }
    comparison.targets().stream()
        .flatMap(target -> target.packages().stream())
        .forEach(change -> change.members().ifPresent(members -> files(change, members)));
  }

  private void files(PackageChange change, MemberChanges members) {
    console.print("");
    console.print(
        Text.of(
            "%s: %d files changed, %d came, %d went, %d are the same",
            "%s：改变 %d 个文件，新增 %d，移除 %d，相同 %d",
            change.name(),
            members.count(Change.CHANGED),
            members.count(Change.ADDED),
            members.count(Change.REMOVED),
            members.same()));
    members.changes().stream().limit(MOST_FILES).forEach(this::file);
    if (members.changes().size() > MOST_FILES) {
      console.print(
          Text.of(
              "  and %d smaller ones; all of them with --json",
              "  另有 %d 个更小的；--json 列出全部", members.changes().size() - MOST_FILES));
    }
  }

  private void file(MemberChange file) {
    DataSize before = new DataSize(file.before());
    DataSize after = new DataSize(file.after());
    String line =
        switch (file.change()) {
          case ADDED -> "  + " + file.path() + "  " + after;
          case REMOVED -> "  - " + file.path() + "  " + before;
          case CHANGED -> "    " + file.path() + "  " + before + " -> " + after;
        };
    console.print(line);
  }

  private void line(String mark, Finding finding) {
    console.print("  " + mark + FindingWords.of(finding).in(console.language()));
  }

  private static boolean hasFiles(TargetComparison target) {
    return target.packages().stream().anyMatch(change -> change.members().isPresent());
  }
}
