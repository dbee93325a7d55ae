package dev.ferry.bundle.yaml;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything found wrong in one file, reported together in the order of the file. */
public final class Mistakes {
  private static final int MOST_SHOWN = 50;

  private record Mistake(Place place, Text text) {}

  private final String label;
  private final List<Mistake> found = new ArrayList<>();

  /**
   * @param label the file as messages name it
   */
  public Mistakes(String label) {
    this.label = label;
  }

  public void add(Place place, Text text) {
    found.add(new Mistake(place, text));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws one failure with all of them, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw failure();
    }
  }

  private FerryException failure() {
    List<Text> lines =
        found.stream()
            .sorted(Comparator.comparing(Mistake::place))
            .limit(MOST_SHOWN)
            .map(this::line)
            .toList();
    int count = found.size();
    Text message =
        count == 1
            ? Text.of("`%s` has a mistake", "`%s` 有一处错误", label)
            : Text.of("`%s` has %d mistakes", "`%s` 有 %d 处错误", label, count);
    return new FerryException(Failure.USAGE, message).reasons(lines);
  }

  private Text line(Mistake mistake) {
    return Text.of(
        "%s:%d:%d: %s",
        "%s:%d:%d: %s", label, mistake.place.line(), mistake.place.column(), mistake.text);
  }
}
