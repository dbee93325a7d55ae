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
      default -> Text.same(String.valueOf(mistake.getMessage()));
    };
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
    return first
        .map(argument -> Text.of("missing `%s`", "缺少 `%s`", name(argument)))
        .orElseGet(() -> Text.same(String.valueOf(missing.getMessage())));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
