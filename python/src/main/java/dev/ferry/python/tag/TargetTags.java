package dev.ferry.python.tag;

import dev.ferry.model.PythonVersion;
import dev.ferry.model.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All tags that a target accepts, best first, in the order of {@code packaging.tags.sys_tags}: what
 * is built for exactly this interpreter, then the stable ABI down to Python 3.2, then pure Python;
 * within each, the plain {@code linux_} platform before the newest manylinux.
 */
public final class TargetTags {
  /** The binary interface of all PyPy releases for Python 3 since 2019. */
  private static final String PYPY_ABI = "pp73";

  private final List<Tag> tags;
  private final Map<Tag, Integer> ranks;

  private TargetTags(List<Tag> tags) {
    this.tags = List.copyOf(tags);
    this.ranks = HashMap.newHashMap(tags.size());
    for (int i = 0; i < tags.size(); i++) {
      ranks.putIfAbsent(tags.get(i), i);
    }
  }

  public static TargetTags of(Target target) {
    PythonVersion python = target.python();
    List<String> platforms = PlatformTags.of(target.machine(), target.libc());
    List<Tag> tags = new ArrayList<>();
    if (python.implementation().equals("pp")) {
      addPyPy(tags, python, platforms);
      addCompatible(tags, python, "pp" + python.major(), platforms);
    } else {
      addCPython(tags, python, platforms);
      addCompatible(tags, python, interpreter("cp", python, python.minor()), platforms);
    }
    return new TargetTags(tags);
  }

  /** The tags, best first, each once. */
  public List<Tag> tags() {
    return tags;
  }

  /**
   * The place of the best of these tags in the list, 0 for the best of all; nothing if the target
   * accepts none of them.
   */
  public OptionalInt rank(Collection<Tag> wheelTags) {
    int best = Integer.MAX_VALUE;
    for (Tag tag : wheelTags) {
      Integer rank = ranks.get(tag);
      if (rank != null && rank < best) {
        best = rank;
      }
    }
    return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Whether the target accepts a wheel with these tags. */
  public boolean accepts(Collection<Tag> wheelTags) {
    return rank(wheelTags).isPresent();
  }

  private static void addCPython(List<Tag> tags, PythonVersion python, List<String> platforms) {
    String exact = interpreter("cp", python, python.minor());
    // PEP 803: free-threaded builds have a stable ABI of their own.
    String stable = python.freeThreaded() ? "abi3t" : "abi3";
    add(tags, exact, exact + abiFlags(python), platforms);
    add(tags, exact, stable, platforms);
    add(tags, exact, "none", platforms);
    for (int minor = python.minor() - 1; minor >= 2; minor--) {
      add(tags, interpreter("cp", python, minor), stable, platforms);
    }
  }

  /** CPython up to 3.7 marked its memory allocator, the {@code m} of {@code cp37m}. */
  private static String abiFlags(PythonVersion python) {
    if (python.freeThreaded()) {
      return "t";
    }
    return python.major() == 3 && python.minor() < 8 ? "m" : "";
  }

  private static void addPyPy(List<Tag> tags, PythonVersion python, List<String> platforms) {
    String exact = interpreter("pp", python, python.minor());
    String abi = interpreter("pypy", python, python.minor()) + "_" + PYPY_ABI;
    add(tags, exact, abi, platforms);
    add(tags, exact, "none", platforms);
  }

  /** What is not bound to an interpreter's binary interface. */
  private static void addCompatible(
      List<Tag> tags, PythonVersion python, String interpreter, List<String> platforms) {
    List<String> versions = new ArrayList<>();
    versions.add(interpreter("py", python, python.minor()));
    versions.add("py" + python.major());
    for (int minor = python.minor() - 1; minor >= 0; minor--) {
      versions.add(interpreter("py", python, minor));
    }
    versions.forEach(version -> add(tags, version, "none", platforms));
    tags.add(new Tag(interpreter, "none", "any"));
    versions.forEach(version -> tags.add(new Tag(version, "none", "any")));
  }

  private static String interpreter(String implementation, PythonVersion python, int minor) {
    return implementation + python.major() + minor;
  }

  private static void add(List<Tag> tags, String python, String abi, List<String> platforms) {
    platforms.forEach(platform -> tags.add(new Tag(python, abi, platform)));
  }
}
