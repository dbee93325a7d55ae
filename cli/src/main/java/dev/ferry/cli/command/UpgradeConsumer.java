package dev.ferry.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** {@code --upgrade [NAME]}: a bare package name that follows is the option's, else nothing is. */
final class UpgradeConsumer implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // The type of picocli's interface.
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    List<String> names = new ArrayList<>();
    List<String> before = option.getValue();
    if (before != null) {
      names.addAll(before);
    }
    boolean named = !words.isEmpty() && isName(words.peek());
    names.add(named ? words.pop() : "");
    option.setValue(names);
  }

  /** Whether a word after {@code --upgrade} belongs to it. */
  static boolean isName(String word) {
    return word.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
  }
}
