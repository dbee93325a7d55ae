package dev.ferry.python.marker;

import dev.ferry.model.PythonVersion;
import dev.ferry.model.Target;
import dev.ferry.python.marker.Expression.Comparison;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The marker variables of a target. What a probe measured wins; the rest follows from the target's
 * description; what neither tells is open and may have any value.
 */
public final class MarkerEnvironment {
  /**
   * How many comparisons are made to evaluate one marker over open values. A marker that needs more
   * was written to be expensive; it counts as true, since a dependency too many does less harm than
   * one too few.
   */
  private static final long MAXIMUM_COMPARISONS = 1_000_000;

  private static final Set<Variable> ENVIRONMENT =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(Variable.EXTRA, Variable.EXTRAS, Variable.DEPENDENCY_GROUPS)));

  private final Map<Variable, String> known;
  private final PythonVersion python;

  private MarkerEnvironment(Map<Variable, String> known, PythonVersion python) {
    this.known = known;
    this.python = python;
  }

  public static MarkerEnvironment of(Target target) {
    PythonVersion python = target.python();
    boolean pypy = python.implementation().equals("pp");
    Map<Variable, String> known = new EnumMap<>(Variable.class);
    known.put(Variable.OS_NAME, "posix");
    known.put(Variable.SYS_PLATFORM, target.os());
    known.put(Variable.PLATFORM_SYSTEM, capitalized(target.os()));
    known.put(Variable.PLATFORM_MACHINE, target.machine());
    known.put(Variable.PYTHON_VERSION, python.minorVersion());
    known.put(Variable.IMPLEMENTATION_NAME, pypy ? "pypy" : "cpython");
    known.put(Variable.PLATFORM_PYTHON_IMPLEMENTATION, pypy ? "PyPy" : "CPython");
    if (python.patch().isPresent()) {
      known.put(Variable.PYTHON_FULL_VERSION, python.version());
      if (!pypy) {
        known.put(Variable.IMPLEMENTATION_VERSION, python.version());
      }
    }
    for (Variable variable : ENVIRONMENT) {
      String measured = target.measuredMarkers().get(variable.id());
      if (measured != null) {
        known.put(variable, measured);
      }
    }
    repairFullVersion(known);
    return new MarkerEnvironment(known, python);
  }

  /** An untagged build of Python calls itself {@code 3.12.1+}, which PEP 440 does not know. */
  private static void repairFullVersion(Map<Variable, String> known) {
    known.computeIfPresent(
        Variable.PYTHON_FULL_VERSION,
        (variable, version) -> version.endsWith("+") ? version + "local" : version);
  }

  private static String capitalized(String os) {
    return os.isEmpty() ? os : Character.toUpperCase(os.charAt(0)) + os.substring(1);
  }

  /**
   * All variables of PEP 508 with their values, for people to read. An open value is shown as
   * {@code *}, or as {@code 3.11.*} where only the patch version is open.
   */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Variable variable : ENVIRONMENT) {
      String value = known.get(variable);
      values.put(variable.id(), value != null ? value : pattern(variable));
    }
    return Collections.unmodifiableMap(values);
  }

  private String pattern(Variable variable) {
    return followsPatch(variable) ? python.minorVersion() + ".*" : "*";
  }

  /** The names of the variables that are open. */
  public Set<String> open() {
    Set<String> open = new java.util.TreeSet<>();
    ENVIRONMENT.stream()
        .filter(variable -> !known.containsKey(variable))
        .forEach(variable -> open.add(variable.id()));
    return open;
  }

  /** Whether a Requires-Python holds, for some patch version where that is open. */
  public boolean satisfiesPython(VersionSpecifiers requiresPython) {
    if (requiresPython.isAny()) {
      return true;
    }
    String exact = known.get(Variable.PYTHON_FULL_VERSION);
    if (exact != null) {
      return Version.findVersion(exact).map(requiresPython::contains).orElse(false);
    }
    return OpenValues.patches(List.of(requiresPython.toString())).stream()
        .anyMatch(patch -> requiresPython.contains(Version.parse(withPatch(patch))));
  }

  private String withPatch(int patch) {
    return python.minorVersion() + "." + patch;
  }

  /** Whether an open variable has the patch version in it; all that do change together. */
  private boolean followsPatch(Variable variable) {
    return variable == Variable.PYTHON_FULL_VERSION
        || (variable == Variable.IMPLEMENTATION_VERSION && python.implementation().equals("cp"));
  }

  /** One value for each variable. */
  static final class Assignment {
    private final Map<Variable, String> values;

    private Assignment(Map<Variable, String> values) {
      this.values = values;
    }

    String value(Variable variable) {
      return values.getOrDefault(variable, "");
    }

    private Assignment with(Variable variable, String value) {
      Map<Variable, String> changed = new EnumMap<>(values);
      changed.put(variable, value);
      return new Assignment(changed);
    }
  }

  /**
   * Assignments that together reach every answer the marker can give on this target; none if there
   * are too many to try.
   */
  List<Assignment> assignments(Expression expression) {
    Map<Variable, List<Comparison>> open = new EnumMap<>(Variable.class);
    List<String> patchLiterals = new ArrayList<>();
    int[] comparisons = {0};
    expression.forEach(
        comparison -> {
          comparisons[0]++;
          Variable variable = Evaluation.variable(comparison);
          if (known.containsKey(variable) || !ENVIRONMENT.contains(variable)) {
            return;
          }
          if (followsPatch(variable)) {
            patchLiterals.add(Evaluation.literal(comparison));
          } else {
            open.computeIfAbsent(variable, none -> new ArrayList<>()).add(comparison);
          }
        });
    long most = MAXIMUM_COMPARISONS / Math.max(1, comparisons[0]);
    List<Assignment> assignments = withPatches(patchLiterals, most);
    for (Map.Entry<Variable, List<Comparison>> entry : open.entrySet()) {
      assignments = product(assignments, entry.getKey(), entry.getValue(), most);
    }
    return assignments;
  }

  private List<Assignment> withPatches(List<String> literals, long most) {
    Assignment fixed = new Assignment(known);
    if (literals.isEmpty()) {
      return List.of(fixed);
    }
    Set<Integer> patches = OpenValues.patches(literals);
    if (patches.size() > most) {
      return List.of();
    }
    List<Assignment> assignments = new ArrayList<>();
    for (int patch : patches) {
      Assignment assignment = fixed;
      for (Variable variable :
          List.of(Variable.PYTHON_FULL_VERSION, Variable.IMPLEMENTATION_VERSION)) {
        if (followsPatch(variable) && !known.containsKey(variable)) {
          assignment = assignment.with(variable, withPatch(patch));
        }
      }
      assignments.add(assignment);
    }
    return assignments;
  }

  private static List<Assignment> product(
      List<Assignment> assignments, Variable variable, List<Comparison> comparisons, long most) {
    Set<String> values =
        variable.isVersion() ? OpenValues.releases(comparisons) : OpenValues.texts(comparisons);
    if ((long) assignments.size() * values.size() > most) {
      return List.of();
    }
    List<Assignment> product = new ArrayList<>();
    for (Assignment assignment : assignments) {
      for (String value : values) {
        product.add(assignment.with(variable, value));
      }
    }
    return product;
  }
}
