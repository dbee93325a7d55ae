package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.Exclusion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How packing ended. */
public sealed interface PackOutcome {
  /**
   * The bundle is there.
   *
   * @param bundle the folder or tar
   * @param root its digest
   * @param existed whether it was there before, equal
   * @param notes worth reading
   * @param idle by target, how many libraries nothing loads that could not be loaded there
   * @param unrehearsed by target, why this machine could not try it
   */
  record Packed(
      Path bundle,
      Digest root,
      boolean existed,
      List<Text> notes,
      Map<String, Integer> idle,
      Map<String, Text> unrehearsed)
      implements PackOutcome {
    public Packed {
      notes = List.copyOf(notes);
      idle = Map.copyOf(idle);
      unrehearsed = Map.copyOf(unrehearsed);
    }

    /** The same, knowing what could not be tried. */
    public Packed withUnrehearsed(Map<String, Text> reasons) {
      return new Packed(bundle, root, existed, notes, idle, reasons);
    }
  }

  /**
   * Wheels of a target turned out not to fit. Nothing was written; resolve again without them.
   *
   * @param target its name
   * @param exclusions one per misfit
   */
  record Misfits(String target, List<Exclusion> exclusions) implements PackOutcome {
    public Misfits {
      exclusions = List.copyOf(exclusions);
    }
  }

  /**
   * Wheels say something else inside than the index said. Nothing was written; forget what was
   * cached about them and resolve again.
   *
   * @param target its name
   * @param contradictions one per field
   */
  record Contradicted(String target, List<Contradiction> contradictions) implements PackOutcome {
    public Contradicted {
      contradictions = List.copyOf(contradictions);
    }
  }

  /**
   * A field that differs.
   *
   * @param name of the package
   * @param file the wheel
   * @param source that it came from
   * @param field of its metadata
   * @param got what the wheel says
   * @param want what the lock was resolved with
   */
  record Contradiction(
      PackageName name, String file, String source, String field, String got, String want) {
    public Text text() {
      return Text.of(
          "`%s` of `%s`: `%s` is `%s` inside, the source said `%s`",
          "来源 `%2$s` 的 `%1$s`：其中 `%3$s` 为 `%4$s`，而来源所说为 `%5$s`", file, source, field, got, want);
    }
  }
}
