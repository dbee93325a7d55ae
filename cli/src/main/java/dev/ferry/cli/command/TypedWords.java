package dev.ferry.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words of a command line as they were typed, each known for what it is, so that the same
 * command can be written again with one of them changed.
 */
final class TypedWords {
  private static final String END_OF_OPTIONS = "--";

  private final List<Word> words = new ArrayList<>();
  private CommandSpec command;
  private boolean onlyPositionals;

  /** A word, or two that belong together. */
  sealed interface Word {
    /** An option without value, a command's name, {@code --}. */
    record Plain(String text) implements Word {}

    /** One of the arguments that have no name. */
    record Positional(String text) implements Word {}

    /**
     * An option with its value.
     *
     * @param before everything up to the value: {@code --target}, {@code --target=}, {@code -t}
     * @param apart whether the value is a word of its own
     */
    record Valued(OptionSpec option, String before, String value, boolean apart) implements Word {
      Valued with(String other) {
        return new Valued(option, before, other, apart);
      }

      boolean isNamed(String name) {
        return List.of(option.names()).contains(name);
      }
    }
  }

  private TypedWords(CommandSpec root) {
    this.command = root;
  }

  /**
   * Reads words that were parsed without a mistake.
   *
   * @param root of the commands
   */
  static List<Word> of(CommandSpec root, List<String> typed) {
    TypedWords reader = new TypedWords(root);
    int at = 0;
    while (at < typed.size()) {
      String next = at + 1 < typed.size() ? typed.get(at + 1) : "";
      at += reader.read(typed.get(at), next);
    }
    return reader.words;
  }

  /** The words again, each as one argument. */
  static List<String> texts(List<Word> words) {
    List<String> texts = new ArrayList<>();
    for (Word word : words) {
      switch (word) {
        case Word.Plain plain -> texts.add(plain.text());
        case Word.Positional positional -> texts.add(positional.text());
        case Word.Valued valued -> {
          if (valued.apart()) {
            texts.add(valued.before());
            texts.add(valued.value());
          } else {
            texts.add(valued.before() + valued.value());
          }
        }
      }
    }
    return texts;
  }

  /** How many words were read. */
  private int read(String word, String next) {
    if (onlyPositionals) {
      words.add(new Word.Positional(word));
      return 1;
    }
    if (word.equals(END_OF_OPTIONS)) {
      onlyPositionals = true;
      words.add(new Word.Plain(word));
      return 1;
    }
    if (word.length() < 2 || word.charAt(0) != '-') {
      return readName(word);
    }
    return word.startsWith("--") ? readLong(word, next) : readShort(word, next);
  }

  private int readName(String word) {
    CommandLine inner = command.subcommands().get(word);
    if (inner == null) {
      words.add(new Word.Positional(word));
    } else {
      command = inner.getCommandSpec();
      words.add(new Word.Plain(word));
    }
    return 1;
  }

  private int readLong(String word, String next) {
    int equals = word.indexOf('=');
    Optional<OptionSpec> option = find(equals < 0 ? word : word.substring(0, equals));
    if (option.isPresent() && equals >= 0) {
      String before = word.substring(0, equals + 1);
      words.add(new Word.Valued(option.get(), before, word.substring(equals + 1), false));
      return 1;
    }
    return readApart(option, word, next);
  }

  /** {@code -t VALUE}, {@code -tVALUE}, {@code -t=VALUE}. */
  private int readShort(String word, String next) {
    Optional<OptionSpec> option = find(word.substring(0, 2));
    if (word.length() > 2 && option.isPresent() && takesValue(option.get())) {
      int start = word.charAt(2) == '=' ? 3 : 2;
      words.add(
          new Word.Valued(option.get(), word.substring(0, start), word.substring(start), false));
      return 1;
    }
    return word.length() > 2 ? readCluster(word, next) : readApart(option, word, next);
  }

  /** {@code -hU}: options without values, of which the last may have one after all. */
  private int readCluster(String word, String next) {
    return readApart(find("-" + word.charAt(word.length() - 1)), word, next);
  }

  private int readApart(Optional<OptionSpec> option, String word, String next) {
    if (option.isPresent() && hasValueApart(option.get(), next)) {
      words.add(new Word.Valued(option.get(), word, next, true));
      return 2;
    }
    words.add(new Word.Plain(word));
    return 1;
  }

  private static boolean hasValueApart(OptionSpec option, String next) {
    return option.parameterConsumer() instanceof UpgradeConsumer
        ? UpgradeConsumer.isName(next)
        : takesValue(option);
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().min() > 0;
  }

  private Optional<OptionSpec> find(String name) {
    return Optional.ofNullable(command.findOption(name));
  }
}
