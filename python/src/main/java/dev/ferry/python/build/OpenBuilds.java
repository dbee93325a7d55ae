package dev.ferry.python.build;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds that are going on when the program ends, because it was interrupted or because nobody
 * waits for them any more: their processes are ended and their folders removed.
 */
final class OpenBuilds {
  private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();
  private static final Set<BuildFiles> FOLDERS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(OpenBuilds::end, "open-builds"));
  }

  private OpenBuilds() {}

  static void add(Process process) {
    PROCESSES.add(process);
  }

  static void remove(Process process) {
    PROCESSES.remove(process);
  }

  static void add(BuildFiles folder) {
    FOLDERS.add(folder);
  }

  static void remove(BuildFiles folder) {
    FOLDERS.remove(folder);
  }

  /** Ends a process and everything that it has started. */
  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void end() {
    PROCESSES.forEach(OpenBuilds::end);
    for (Process process : PROCESSES) {
      process.onExit().join();
    }
    FOLDERS.forEach(BuildFiles::close);
  }
}
