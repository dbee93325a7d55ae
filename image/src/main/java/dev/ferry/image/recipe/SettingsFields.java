package dev.ferry.image.recipe;

import dev.ferry.image.application.AppSettings;
import dev.ferry.image.json.JsonFields;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How an application is started, as a part of a recipe. */
final class SettingsFields {
  private static final long MOST_SECONDS = 1_000_000;

  private SettingsFields() {}

  static Map<String, Object> tree(AppSettings settings) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("entrypoint", settings.entrypoint());
    tree.put("command", settings.command());
    tree.put("env", settings.env());
    tree.put("ports", settings.ports());
    tree.put("volumes", settings.volumes());
    settings.health().ifPresent(health -> tree.put("health", tree(health)));
    settings.stopSignal().ifPresent(signal -> tree.put("stopSignal", signal));
    tree.put("labels", settings.labels());
    return tree;
  }

  private static Map<String, Object> tree(AppSettings.Health health) {
    return Map.of(
        "command", health.command(),
        "interval", health.interval(),
        "timeout", health.timeout(),
        "startPeriod", health.startPeriod(),
        "retries", health.retries());
  }

  static AppSettings read(JsonFields fields) {
    Optional<AppSettings.Health> health =
        fields
            .findObject("health")
            .map(
                check ->
                    new AppSettings.Health(
                        check.strings("command"),
                        (int) check.number("interval", MOST_SECONDS),
                        (int) check.number("timeout", MOST_SECONDS),
                        (int) check.number("startPeriod", MOST_SECONDS),
                        (int) check.number("retries", MOST_SECONDS)));
    return new AppSettings(
        fields.strings("entrypoint"),
        fields.strings("command"),
        fields.stringMap("env"),
        fields.strings("ports"),
        fields.strings("volumes"),
        health,
        fields.findString("stopSignal"),
        fields.stringMap("labels"));
  }
}
