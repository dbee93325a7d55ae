package dev.ferry.bundle.spec;

import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a spec in its normal form: keys in the order of {@code docs/formats/spec.md}, every text
 * in double quotes, absent values left out, user info of URLs left out. Reading what was written
 * gives the same spec again, user info aside.
 */
public final class SpecWriter {
  private final StringBuilder out = new StringBuilder();

  private SpecWriter() {}

  /** The text of {@code ferry.yaml}, ending in a line feed. */
  public static String write(EnvironmentSpec spec) {
    SpecWriter writer = new SpecWriter();
    writer.spec(spec);
    return writer.out.isEmpty() ? "{}\n" : writer.out.toString();
  }

  private void spec(EnvironmentSpec spec) {
    line("", "name", spec.name());
    line("", "version", spec.version());
    list("", "targets", spec.targets());
    interpreters(spec.interpreters());
    list("", "requires", spec.requires());
    list("", "constraints", spec.constraints());
    list("", "overrides", spec.overrides());
    sources(spec.sources());
    if (spec.prereleases()) {
      out.append("prereleases: true\n");
    }
    line("", "exclude-newer", spec.excludeNewer());
    if (!spec.build().allow().isEmpty()) {
      out.append("build:\n");
      list("  ", "allow", spec.build().allow());
    }
    fit(spec.fit());
    files(spec.files());
    if (!spec.env().isEmpty()) {
      out.append("env:\n");
      spec.env().forEach((name, value) -> line("  ", name, Optional.of(value)));
    }
    spec.smoke().ifPresent(this::smoke);
    corrections(spec.corrections());
  }

  private void interpreters(List<EnvironmentSpec.Interpreter> interpreters) {
    heading("python", interpreters);
    for (EnvironmentSpec.Interpreter python : interpreters) {
      item();
      origin("file", python.origin());
      line("    ", "sha256", python.sha256().map(Digest::hex));
      line("    ", "target", python.target());
      line("    ", "executable", python.executable());
    }
  }

  private void sources(List<EnvironmentSpec.Source> sources) {
    heading("sources", sources);
    for (EnvironmentSpec.Source source : sources) {
      item();
      line("    ", "name", Optional.of(source.name()));
      String key = source.kind() == EnvironmentSpec.Source.Kind.INDEX ? "url" : "find-links";
      line("    ", key, Optional.of(withoutUserInfo(source.location())));
      list("    ", "mirrors", source.mirrors().stream().map(SpecWriter::withoutUserInfo).toList());
      list("    ", "packages", source.packages());
    }
  }

  private void fit(EnvironmentSpec.Fit fit) {
    if (fit.mode().isPresent() || !fit.ignore().isEmpty()) {
      out.append("fit:\n");
      line("  ", "mode", fit.mode());
      list("  ", "ignore", fit.ignore());
    }
  }

  private void files(List<EnvironmentSpec.CarriedFile> files) {
    heading("files", files);
    for (EnvironmentSpec.CarriedFile file : files) {
      item();
      origin("path", file.origin());
      line("    ", "sha256", file.sha256().map(Digest::hex));
      line("    ", "to", Optional.of(file.to()));
      if (file.unpack()) {
        out.append("    unpack: true\n");
      }
    }
  }

  private void smoke(EnvironmentSpec.Smoke smoke) {
    out.append("smoke:\n");
    list("  ", "imports", smoke.imports());
    line("  ", "python", smoke.python());
    list("  ", "commands", smoke.commands());
  }

  private void corrections(List<EnvironmentSpec.Correction> corrections) {
    heading("corrections", corrections);
    for (EnvironmentSpec.Correction correction : corrections) {
      item();
      line("    ", "packages", Optional.of(correction.packages()));
      list("    ", "requires", correction.requires());
      line("    ", "because", Optional.of(correction.because()));
    }
  }

  private void origin(String localKey, EnvironmentSpec.Origin origin) {
    switch (origin) {
      case EnvironmentSpec.Origin.Local local -> line("    ", localKey, Optional.of(local.path()));
      case EnvironmentSpec.Origin.Download download ->
          line("    ", "url", Optional.of(withoutUserInfo(download.url())));
    }
  }

  private void heading(String key, List<?> values) {
    if (!values.isEmpty()) {
      out.append(key).append(":\n");
    }
  }

  private void item() {
    out.append("  -\n");
  }

  private void line(String indent, String key, Optional<String> value) {
    value.ifPresent(
        text -> out.append(indent).append(key).append(": ").append(quoted(text)).append('\n'));
  }

  private void list(String indent, String key, List<String> values) {
    if (!values.isEmpty()) {
      out.append(indent).append(key).append(":\n");
      values.forEach(value -> out.append(indent).append("  - ").append(quoted(value)).append('\n'));
    }
  }

  /** A YAML double-quoted scalar, which is what JSON would write. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (c < 0x20
                      || (c >= 0x7f && c < 0xa0)
                      || c == 0x2028
                      || c == 0x2029
                      || c == 0xfeff) {
                    quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    quoted.append((char) c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  private static String withoutUserInfo(String location) {
    int host = location.indexOf("://");
    if (host < 0) {
      return location;
    }
    int end = location.indexOf('/', host + 3);
    int at = location.lastIndexOf('@', end < 0 ? location.length() : end);
    return at > host
        ? URI.create(location.substring(0, host + 3) + location.substring(at + 1)).toString()
        : location;
  }
}
