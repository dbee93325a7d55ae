package dev.ferry.cli.output;

import dev.ferry.model.Alternative;
import dev.ferry.model.FerryException;
import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A failure as people read it and as programs read it. */
final class FailureReport {
  private final FerryException failure;
  private final Language language;

  FailureReport(FerryException failure, Language language) {
    this.failure = failure;
    this.language = language;
  }

  /** The message, the reasons, the hint, then what can be done instead as commands to copy. */
  void print(PrintWriter err) {
    err.println(Labels.error(failure.text()).in(language));
    failure.reasons().forEach(reason -> err.println("  " + indented(reason.in(language))));
    failure.hint().ifPresent(hint -> err.println(Labels.hint(hint).in(language)));
    if (!failure.alternatives().isEmpty()) {
      err.println(Text.of("instead:", "可以改为：").in(language));
      failure.alternatives().forEach(alternative -> print(alternative, err));
    }
    err.flush();
  }

  private void print(Alternative alternative, PrintWriter err) {
    Text tried =
        alternative.tried() ? Text.of("tried: resolves", "已试：可求解") : Text.of("not tried", "未试");
    err.println("  # " + Text.of("%s (%s)", "%s（%s）", alternative.what(), tried).in(language));
    err.println("  " + alternative.command());
  }

  private static String indented(String text) {
    return text.replace("\n", "\n  ");
  }

  /** {@code {"error": {kind, message, reasons[], hint?, alternatives[{command, tried, what}]}}}. */
  Map<String, Object> document() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("kind", failure.failure().id());
    error.put("message", failure.text().in(language));
    error.put("reasons", failure.reasons().stream().map(text -> text.in(language)).toList());
    failure.hint().ifPresent(hint -> error.put("hint", hint.in(language)));
    error.put("alternatives", alternatives());
    return Map.of("error", error);
  }

  private List<Map<String, Object>> alternatives() {
    return failure.alternatives().stream()
        .map(
            alternative -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("command", alternative.command());
              fields.put("tried", alternative.tried());
              fields.put("what", alternative.what().in(language));
              return fields;
            })
        .toList();
  }
}
