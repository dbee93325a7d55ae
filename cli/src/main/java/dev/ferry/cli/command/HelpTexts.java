package dev.ferry.cli.command;

import dev.ferry.model.Language;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of {@code --help}; {@code Help.properties} and {@code Help_zh.properties}. */
final class HelpTexts {
  private HelpTexts() {}

  static ResourceBundle in(Language language) {
    Locale locale =
        switch (language) {
          case ENGLISH -> Locale.ROOT;
          case CHINESE -> Locale.CHINESE;
        };
    return ResourceBundle.getBundle(
        "dev.ferry.cli.command.Help",
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
