package dev.ferry.image.variant;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which files of a base an image holds whose variant is derived from a keep list: what runs opened,
 * and what the rules name. Folders stay where something in them does.
 */
public final class SystemSelection {
  private final SortedSet<String> opened;
  private final List<PathPattern> stay;

  private SystemSelection(SortedSet<String> opened, List<PathPattern> stay) {
    this.opened = opened;
    this.stay = stay;
  }

  /** The selection of a keep list. */
  public static SystemSelection of(VariantRules rules, KeepList keep) {
    return new SystemSelection(
        new TreeSet<>((java.util.Set<String>) keep.system()),
        rules.system().stream().map(PathPattern::of).toList());
  }

  /**
   * Whether a file or link of the base stays.
   *
   * @param path absolute, links on the way resolved, as the base's own entry is called
   */
  public boolean keeps(String path) {
    return opened.contains(path) || stay.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
