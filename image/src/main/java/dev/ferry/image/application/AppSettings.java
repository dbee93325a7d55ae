package dev.ferry.image.application;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an application is started ({@code docs/formats/app.md}). What is empty is decided by Ferry.
 *
 * @param entrypoint program and first arguments
 * @param command further arguments, which a user may replace
 * @param env variables
 * @param ports {@code 8080/tcp}
 * @param volumes absolute folders besides those below the home
 * @param health what tells whether it works; not part of the OCI config, written for docker
 * @param stopSignal {@code SIGTERM}
 * @param labels further ones
 */
public record AppSettings(
    List<String> entrypoint,
    List<String> command,
    SortedMap<String, String> env,
    List<String> ports,
    List<String> volumes,
    Optional<Health> health,
    Optional<String> stopSignal,
    SortedMap<String, String> labels) {
  /** The file in the application's folder. */
  public static final String FILE = "ferry-app.yaml";

  public AppSettings {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    ports = List.copyOf(ports);
    volumes = List.copyOf(volumes);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) labels));
  }

  /** Nothing said. */
  public static AppSettings none() {
    return new AppSettings(
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  /**
   * A health check.
   *
   * @param command program and arguments; exit code 0 means healthy
   * @param interval between two, seconds
   * @param timeout of one, seconds
   * @param startPeriod in which failures do not count, seconds
   * @param retries failures in a row that mean unhealthy
   */
  public record Health(
      List<String> command, int interval, int timeout, int startPeriod, int retries) {
    public Health {
      command = List.copyOf(command);
    }
  }

  /** The same where the other says nothing; lists are replaced, maps are joined. */
  public AppSettings orElse(AppSettings other) {
    return new AppSettings(
        entrypoint.isEmpty() ? other.entrypoint : entrypoint,
        command.isEmpty() && entrypoint.isEmpty() ? other.command : command,
        joined(other.env, env),
        ports.isEmpty() ? other.ports : ports,
        volumes.isEmpty() ? other.volumes : volumes,
        health.or(other::health),
        stopSignal.or(other::stopSignal),
        joined(other.labels, labels));
  }

  private static SortedMap<String, String> joined(
      Map<String, String> weak, Map<String, String> strong) {
    SortedMap<String, String> all = new TreeMap<>(weak);
    all.putAll(strong);
    return all;
  }
}
