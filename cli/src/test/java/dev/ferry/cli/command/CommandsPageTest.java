package dev.ferry.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.output.Console;
import dev.ferry.model.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * {@code docs/commands.md} is generated from the help texts: a stale page fails here, and {@code
 * mvn -pl cli -am test -Dtest=CommandsPageTest -Dferry.update=true} writes it anew.
 */
class CommandsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "commands.md");

  @Test
  void thePageSaysWhatTheHelpSays() throws IOException {
    String page = page();
    if (Boolean.getBoolean("ferry.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }

  private static String page() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = new Console(nowhere, nowhere, Language.ENGLISH, false, 0);
    Settings settings = Settings.of(List.of(), Map.of());
    Invocation invocation = new Invocation(console, Map.of(), Path.of(""), settings);
    StringBuilder page =
        new StringBuilder("# Commands\n\nGenerated from `ferry COMMAND --help`.\n");
    append(page, CommandTable.complete(invocation), "##");
    return page.toString();
  }

  private static void append(StringBuilder page, CommandLine command, String heading) {
    String usage =
        command
            .getUsageMessage(Ansi.OFF)
            .lines()
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"));
    page.append('\n')
        .append(heading)
        .append(" `")
        .append(command.getCommandSpec().qualifiedName())
        .append("`\n\n```\n");
    page.append(usage).append("\n```\n");
    command.getSubcommands().values().forEach(each -> append(page, each, "###"));
  }
}
