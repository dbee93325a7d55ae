package dev.ferry.image.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to run in an image.
 *
 * @param command words; it replaces the image's entry point. Empty: what the image starts by itself
 * @param env variables that are set over the image's
 * @param stdin a file that it reads; nothing where absent
 * @param mounts folders of this machine
 * @param limit when everything is killed
 * @param trace where a list of opened files is written; only {@link OwnRunner} can
 */
public record RunRequest(
    List<String> command,
    SortedMap<String, String> env,
    Optional<Path> stdin,
    List<Mount> mounts,
    Duration limit,
    Optional<Path> trace) {
  public RunRequest {
    command = List.copyOf(command);
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    mounts = List.copyOf(mounts);
  }

  /** A command with nothing around it. */
  public static RunRequest of(List<String> command, Duration limit) {
    return new RunRequest(
        command, new TreeMap<>(), Optional.empty(), List.of(), limit, Optional.empty());
  }

  /** The same with more variables. */
  public RunRequest with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>((Map<String, String>) env);
    all.putAll(more);
    return new RunRequest(command, all, stdin, mounts, limit, trace);
  }

  /** The same with a file to read. */
  public RunRequest withStdin(Optional<Path> file) {
    return new RunRequest(command, env, file, mounts, limit, trace);
  }

  /** The same with folders of this machine. */
  public RunRequest withMounts(List<Mount> folders) {
    return new RunRequest(command, env, stdin, folders, limit, trace);
  }

  /** The same, traced. */
  public RunRequest tracedTo(Path file) {
    return new RunRequest(command, env, stdin, mounts, limit, Optional.of(file));
  }

  /**
   * A folder of this machine in the image.
   *
   * @param from absolute path here
   * @param to absolute path there
   * @param writable whether the command may change it
   */
  public record Mount(Path from, String to, boolean writable) {}
}
