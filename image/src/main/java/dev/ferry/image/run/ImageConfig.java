package dev.ferry.image.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How an image wants to be run (OCI {@code config.md}).
 *
 * @param entrypoint words that stand before any command
 * @param command words where none are given
 * @param env variables
 * @param user as it stands: {@code 65532:65532}, a name, or absent for root
 * @param folder the working folder, absolute
 * @param volumes absolute paths that stay writable
 */
public record ImageConfig(
    List<String> entrypoint,
    List<String> command,
    SortedMap<String, String> env,
    Optional<String> user,
    String folder,
    SortedSet<String> volumes) {
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    volumes = Collections.unmodifiableSortedSet(new TreeSet<>((java.util.Set<String>) volumes));
  }

  /** What starts when nothing is asked for. */
  public List<String> start() {
    List<String> words = new ArrayList<>(entrypoint);
    words.addAll(command);
    return List.copyOf(words);
  }
}
