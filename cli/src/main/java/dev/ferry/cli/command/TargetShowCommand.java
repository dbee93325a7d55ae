package dev.ferry.cli.command;

import dev.ferry.model.Language;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferry target show NAME}. */
@Command(
    name = "show",
    description =
        "Prints a target's facts and every assumption made because only a name was given.",
    mixinStandardHelpOptions = true)
public final class TargetShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TARGET", description = "a target's name")
  private String name = "";

  @Override
  public Integer call() {
    Language language = UserLanguage.current();
    Target target = TargetName.parse(name);
    PrintWriter out = spec.commandLine().getOut();
    out.println("name         " + target.name());
    out.println("machine      " + target.os() + " " + target.machine());
    out.println("libc         " + target.libc());
    out.println("python       " + target.python());
    target.pageSize().ifPresent(bytes -> out.println("page size    " + bytes));
    target.assumptions().forEach(text -> out.println("assumed      " + text.in(language)));
    out.flush();
    return 0;
  }
}
