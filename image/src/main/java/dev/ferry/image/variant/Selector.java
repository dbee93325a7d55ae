package dev.ferry.image.variant;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.PlannedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Applies rules and a keep list to a plan. */
final class Selector {
  private static final int EXAMPLES = 5;

  private final VariantRules rules;
  private final InstallationPlan plan;
  private final Variant variant;
  private final SortedSet<String> kept;
  private final List<Matcher> stay = new ArrayList<>();
  private final Map<VariantRule, Matcher> leave = new LinkedHashMap<>();

  Selector(VariantRules rules, InstallationPlan plan, Variant variant, Optional<KeepList> keep) {
    this.rules = rules;
    this.plan = plan;
    this.variant = variant;
    this.kept = keep.map(list -> known(plan, list)).orElseGet(TreeSet::new);
    rules.stay().forEach(rule -> stay.add(Matcher.of(rule.owner(), rule.paths())));
    for (VariantRule rule : rules.leave()) {
      if (rule.variants().contains(variant)) {
        leave.put(rule, Matcher.of(rule.owner(), rule.paths()));
      }
    }
  }

  Selection select() {
    SortedSet<String> closure =
        variant.needsKeepList() ? new Closure(rules, plan).of(kept, this::leaves) : kept;
    SortedMap<String, PlannedFile> stays = new TreeMap<>();
    Map<String, List<PlannedFile>> left = new HashMap<>();
    for (PlannedFile file : plan.files().values()) {
      Optional<String> why = closure.contains(file.path()) ? Optional.empty() : why(file);
      if (why.isEmpty()) {
        stays.put(file.path(), file);
      } else {
        left.computeIfAbsent(why.get(), id -> new ArrayList<>()).add(file);
      }
    }
    InstallationPlan fewer = new InstallationPlan(Records.withoutLeft(stays), plan.warnings());
    return new Selection(variant, rules.version(), fewer, told(left));
  }

  /** The id of the rule by which a file leaves that no run opened. */
  private Optional<String> why(PlannedFile file) {
    boolean ours = file.owner().equals(PlannedFile.FERRY);
    if (ours && variant != Variant.CPP) {
      return Optional.empty();
    }
    Optional<String> named =
        leave.entrySet().stream()
            .filter(entry -> entry.getValue().matches(file))
            .map(entry -> entry.getKey().id())
            .findFirst();
    if (variant.needsKeepList()) {
      return Optional.of(named.filter(id -> !mustStay(file)).orElse(VariantRules.UNUSED));
    }
    return named.filter(id -> !mustStay(file));
  }

  /** Whether a rule takes the file, whatever a keep list says. */
  private boolean leaves(PlannedFile file) {
    return !mustStay(file) && leave.values().stream().anyMatch(rule -> rule.matches(file));
  }

  private boolean mustStay(PlannedFile file) {
    return stay.stream().anyMatch(rule -> rule.matches(file));
  }

  private List<LeftOut> told(Map<String, List<PlannedFile>> left) {
    Map<String, Text> reasons = new LinkedHashMap<>();
    leave.keySet().forEach(rule -> reasons.put(rule.id(), rule.reason()));
    Text unused = rules.unused().get(variant);
    if (unused != null) {
      reasons.put(VariantRules.UNUSED, unused);
    }
    List<LeftOut> told = new ArrayList<>();
    reasons.forEach(
        (id, reason) -> {
          List<PlannedFile> files = left.getOrDefault(id, List.of());
          if (!files.isEmpty()) {
            told.add(told(id, reason, files));
          }
        });
    return told;
  }

  private static LeftOut told(String id, Text reason, List<PlannedFile> files) {
    long bytes = files.stream().mapToLong(file -> file.content().size()).sum();
    Comparator<PlannedFile> bySize = Comparator.comparingLong(file -> file.content().size());
    List<String> largest =
        files.stream()
            .sorted(bySize.reversed().thenComparing(PlannedFile::path))
            .limit(EXAMPLES)
            .map(PlannedFile::path)
            .toList();
    return new LeftOut(id, reason, files.size(), bytes, largest);
  }

  private static SortedSet<String> known(InstallationPlan plan, KeepList list) {
    for (String path : list.paths()) {
      if (!plan.files().containsKey(path)) {
        throw new FerryException(
            Failure.REFUSED,
            Text.of(
                "The keep list names `%s`, which this environment does not have",
                "保留清单中的 `%s` 在此环境中不存在", path));
      }
    }
    return list.paths();
  }

  /** A rule ready to be applied. */
  private record Matcher(Optional<String> owner, List<PathPattern> patterns) {
    static Matcher of(Optional<String> owner, List<String> paths) {
      return new Matcher(owner, paths.stream().map(PathPattern::of).toList());
    }

    boolean matches(PlannedFile file) {
      boolean mine = owner.isEmpty() || owner.get().equals(file.owner());
      return mine && patterns.stream().anyMatch(pattern -> pattern.matches(file.path()));
    }
  }

  /** The files that runs opened and what belongs to them. */
  private record Closure(VariantRules rules, InstallationPlan plan) {
    interface Left {
      boolean test(PlannedFile file);
    }

    SortedSet<String> of(Set<String> opened, Left leaves) {
      SortedSet<String> all = new TreeSet<>(opened);
      new Family(rules.families(), plan).addTo(all);
      Set<String> used = new TreeSet<>();
      all.forEach(path -> used.add(Objects.requireNonNull(plan.files().get(path)).owner()));
      for (PlannedFile file : plan.files().values()) {
        boolean whole = rules.families().whole().contains(file.owner());
        boolean about = file.path().contains(".dist-info/");
        if (used.contains(file.owner()) && (whole || about) && !leaves.test(file)) {
          all.add(file.path());
        }
      }
      return all;
    }
  }
}
