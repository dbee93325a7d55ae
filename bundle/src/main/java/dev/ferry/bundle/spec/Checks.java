package dev.ferry.bundle.spec;

import dev.ferry.model.FerryException;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks of single values whose grammar belongs to others; what fails becomes a mistake. */
final class Checks {
  private static final String WORD = "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile(WORD);
  private static final Pattern REQUIREMENT =
      Pattern.compile(WORD + "\\s*([\\[(<>=!~;@].*)?", Pattern.DOTALL);

  private final Mistakes mistakes;

  Checks(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  void requirement(YamlNode.Scalar value) {
    named(
        value, REQUIREMENT, Text.of("a requirement such as `numpy>=1.26`", "形如 `numpy>=1.26` 的依赖"));
  }

  void packageName(YamlNode.Scalar value) {
    named(value, NAME, Text.of("a package name (PEP 508)", "包名（PEP 508）"));
  }

  /** A name by the grammar of targets, {@code host}, or the path of a probe document. */
  void target(YamlNode.Scalar value) {
    if (!value.text().equals("host") && !value.text().endsWith(".json")) {
      check(value, TargetName::parse);
    }
  }

  void webAddress(String key, YamlNode.Scalar value) {
    if (!isAddress(value.text(), Set.of("http", "https", "file"))) {
      mistakes.add(
          value.place(), Text.of("bad value for `%s`: want a URL", "`%s` 的值有误：应为 URL", key));
    }
  }

  /** A URL, or the path of a folder. */
  void linksLocation(String key, YamlNode.Scalar value) {
    if (value.text().contains("://")) {
      webAddress(key, value);
    }
  }

  private static boolean isAddress(String text, Set<String> schemes) {
    try {
      URI address = new URI(text);
      String scheme = address.getScheme();
      return scheme != null
          && schemes.contains(scheme.toLowerCase(Locale.ROOT))
          && (scheme.equalsIgnoreCase("file") || address.getHost() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void named(YamlNode.Scalar value, Pattern grammar, Text want) {
    if (value.text().length() > 2000 || !grammar.matcher(value.text()).matches()) {
      String got = value.text().substring(0, Math.min(80, value.text().length()));
      mistakes.add(value.place(), Text.of("got `%s`, want %s", "是 `%s`，应为 %s", got, want));
    }
  }

  private void check(YamlNode.Scalar value, Consumer<String> parser) {
    try {
      parser.accept(value.text());
    } catch (FerryException e) {
      mistakes.add(value.place(), e.text());
    } catch (IllegalArgumentException e) {
      mistakes.add(value.place(), Text.same(String.valueOf(e.getMessage())));
    }
  }
}
