package dev.ferry.carry.compare;

import dev.ferry.model.Progress;
import dev.ferry.python.wheel.RangedBytes;

/**
 * Bytes whose reading moves a task on, by their size altogether: what is read twice is told once,
 * and what is never read is told when they are closed.
 */
final class CountedBytes implements RangedBytes {
  private final RangedBytes bytes;
  private final Progress.Task task;
  private long untold;

  CountedBytes(RangedBytes bytes, Progress.Task task) {
    this.bytes = bytes;
    this.task = task;
    this.untold = bytes.size();
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public byte[] read(long at, int length) {
    tell(length);
    return bytes.read(at, length);
  }

  @Override
  public void read(long at, byte[] buffer, int from, int length) {
    tell(length);
    bytes.read(at, buffer, from, length);
  }

  private void tell(long read) {
    long told = Math.min(read, untold);
    untold -= told;
    task.advance(told);
  }

  @Override
  public void close() {
    tell(untold);
    bytes.close();
  }
}
