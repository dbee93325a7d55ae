package dev.ferry.python.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SolverTest {
  private static final int UNIVERSES = 20_000;

  @Test
  void agreesWithTryingEveryCombination() {
    int solvable = 0;
    for (long seed = 0; seed < UNIVERSES; seed++) {
      RandomUniverse universe = new RandomUniverse(seed);
      boolean truth = universe.hasSolution();
      solvable += truth ? 1 : 0;
      switch (Solver.solve(universe, 0)) {
        case Outcome.Solved<Integer, String> solved -> {
          assertThat(universe.holds(solved.versions())).as("seed %s", seed).isTrue();
          assertThat(truth).as("seed %s", seed).isTrue();
        }
        case Outcome.Unsolvable<Integer, String> unsolvable -> {
          assertThat(truth).as("seed %s", seed).isFalse();
          assertProof(unsolvable.proof(), seed);
        }
      }
    }
    assertThat(solvable).isBetween(UNIVERSES / 10, UNIVERSES * 9 / 10);
  }

  @Test
  void givesTheSameAnswerTwice() {
    for (long seed = 0; seed < 500; seed++) {
      Map<Integer, Integer> first = versions(new RandomUniverse(seed));
      assertThat(versions(new RandomUniverse(seed))).as("seed %s", seed).isEqualTo(first);
    }
  }

  private static Map<Integer, Integer> versions(RandomUniverse universe) {
    return switch (Solver.solve(universe, 0)) {
      case Outcome.Solved<Integer, String> solved -> solved.versions();
      case Outcome.Unsolvable<Integer, String> unsolvable -> new HashMap<>();
    };
  }

  /** A proof says of the root alone that it cannot be, and every step follows from two others. */
  private static void assertProof(Incompatibility<Integer, String> proof, long seed) {
    assertThat(proof.terms().keySet()).as("seed %s", seed).isSubsetOf(0);
    assertStep(proof, seed);
  }

  private static void assertStep(Incompatibility<Integer, String> step, long seed) {
    if (step.cause() instanceof Cause.Derived<Integer, String> derived) {
      var first = derived.first();
      var second = derived.second();
      boolean follows =
          first.terms().keySet().stream()
              .filter(second.terms()::containsKey)
              .anyMatch(p -> first.resolve(second, p).terms().equals(step.terms()));
      assertThat(follows).as("seed %s: %s from %s and %s", seed, step, first, second).isTrue();
      assertStep(first, seed);
      assertStep(second, seed);
    }
  }
}
