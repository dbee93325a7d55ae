package dev.ferry.cli.command;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.reqfile.PipOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what picocli says about a wrong command line into a failure in the user's language. */
public final class UsageMistake {
  private UsageMistake() {}

  public static FerryException of(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    return new FerryException(Failure.USAGE, text(mistake), mistake)
        .hint(
            Text.of(
                "`%s --help` shows how to use it",
                "`%s --help` 显示用法", command.getCommandSpec().qualifiedName()));
  }

  private static Text text(ParameterException mistake) {
    if (mistake.getCause() instanceof FerryException bad) {
      return bad.text();
    }
    return switch (mistake) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> missing(missing);
      case OverwrittenOptionException twice -> twice(twice);
      default ->
          mistake.getArgSpec() == null
              ? Text.same(String.valueOf(mistake.getMessage()))
              : badValue(mistake, mistake.getArgSpec());
    };
  }

  private static Text twice(OverwrittenOptionException twice) {
    return Text.of("`%s` is given twice", "`%s` 给出了两次", name(twice.getOverwritten()));
  }

  /** A value that cannot be read, and what could be. */
  private static Text badValue(ParameterException mistake, ArgSpec argument) {
    String name = name(argument);
    String got = String.valueOf(mistake.getValue());
    if (argument instanceof OptionSpec option && option.arity().max() == 0) {
      return Text.of("`%s` takes no value, got `%s`", "`%s` 不带值，却给出了 `%s`", name, got);
    }
    boolean number = List.of(argument.auxiliaryTypes()).contains(Integer.class);
    Text want =
        number ? Text.of("a whole number", "整数") : Text.same("`" + argument.paramLabel() + "`");
    return mistake.getValue() == null
        ? Text.of("bad value for `%s`, want %s", "`%s` 的值有误，应为 %s", name, want)
        : Text.of(
            "bad value for `%s`: got `%s`, want %s", "`%s` 的值有误：是 `%s`，应为 %s", name, got, want);
  }

  /** What to say of {@code ferry}, {@code ferry target} and the like alone. */
  static FerryException noCommand(CommandLine command) {
    return new FerryException(Failure.USAGE, Text.of("a command is missing", "缺少命令"))
        .hint(
            Text.of(
                "One of: %s; `%s --help` tells what they do",
                "可用的命令：%s；`%s --help` 有说明",
                String.join(", ", command.getSubcommands().keySet()),
                command.getCommandSpec().qualifiedName()));
  }

  private static Text unmatched(UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().get(0);
    Optional<Text> pip = PipOptions.findRefusal(word.split("=", 2)[0]);
    if (pip.isPresent()) {
      return pip.get();
    }
    CommandLine command = unmatched.getCommandLine();
    List<String> known = new ArrayList<>();
    if (word.startsWith("-")) {
      command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      known.addAll(command.getSubcommands().keySet());
    }
    Text what =
        word.startsWith("-")
            ? Text.of("unknown option `%s`", "未知的选项 `%s`", word)
            : known.isEmpty()
                ? Text.of("unexpected argument `%s`", "多余的参数 `%s`", word)
                : Text.of("unknown command `%s`", "未知的命令 `%s`", word);
    return dev.ferry.model.Spelling.findNearest(word, known)
        .map(near -> Text.of("%s, did you mean `%s`?", "%s，是否想写 `%s`？", what, near))
        .orElse(what);
  }

  private static Text missing(MissingParameterException missing) {
    Optional<ArgSpec> first = missing.getMissing().stream().findFirst();
    boolean typed = !String.valueOf(missing.getMessage()).startsWith("Missing required option");
    return first
        .map(
            argument ->
                argument instanceof OptionSpec && typed
                    ? Text.of(
                        "`%s` needs a value: `%s`",
                        "`%s` 需要一个值：`%s`",
                        name(argument),
                        name(argument) + "=" + argument.paramLabel())
                    : Text.of("missing `%s`", "缺少 `%s`", name(argument)))
        .orElseGet(() -> Text.same(String.valueOf(missing.getMessage())));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
