package dev.ferry.delta.apply;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.model.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets no more pass than was declared, and tells how far it is. */
final class Bounded extends FilterOutputStream {
  private final Progress.Task task;
  private long left;

  Bounded(OutputStream to, long most, Progress.Task task) {
    super(to);
    this.left = most;
    this.task = task;
  }

  @Override
  public void write(int value) throws IOException {
    take(1);
    out.write(value);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    take(length);
    out.write(from, offset, length);
  }

  private void take(int length) {
    left -= length;
    if (left < 0) {
      throw new BadDelta("the new file is larger than declared");
    }
    task.advance(length);
  }
}
