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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of {@code ferry diff} (docs/formats/diff.md). */
final class DiffDocument {
  private static final int FORMAT = 1;

  private DiffDocument() {}

  static Map<String, Object> of(Comparison comparison) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("same", comparison.same());
    fields.put("old", side(comparison.before()));
    fields.put("new", side(comparison.after()));
    fields.put("targets", comparison.targets().stream().map(DiffDocument::target).toList());
    fields.put("findings", findings(comparison.findings()));
    return fields;
  }

  private static Map<String, Object> side(Side side) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", side.origin().toString());
    fields.put("digest", side.root());
    fields.put("tag", side.tag());
    return fields;
  }

  private static Map<String, Object> target(TargetComparison target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    target.before().ifPresent(name -> fields.put("old", name));
    target.after().ifPresent(name -> fields.put("new", name));
    fields.put("unchanged", target.unchanged());
    fields.put(
        "bytes",
        Map.of(
            "old", target.bytes().before(),
            "new", target.bytes().after(),
            "fresh", target.bytes().fresh()));
    fields.put("packages", target.packages().stream().map(DiffDocument::change).toList());
    fields.put("findings", findings(target.findings()));
    return fields;
  }

  private static Map<String, Object> change(PackageChange change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", change.name());
    fields.put("change", change.change().id());
    entry(fields, "old", change.before());
    entry(fields, "new", change.after());
    if (change.after().isPresent()) {
      fields.put("licence", change.licence());
    }
    change.members().ifPresent(members -> fields.put("members", members(members)));
    fields.put("findings", findings(change.findings()));
    return fields;
  }

  private static void entry(Map<String, Object> fields, String side, Optional<PackageEntry> entry) {
    entry.ifPresent(
        one -> {
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("version", one.version());
          values.put("file", one.file());
          values.put("sha256", one.wheel().sha256().hex());
          values.put("size", one.wheel().size());
          values.put("source", one.source());
          fields.put(side, values);
        });
  }

  private static Map<String, Object> members(MemberChanges members) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("same", members.same());
    for (Change change : Change.values()) {
      fields.put(change.id(), members.count(change));
    }
    fields.put("files", members.changes().stream().map(DiffDocument::member).toList());
    return fields;
  }

  private static Map<String, Object> member(MemberChange member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", member.path());
    fields.put("change", member.change().id());
    fields.put("old", member.before());
    fields.put("new", member.after());
    return fields;
  }

  private static List<Map<String, Object>> findings(List<Finding> findings) {
    return findings.stream().map(DiffDocument::finding).toList();
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", finding.kind().id());
    fields.put("loud", finding.kind().loud());
    fields.put("subject", finding.subject());
    fields.put("old", finding.before());
    fields.put("new", finding.after());
    return fields;
  }
}
