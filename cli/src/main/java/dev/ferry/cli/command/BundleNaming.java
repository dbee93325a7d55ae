package dev.ferry.cli.command;

import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.MovingName;
import dev.ferry.model.Text;
import java.util.Optional;

/** {@code --name} and {@code --version}. */
final class BundleNaming {
  private BundleNaming() {}

  /** Refuses what cannot be part of a bundle's name. */
  static void check(String option, String text) {
    if (MovingName.is(text)) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "`%s %s` names something else tomorrow, want a fixed one",
              "`%s %s` 会随时间指向不同内容，应使用固定的值", option, text));
    }
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9.!+_-]{0,63}")) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `%s`: got `%s`, want letters, digits, `.`, `_`, `-`, at most 64",
              "`%s` 的值有误：是 `%s`，应为字母、数字、`.`、`_`、`-`，至多 64 个", option, text));
    }
  }

  /** The spec under another name or version. */
  static EnvironmentSpec named(
      EnvironmentSpec spec, Optional<String> name, Optional<String> version) {
    return new EnvironmentSpec(
        name.or(spec::name),
        version.or(spec::version),
        spec.targets(),
        spec.interpreters(),
        spec.requires(),
        spec.constraints(),
        spec.overrides(),
        spec.sources(),
        spec.prereleases(),
        spec.excludeNewer(),
        spec.build(),
        spec.fit(),
        spec.files(),
        spec.env(),
        spec.smoke(),
        spec.corrections());
  }
}
