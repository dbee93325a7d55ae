package dev.ferry.image.proof;

import dev.ferry.model.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was proved, for the evidence of an image.
 *
 * @param runner that ran it: {@code own}, {@code podman}, {@code docker}
 * @param kind what was run
 * @param cases in order of name; for a smoke test one, called {@code smoke}
 * @param memory the most that a run had, where the runner knows it
 */
public record ProofReport(
    String runner, Kind kind, List<CaseProof> cases, Optional<DataSize> memory) {
  public ProofReport {
    cases = List.copyOf(cases);
  }

  /** What was run; the word stands in the label {@code dev.ferry.proof}. */
  public enum Kind {
    /** Golden cases: the answers are those of the full environment. */
    GOLDEN("golden"),
    /** The smoke test: it starts and computes something. */
    SMOKE("smoke");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The word. */
    public String id() {
      return id;
    }
  }

  /**
   * One case that passed.
   *
   * @param name of the case
   * @param exact outputs that were equal to the byte
   * @param near outputs that were equal within a tolerance
   * @param unstable outputs that differ between two runs of one image
   */
  public record CaseProof(
      String name, List<String> exact, List<String> near, List<String> unstable) {
    public CaseProof {
      exact = List.copyOf(exact);
      near = List.copyOf(near);
      unstable = List.copyOf(unstable);
    }
  }

  /** For a statement: what every passing run of the same image says alike. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("runner", runner);
    tree.put("kind", kind.id());
    tree.put(
        "cases",
        cases.stream()
            .map(
                each ->
                    Map.of(
                        "name", each.name(),
                        "exact", each.exact(),
                        "near", each.near(),
                        "unstable", each.unstable()))
            .toList());
    return tree;
  }
}
