package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.ExtraFile;
import dev.ferry.bundle.environment.TargetFacts;
import dev.ferry.model.Accelerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code environment.json} says beside packages, as flat lines that can be compared. */
final class SettingFindings {
  private static final String SITE = "/site-packages/";

  private final SortedMap<Line, String> lines = new TreeMap<>();

  private record Line(FindingKind kind, String subject) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int order = kind.compareTo(other.kind);
      return order != 0 ? order : subject.compareTo(other.subject);
    }
  }

  private SettingFindings(EnvironmentDocument document) {
    document.env().forEach((name, value) -> put(FindingKind.ENVIRONMENT, name, "=" + value));
    document
        .smoke()
        .ifPresent(
            smoke -> {
              smoke.imports().forEach(name -> put(FindingKind.SMOKE, "import " + name, "import"));
              smoke.commands().forEach(command -> put(FindingKind.SMOKE, command, "sh -c"));
              smoke.python().ifPresent(script -> put(FindingKind.SMOKE, "python", script));
            });
    document.files().forEach(this::file);
    document
        .interpreter()
        .ifPresent(one -> put(FindingKind.INTERPRETER, one.python(), one.archive().sha256().hex()));
    document
        .systemLibraries()
        .forEach(
            library ->
                put(
                    FindingKind.SYSTEM_LIBRARY,
                    library.soname(),
                    String.join(", ", library.neededBy())));
    document
        .glibcxx()
        .ifPresent(need -> put(FindingKind.PLATFORM, "GLIBCXX", need.version().toString()));
    target(document.target());
  }

  /** Compares two documents; where the older one is absent, everything but the target is new. */
  static List<Finding> of(Optional<EnvironmentDocument> before, EnvironmentDocument after) {
    Map<Line, String> old =
        before.map(one -> new SettingFindings(one).lines).orElse(new TreeMap<>());
    Map<Line, String> fresh = new SettingFindings(after).lines;
    TreeSet<Line> all = new TreeSet<>(old.keySet());
    all.addAll(fresh.keySet());
    List<Finding> findings = new ArrayList<>();
    for (Line line : all) {
      String was = old.getOrDefault(line, "");
      String is = fresh.getOrDefault(line, "");
      boolean told = before.isPresent() || line.kind() != FindingKind.PLATFORM;
      if (!was.equals(is) && told) {
        findings.add(new Finding(line.kind(), "", line.subject(), was, is));
      }
    }
    return findings;
  }

  private void put(FindingKind kind, String subject, String value) {
    lines.put(new Line(kind, subject), value);
  }

  private void file(ExtraFile file) {
    put(kind(file), file.to(), file.file().sha256().hex());
  }

  /** An extra file may land where Python or a shell picks it up. */
  private static FindingKind kind(ExtraFile file) {
    int site = file.to().indexOf(SITE);
    if (site >= 0) {
      Installed place = Installed.of(file.to().substring(site + SITE.length()));
      if (place.isPathFile()) {
        return FindingKind.START_HOOK;
      }
      if (place.isSiteHook()) {
        return FindingKind.SITE_HOOK;
      }
    }
    return file.to().startsWith("bin/") ? FindingKind.COMMAND : FindingKind.EXTRA_FILE;
  }

  private void target(TargetFacts target) {
    put(FindingKind.PLATFORM, "os", target.os());
    put(FindingKind.PLATFORM, "machine", target.machine());
    put(FindingKind.PLATFORM, "libc", target.libc().toString());
    put(FindingKind.PLATFORM, "python", target.python().toString());
    put(FindingKind.PLATFORM, "accelerator", words(target.accelerator()));
    target
        .pageSize()
        .ifPresent(size -> put(FindingKind.PLATFORM, "page size", Integer.toString(size)));
    target
        .glibcxx()
        .ifPresent(
            version -> put(FindingKind.PLATFORM, "GLIBCXX of the target", version.toString()));
  }

  private static String words(Accelerator accelerator) {
    return switch (accelerator) {
      case Accelerator.None none -> "none";
      case Accelerator.Cuda cuda ->
          "CUDA " + cuda.ceiling() + cuda.driver().map(driver -> ", driver " + driver).orElse("");
      case Accelerator.Ascend ascend -> "CANN " + ascend.cann();
    };
  }
}
