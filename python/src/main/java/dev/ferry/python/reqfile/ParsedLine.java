package dev.ferry.python.reqfile;

import dev.ferry.model.Spelling;
import dev.ferry.model.Text;
import dev.ferry.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A logical line taken apart: what it asks for stands before the first word that begins with a
 * hyphen, options behind.
 *
 * @param requirement text before the options, empty where there is none
 * @param options in their order
 */
record ParsedLine(String requirement, List<OptionUse> options) {
  ParsedLine {
    options = List.copyOf(options);
  }

  /** Takes a line apart as pip's parser does, abbreviated options included. */
  static ParsedLine parse(String text) throws SyntaxException {
    int start = optionsStart(text);
    List<ShellWords.Word> words = ShellWords.split(text, start);
    List<OptionUse> options = new ArrayList<>();
    int next = 0;
    while (next < words.size()) {
      ShellWords.Word word = words.get(next++);
      if (word.text().equals("--") && next == words.size()) {
        break;
      }
      Optional<Option> option = option(word);
      Optional<String> attached = attachedValue(word);
      if (option.isEmpty()) {
        throw unexpected(word);
      }
      if (!option.get().takesValue()) {
        if (attached.isPresent()) {
          throw error(word, Text.of("`%s` takes no value", "`%s` 不带值", word.text()));
        }
        options.add(new OptionUse(option.get(), "", word.position()));
        continue;
      }
      if (attached.isEmpty() && next == words.size()) {
        throw error(word, Text.of("`%s` needs a value", "`%s` 需要一个值", word.text()));
      }
      int valueWord = next;
      String value = attached.orElseGet(() -> words.get(valueWord).text());
      next += attached.isPresent() ? 0 : 1;
      options.add(new OptionUse(option.get(), value, word.position()));
    }
    return new ParsedLine(text.substring(0, start).strip(), options);
  }

  private static int optionsStart(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '-' && (i == 0 || text.charAt(i - 1) == ' ')) {
        return i;
      }
    }
    return text.length();
  }

  private static Optional<String> attachedValue(ShellWords.Word word) {
    String text = word.text();
    if (!text.startsWith("--")) {
      return text.length() > 2 ? Optional.of(text.substring(2)) : Optional.empty();
    }
    int equals = text.indexOf('=');
    return equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
  }

  private static Optional<Option> option(ShellWords.Word word) throws SyntaxException {
    String text = word.text();
    if (!text.startsWith("--")) {
      return Arrays.stream(Option.values())
          .filter(option -> !option.letter().isEmpty() && text.startsWith(option.letter()))
          .findFirst();
    }
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    List<Option> begun = new ArrayList<>();
    for (Option option : Option.values()) {
      if (option.words().contains(name)) {
        return Optional.of(option);
      }
      if (name.length() > 2 && option.words().stream().anyMatch(each -> each.startsWith(name))) {
        begun.add(option);
      }
    }
    if (begun.size() > 1) {
      throw error(
          word,
          Text.of(
              "`%s` may be %s",
              "`%s` 可能是 %s",
              name,
              String.join(", ", begun.stream().map(each -> each.words().getFirst()).toList())));
    }
    return begun.stream().findFirst();
  }

  private static SyntaxException unexpected(ShellWords.Word word) {
    String shown = SyntaxException.abbreviate(word.text());
    if (!word.text().startsWith("-")) {
      return error(word, Text.of("unexpected `%s` behind the options", "选项之后有意外的 `%s`", shown));
    }
    String name = shown.split("=", 2)[0];
    Optional<Text> refused = PipOptions.findRefusal(name);
    if (refused.isPresent()) {
      return error(word, refused.get());
    }
    return error(
        word,
        Spelling.findNearest(name, Option.spellings())
            .map(
                near ->
                    Text.of(
                        "unknown option `%s`, did you mean `%s`?",
                        "未知的选项 `%s`，是否想写 `%s`？", name, near))
            .orElse(Text.of("unknown option `%s`", "未知的选项 `%s`", name)));
  }

  private static SyntaxException error(ShellWords.Word word, Text reason) {
    return new SyntaxException(reason, word.position());
  }

  /** The uses of one option. */
  List<OptionUse> uses(Option option) {
    return options.stream().filter(use -> use.option() == option).toList();
  }
}
