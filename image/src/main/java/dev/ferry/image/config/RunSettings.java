package dev.ferry.image.config;

import dev.ferry.image.application.AppSettings;
import dev.ferry.image.plan.ImageLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How an image is run ({@code config.md}, "config").
 *
 * @param app what the application wants
 * @param env every variable
 * @param volumes absolute folders
 * @param labels every label
 */
public record RunSettings(
    AppSettings app,
    SortedMap<String, String> env,
    List<String> volumes,
    SortedMap<String, String> labels) {
  public RunSettings {
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    volumes = List.copyOf(volumes);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) labels));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("User", ImageLayout.UID + ":" + ImageLayout.UID);
    tree.put(
        "Env", env.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
    tree.put("WorkingDir", ImageLayout.absolute(ImageLayout.APPLICATION));
    if (!app.entrypoint().isEmpty()) {
      tree.put("Entrypoint", app.entrypoint());
    }
    if (!app.command().isEmpty()) {
      tree.put("Cmd", app.command());
    }
    if (!app.ports().isEmpty()) {
      tree.put("ExposedPorts", set(app.ports()));
    }
    tree.put("Volumes", set(volumes));
    tree.put("StopSignal", app.stopSignal().orElse("SIGTERM"));
    app.health().ifPresent(health -> tree.put("Healthcheck", check(health)));
    tree.put("Labels", labels);
    return tree;
  }

  /** JSON's way to say a set: keys without values. */
  private static Map<String, Object> set(List<String> names) {
    Map<String, Object> set = new TreeMap<>();
    names.forEach(name -> set.put(name, Map.of()));
    return set;
  }

  /** Docker counts in nanoseconds. */
  private static Map<String, Object> check(AppSettings.Health health) {
    List<String> test = Stream.concat(Stream.of("CMD"), health.command().stream()).toList();
    return Map.of(
        "Test", test,
        "Interval", health.interval() * 1_000_000_000L,
        "Timeout", health.timeout() * 1_000_000_000L,
        "StartPeriod", health.startPeriod() * 1_000_000_000L,
        "Retries", health.retries());
  }
}
