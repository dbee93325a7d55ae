package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Says in which way the wheels of a release miss a target: another machine, another Python, a newer
 * C library, another system.
 */
final class NearestTag {
  private final Target target;
  private final List<String> tags;

  private NearestTag(Target target, List<String> tags) {
    this.target = target;
    this.tags = tags;
  }

  /**
   * A clause after the release's name.
   *
   * @param tags {@code python-abi-platform} as in file names, possibly compressed
   */
  static Text describe(Target target, List<String> tags) {
    return new NearestTag(target, tags).describe();
  }

  private Text describe() {
    if (tags.isEmpty()) {
      return Text.of("has no wheel", "没有 wheel");
    }
    List<String> sameOs = filter(tags, 2, target.os());
    List<String> here = new ArrayList<>(filter(sameOs, 2, "_" + target.machine()));
    here.addAll(tags.stream().filter(tag -> tag.endsWith("-any")).toList());
    if (here.isEmpty()) {
      return sameOs.isEmpty()
          ? Text.of(
              "has no wheel for %s, only for %s",
              "没有适用于 %s 的 wheel，只有 %s", target.os(), list(tags, 2))
          : Text.of(
              "has no wheel for %s, only for %s",
              "没有适用于 %s 的 wheel，只有 %s", target.machine(), list(sameOs, 2));
    }
    List<String> samePython = here.stream().filter(this::hasPython).toList();
    if (samePython.isEmpty()) {
      return Text.of(
          "has no wheel for Python %s, only for %s",
          "没有适用于 Python %s 的 wheel，只有 %s", target.python().minorVersion(), list(here, 0));
    }
    return Text.of(
        "has no wheel for %s, only for %s",
        "没有适用于 %s 的 wheel，只有 %s", target.libc(), list(samePython, 2));
  }

  private boolean hasPython(String tag) {
    String digits = "" + target.python().major() + target.python().minor();
    return ("." + part(tag, 0) + ".")
            .contains("." + target.python().implementation() + digits + ".")
        || part(tag, 0).contains("py3")
        || part(tag, 1).equals("abi3");
  }

  private static List<String> filter(List<String> tags, int part, String word) {
    return tags.stream().filter(tag -> part(tag, part).contains(word)).toList();
  }

  private static String part(String tag, int index) {
    String[] parts = tag.split("-", 3);
    return index < parts.length ? parts[index] : "";
  }

  private static String list(List<String> tags, int part) {
    TreeSet<String> words = new TreeSet<>(NearestTag::naturally);
    for (String tag : tags) {
      words.add(part == 2 ? shortPlatform(part(tag, 2)) : part(tag, part));
    }
    List<String> shown = words.stream().limit(8).toList();
    return String.join(", ", shown) + (words.size() > shown.size() ? ", …" : "");
  }

  /** {@code manylinux_2_28_x86_64.manylinux2014_x86_64} is shown by its first word. */
  private static String shortPlatform(String platform) {
    int dot = platform.indexOf('.');
    return dot < 0 ? platform : platform.substring(0, dot);
  }

  /** {@code cp39} before {@code cp310}. */
  private static int naturally(String a, String b) {
    return a.length() != b.length() && a.startsWith("cp") && b.startsWith("cp")
        ? Integer.compare(a.length(), b.length())
        : a.compareTo(b);
  }
}
