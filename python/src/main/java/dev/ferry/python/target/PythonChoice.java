package dev.ferry.python.target;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of the Pythons in a probe is meant. */
final class PythonChoice {
  private PythonChoice() {}

  /**
   * The Python that the user chose; without a choice the first that the probe lists, which is the
   * {@code python3} that a shell there would run, and a sentence that says so where there are more.
   */
  static ProbePython choose(ProbeFields probe, Optional<String> choice, List<Text> assumptions) {
    List<ProbePython> pythons = all(probe);
    if (pythons.isEmpty()) {
      throw none(probe);
    }
    if (choice.isPresent()) {
      return pythons.stream()
          .filter(python -> python.matches(choice.get()))
          .findFirst()
          .orElseThrow(() -> unknown(choice.get(), pythons));
    }
    ProbePython first = pythons.get(0);
    if (pythons.size() > 1) {
      assumptions.add(
          Text.of(
              "Of %s Pythons `%s` (%s) was taken because it comes first; `--python` chooses another",
              "共有 %s 个 Python，取排在最前的 `%s`（%s）；可用 `--python` 另选",
              pythons.size(),
              first.executable(),
              first.version().version()));
    }
    return first;
  }

  /** Those that Ferry can pack for, in the order of the probe. */
  static List<ProbePython> all(ProbeFields probe) {
    return probe.objects("pythons").stream()
        .filter(ProbePython::isServed)
        .map(ProbePython::read)
        .toList();
  }

  private static FerryException none(ProbeFields probe) {
    return probe
        .bad("pythons", "a CPython or PyPy of version 3.7 or newer", null)
        .hint(
            Text.of(
                "name the target and carry an interpreter with `python:` in the spec",
                "请写出目标名，并在规格文件中用 `python:` 携带解释器"));
  }

  private static FerryException unknown(String choice, List<ProbePython> pythons) {
    String there =
        pythons.stream()
            .map(python -> python.version().version() + " (" + python.executable() + ")")
            .collect(Collectors.joining(", "));
    return new FerryException(
        Failure.USAGE,
        Text.of(
            "The probe has no Python `%s`, it has %s", "探测结果中没有 Python `%s`，有 %s", choice, there));
  }
}
