package dev.ferry.cli.output;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps what is running and has it shown from time to time. A thread ticks only while something
 * runs, and never keeps the program alive. What was said once is not said again: many targets and
 * alternatives come across the same thing.
 */
final class ProgressReporter implements Progress {
  private final ProgressView view;
  private final Set<RunningTask> running = new LinkedHashSet<>();
  private final Set<Text> said = new HashSet<>();
  private boolean ticking;

  ProgressReporter(ProgressView view) {
    this.view = view;
  }

  @Override
  public synchronized Task start(Text what, long total) {
    RunningTask task = new RunningTask(what, total, this::end);
    running.add(task);
    view.began(task);
    if (!ticking) {
      ticking = true;
      Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }
    return task;
  }

  private synchronized void end(RunningTask task) {
    running.remove(task);
    view.ended(task);
  }

  private void tick() {
    try {
      do {
        Thread.sleep(view.interval());
      } while (showRunning());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean showRunning() {
    ticking = !running.isEmpty();
    if (ticking) {
      view.show(new ArrayList<>(running));
    }
    return ticking;
  }

  @Override
  public synchronized void note(Text message) {
    if (said.add(message)) {
      view.note(message);
    }
  }

  @Override
  public synchronized void warn(Text message) {
    if (said.add(message)) {
      view.warn(message);
    }
  }

  /** Takes an unfinished line away, so that a failure starts on a line of its own. */
  synchronized void clear() {
    view.clear();
  }
}
