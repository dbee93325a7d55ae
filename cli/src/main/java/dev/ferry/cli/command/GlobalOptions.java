package dev.ferry.cli.command;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Declares the options of {@link Settings}, so that every command accepts and explains them. */
final class GlobalOptions {
  @Option(names = "--json", descriptionKey = "json")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      descriptionKey = "lang",
      converter = LanguageWord.class)
  private String lang = "";

  /** A language that Ferry speaks, as a word or a locale: {@code zh}, {@code en_US.UTF-8}. */
  static final class LanguageWord implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      if (!word.matches("(en|zh)([_.@-].*)?")) {
        throw new FerryException(
            Failure.USAGE,
            Text.of(
                "bad value for `--lang`: got `%s`, want `en` or `zh`",
                "`--lang` 的值有误：是 `%s`，应为 `en` 或 `zh`", word));
      }
      return word;
    }
  }

  @Option(names = "--debug", descriptionKey = "debug")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "help")
  private boolean help;

  /** What was parsed, for the record of a run. */
  @Override
  public String toString() {
    return "json=" + json + " lang=" + lang + " debug=" + debug + " help=" + help;
  }
}
