package dev.ferry.python.reqfile;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a requirements file and those it names, in the order of reading. */
final class Mistakes {
  private static final int MOST_SHOWN = 50;

  private final List<Text> found = new ArrayList<>();
  private int count;

  void add(Origin origin, Text text) {
    count++;
    if (found.size() < MOST_SHOWN) {
      found.add(Text.of("%s: %s", "%s：%s", origin, text));
    }
  }

  /** Throws one failure with all of them, if there are any. */
  void throwIfAny(Path file) {
    if (count == 0) {
      return;
    }
    Text message =
        count == 1
            ? Text.of("`%s` has a mistake", "`%s` 有一处错误", file)
            : Text.of("`%s` has %d mistakes", "`%s` 有 %d 处错误", file, count);
    throw new FerryException(Failure.USAGE, message).reasons(found);
  }
}
