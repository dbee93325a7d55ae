package dev.ferry.bundle.rehearse;

import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/** What a rehearsal found. */
public sealed interface RehearsalResult {
  /**
   * The set was installed and its smoke test passed.
   *
   * @param python version of the interpreter that ran it, {@code 3.11.7}
   * @param isolation what kept the network away
   * @param imports modules that were imported
   * @param output last lines that the test printed
   */
  record Passed(String python, Isolation isolation, List<String> imports, List<String> output)
      implements RehearsalResult {
    public Passed {
      imports = List.copyOf(imports);
      output = List.copyOf(output);
    }
  }

  /**
   * The set was installed and does not work.
   *
   * @param reason one sentence
   * @param missing what is missing, where the output names it
   * @param output last lines of the test
   */
  record Failed(Text reason, Optional<Missing> missing, List<String> output)
      implements RehearsalResult {
    public Failed {
      output = List.copyOf(output);
    }
  }

  /**
   * This machine cannot run the target.
   *
   * @param reason why not
   */
  record Impossible(Text reason) implements RehearsalResult {}

  /**
   * Something that the set needs and does not have.
   *
   * @param kind of thing
   * @param name module name, soname, or symbol version
   */
  record Missing(Kind kind, String name) {
    /** Kinds of missing things. */
    public enum Kind {
      MODULE,
      LIBRARY,
      SYMBOL
    }
  }

  /** What kept the network away. */
  enum Isolation {
    /** A network namespace of its own, without a route. */
    NAMESPACE("network-namespace"),
    /** Proxy variables that lead nowhere; a program that ignores them is not stopped. */
    PROXIES("dead-proxies");

    private final String id;

    Isolation(String id) {
      this.id = id;
    }

    /** The word in a statement. */
    public String id() {
      return id;
    }
  }
}
