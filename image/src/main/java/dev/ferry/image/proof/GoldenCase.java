package dev.ferry.image.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One case.
 *
 * @param name of its folder
 * @param folder that it lies in
 * @param command words; empty for what the image starts by itself
 * @param stdin a file of {@code input/} that it reads
 * @param env variables, over the pinned ones
 * @param outputs what is compared, at least one
 * @param limit when it is killed
 */
public record GoldenCase(
    String name,
    Path folder,
    List<String> command,
    Optional<String> stdin,
    SortedMap<String, String> env,
    List<GoldenOutput> outputs,
    Duration limit) {
  public GoldenCase {
    command = List.copyOf(command);
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    outputs = List.copyOf(outputs);
  }

  Path input() {
    return folder.resolve("input");
  }

  Path expected() {
    return folder.resolve("expected");
  }

  /** Whether every expected output is there. */
  public boolean isRecorded() {
    return outputs.stream().allMatch(output -> Files.isRegularFile(output.in(expected())));
  }
}
