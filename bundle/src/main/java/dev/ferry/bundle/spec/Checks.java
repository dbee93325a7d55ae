package dev.ferry.bundle.spec;

import dev.ferry.bundle.yaml.Mistakes;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.FerryException;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Checks of single values whose grammar belongs to others; what fails becomes a mistake. */
final class Checks {
  private final Mistakes mistakes;

  Checks(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  void requirement(YamlNode.Scalar value) {
    check(value, Requirement::parse);
  }

  void packageName(YamlNode.Scalar value) {
    check(value, PackageName::of);
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
