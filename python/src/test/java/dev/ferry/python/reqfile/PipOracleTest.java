package dev.ferry.python.reqfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.python.oracle.Oracle;
import dev.ferry.python.syntax.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Compares lines and options of generated files with pip's own parser. */
@Tag("system")
class PipOracleTest {
  private static final int FILES = 5_000;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("FERRY_NAME", "numpy", "FERRY_URL", "https://index.example/simple", "FERRY_HASH", "#");
  private static final List<String> PIECES =
      List.of(
          "numpy",
          "pandas>=1,<2",
          "foo[bar] ; python_version < '3.8'",
          "a==1 \\\n  ",
          "\\\n",
          "\n",
          "\n",
          "\n",
          "\r\n",
          "  ",
          " # comment",
          "#",
          "# comment \\\n",
          "foo#bar",
          "\t",
          "--hash=sha256:abc ",
          "-r base.txt",
          "-c limits.txt",
          "--requirement=base.txt",
          "-rbase.txt",
          "-i https://index.example/a",
          "--index-url=${FERRY_URL}",
          "--extra-index-url ",
          "https://index.example/b",
          "--pre",
          "--no-index",
          "--prefer-bin",
          "--no",
          "--unknown",
          "--find-links 'a b'",
          "-f \"x\\\"y\"",
          "--no-binary :all:",
          "--only-binary=a,b,:none:",
          "--only-binary :all:",
          "--no-binary a",
          "--trusted-host h",
          "-e .",
          "--editable=git+x#egg=y",
          "${FERRY_NAME}",
          "${FERRY_HASH}",
          "${UNSET}",
          "$FERRY_NAME",
          "'",
          "\"",
          "\\",
          " - ",
          "-",
          "--require-hashes",
          "\u000b",
          "\u2028",
          "é",
          "\u00a0",
          "x --pre=1");

  private final Random random = new Random(26);

  @TempDir private Path folder;

  @Test
  void linesAndOptionsAreTheSame() throws IOException {
    Oracle oracle = new Oracle();
    List<String> contents = new ArrayList<>();
    Files.writeString(folder.resolve("base.txt"), "base\n");
    for (int i = 0; i < FILES; i++) {
      StringBuilder content = new StringBuilder();
      for (int j = random.nextInt(9); j >= 0; j--) {
        content.append(PIECES.get(random.nextInt(PIECES.size())));
        content.append(random.nextInt(3) == 0 ? "\n" : "");
      }
      contents.add(content.toString());
      oracle.ask("lines", contents.getLast(), ENVIRONMENT);
    }
    List<JsonNode> answers = oracle.answers("pip_oracle.py");
    int lines = 0;
    int refusedOnlyHere = 0;
    for (int i = 0; i < FILES; i++) {
      List<LogicalLine> own = LogicalLines.of(contents.get(i), ENVIRONMENT);
      assertThat(own).as(contents.get(i)).hasSize(answers.get(i).size());
      for (int j = 0; j < own.size(); j++) {
        JsonNode answer = answers.get(i).get(j);
        LogicalLine line = own.get(j);
        lines++;
        assertThat(line.line(0)).as(contents.get(i)).isGreaterThanOrEqualTo(answer.get(0).asInt());
        assertThat(line.text()).as(contents.get(i)).isEqualTo(answer.get(1).asString());
        refusedOnlyHere += compare(line.text(), answer.get(2)) ? 0 : 1;
      }
    }
    assertThat(lines).isGreaterThan(FILES);
    assertThat(refusedOnlyHere).isLessThan(lines / 4);
  }

  /** Compares one line; false if only Ferry refuses it, for words that pip overlooks. */
  private static boolean compare(String text, JsonNode answer) {
    ParsedLine own;
    try {
      own = ParsedLine.parse(text);
    } catch (SyntaxException refused) {
      assertThat(answer.isNull() || !answer.get(2).isEmpty())
          .as("%s: %s", text, refused.getMessage())
          .isTrue();
      return answer.isNull();
    }
    assertThat(answer.isNull()).as(text).isFalse();
    assertThat(own.requirement()).as(text).isEqualTo(answer.get(0).asString().strip());
    assertThat(options(own)).as(text).hasToString(answer.get(1).asString());
    assertThat(answer.get(2)).as(text).isEmpty();
    return true;
  }

  /** The options as the script prints them: sorted by name, `name=[values]`. */
  private static String options(ParsedLine line) {
    TreeMap<String, List<String>> values = new TreeMap<>();
    for (OptionUse use : line.options()) {
      boolean replaces = use.option() == Option.INDEX_URL;
      if (use.option() == Option.NO_BINARY || use.option() == Option.ONLY_BINARY) {
        continue;
      }
      List<String> known = values.computeIfAbsent(use.option().name(), none -> new ArrayList<>());
      if (replaces || !use.option().takesValue()) {
        known.clear();
      }
      known.add(use.value());
    }
    IndexOptionsBuilder builder = new IndexOptionsBuilder();
    builder.add(line.options(), Path.of("requirements.txt"));
    IndexOptions formats = builder.build();
    if (!formats.noBinary().isEmpty()) {
      values.put(Option.NO_BINARY.name(), List.copyOf(formats.noBinary()));
    }
    if (!formats.onlyBinary().isEmpty()) {
      values.put(Option.ONLY_BINARY.name(), List.copyOf(formats.onlyBinary()));
    }
    return values.toString();
  }
}
