package dev.ferry.cli.command;

import dev.ferry.model.Language;
import java.util.Map;
import java.util.stream.Stream;

/** The language that the user's environment asks for. */
public final class UserLanguage {
  private UserLanguage() {}

  /**
   * {@code FERRY_LANG} as the launcher sets it (the JVM itself runs under another locale), else the
   * first of {@code LC_ALL}, {@code LC_MESSAGES} and {@code LANG} that is set.
   */
  public static Language of(Map<String, String> environment) {
    return Stream.of("FERRY_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(UserLanguage::of)
        .orElse(Language.ENGLISH);
  }

  /** Chinese for {@code zh}, {@code zh_CN.UTF-8} and the like, English for everything else. */
  public static Language of(String locale) {
    return locale.startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
  }
}
