package dev.ferry.image.proof;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of cases ({@code docs/formats/golden.md}).
 *
 * @param folder the folder
 * @param cases in order of name, at least one
 */
public record Golden(Path folder, List<GoldenCase> cases) {
  /** The value of {@code format}. A reader refuses any other. */
  public static final int FORMAT = 1;

  private static final String DOCUMENT = "case.json";
  private static final int LARGEST = 1 << 20;
  private static final int MOST_CASES = 1_000;
  private static final int DEFAULT_SECONDS = 300;
  private static final int MOST_SECONDS = 24 * 3600;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public Golden {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a folder.
   *
   * @throws FerryException of kind USAGE where there is no case, VERIFICATION naming file and field
   *     where one is wrong
   */
  public static Golden read(Path folder) {
    List<GoldenCase> cases = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isRegularFile(entry.resolve(DOCUMENT), LinkOption.NOFOLLOW_LINKS)) {
          cases.add(readCase(entry));
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
    if (cases.isEmpty() || cases.size() > MOST_CASES) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "`%s` has %d golden cases, want 1 to %d",
                  "`%s` 中有 %d 个黄金用例，应为 1 到 %d 个", folder, cases.size(), MOST_CASES))
          .hint(
              Text.of(
                  "A case is a folder with a `case.json`: command, inputs, outputs",
                  "一个用例是含有 `case.json` 的目录：命令、输入、输出"));
    }
    return new Golden(folder, cases);
  }

  /** Whether every expected output of every case is there. */
  public boolean isRecorded() {
    return cases.stream().allMatch(GoldenCase::isRecorded);
  }

  private static GoldenCase readCase(Path folder) {
    JsonFields fields = JsonFields.read(folder.resolve(DOCUMENT), LARGEST);
    if (fields.number("format", Integer.MAX_VALUE) != FORMAT) {
      throw fields.bad("format", String.valueOf(FORMAT));
    }
    fields.only(Set.of("format", "command", "stdin", "env", "outputs", "seconds"));
    String name = String.valueOf(folder.getFileName());
    if (!NAME.matcher(name).matches()) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "The case `%s` has a name that is none, want letters, digits, `.`, `_`, `-`",
              "用例名 `%s` 无效，应由字母、数字、`.`、`_`、`-` 组成", name));
    }
    int seconds =
        fields.has("seconds") ? (int) fields.number("seconds", MOST_SECONDS) : DEFAULT_SECONDS;
    return new GoldenCase(
        name,
        folder,
        fields.has("command") ? fields.strings("command") : List.of(),
        stdin(folder, fields),
        env(fields),
        outputs(fields),
        Duration.ofSeconds(Math.max(1, seconds)));
  }

  private static Optional<String> stdin(Path folder, JsonFields fields) {
    Optional<String> stdin = fields.findString("stdin");
    if (stdin.isPresent()
        && (!isInside(stdin.get())
            || !Files.isRegularFile(
                folder.resolve("input").resolve(stdin.get()), LinkOption.NOFOLLOW_LINKS))) {
      throw fields.bad("stdin", "a file of `input/`");
    }
    return stdin;
  }

  private static SortedMap<String, String> env(JsonFields fields) {
    SortedMap<String, String> env = fields.has("env") ? fields.stringMap("env") : new TreeMap<>();
    for (String variable : env.keySet()) {
      if (!VARIABLE.matcher(variable).matches()) {
        throw fields.bad("env", "names of variables");
      }
    }
    return env;
  }

  private static List<GoldenOutput> outputs(JsonFields fields) {
    List<GoldenOutput> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonFields item : fields.objects("outputs")) {
      item.only(Set.of("stdout", "file", "relative", "absolute"));
      boolean stdout = item.has("stdout") && item.flag("stdout");
      Optional<String> file = item.findString("file");
      if (stdout == file.isPresent() || file.filter(path -> !isInside(path)).isPresent()) {
        throw item.bad("", "`stdout`: true, or `file`: a path below the data folder");
      }
      GoldenOutput output = new GoldenOutput(file, tolerance(item));
      if (!names.add(output.name())) {
        throw item.bad("", "each output once");
      }
      outputs.add(output);
    }
    if (outputs.isEmpty()) {
      throw fields.bad("outputs", "at least one output");
    }
    return outputs;
  }

  private static Optional<Tolerance> tolerance(JsonFields item) {
    if (!item.has("relative") && !item.has("absolute")) {
      return Optional.empty();
    }
    return Optional.of(
        new Tolerance(
            item.has("relative") ? item.decimal("relative") : 0,
            item.has("absolute") ? item.decimal("absolute") : 0));
  }

  private static boolean isInside(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }
}
