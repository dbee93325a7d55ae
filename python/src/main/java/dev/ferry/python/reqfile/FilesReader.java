package dev.ferry.python.reqfile;

import dev.ferry.model.Text;
import dev.ferry.python.reqfile.LineReader.Wanted;
import dev.ferry.python.syntax.SyntaxException;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a file and follows {@code -r} and {@code -c}. */
final class FilesReader {
  private static final int MAXIMUM_SIZE = 8 << 20;
  private static final int MAXIMUM_FILES = 1000;
  private static final long MAXIMUM_TOTAL = 64L << 20;

  private final Map<String, String> environment;
  private final Mistakes mistakes = new Mistakes();
  private final List<RequirementLine> requirements = new ArrayList<>();
  private final List<RequirementLine> constraints = new ArrayList<>();
  private final List<DirectLine> direct = new ArrayList<>();
  private final IndexOptionsBuilder options = new IndexOptionsBuilder();
  private int files;
  private long bytes;

  private FilesReader(Map<String, String> environment) {
    this.environment = environment;
  }

  static RequirementsFile read(Path file, Map<String, String> environment, boolean constraint) {
    FilesReader reader = new FilesReader(environment);
    Path start = file.normalize();
    reader.read(new Source(start, constraint, List.of()), new Origin(start, 1, 1));
    reader.mistakes.throwIfAny(file);
    return new RequirementsFile(
        reader.requirements, reader.constraints, reader.direct, reader.options.build());
  }

  /**
   * A file to read.
   *
   * @param file the file
   * @param constraint whether its requirements are constraints
   * @param including absolute paths of the files that led here
   */
  private record Source(Path file, boolean constraint, List<Path> including) {
    Path absolute() {
      return file.toAbsolutePath().normalize();
    }

    Source nested(Path nested, boolean asConstraint) {
      List<Path> path = new ArrayList<>(including);
      path.add(absolute());
      return new Source(nested, asConstraint, path);
    }
  }

  private void read(Source source, Origin from) {
    if (source.including().contains(source.absolute())) {
      mistakes.add(from, Text.of("`%s` includes itself", "`%s` 包含了它自己", source.file()));
      return;
    }
    Optional<String> text = text(source.file(), from);
    if (text.isEmpty()) {
      return;
    }
    for (LogicalLine line : LogicalLines.of(text.get(), environment)) {
      if (line.text().length() > LogicalLines.MAXIMUM_LENGTH) {
        mistakes.add(
            origin(source, line, 0),
            Text.of("longer than %d characters", "长度超过 %d 个字符", LogicalLines.MAXIMUM_LENGTH));
        continue;
      }
      OptionalInt unset = LogicalLines.findVariable(line);
      if (unset.isPresent()) {
        int at = unset.getAsInt();
        mistakes.add(
            origin(source, line, at),
            Text.of(
                "the environment variable of `%s` is not set",
                "`%s` 所指的环境变量没有设置", line.text().substring(at, line.text().indexOf('}', at) + 1)));
        continue;
      }
      try {
        read(source, line, ParsedLine.parse(line.text()));
      } catch (SyntaxException wrong) {
        mistakes.add(origin(source, line, wrong.position()), wrong.reason());
      }
    }
  }

  private Optional<String> text(Path file, Origin from) {
    if (++files > MAXIMUM_FILES || bytes > MAXIMUM_TOTAL) {
      mistakes.add(from, Text.of("more than %d files are included", "包含的文件多于 %d 个", MAXIMUM_FILES));
      return Optional.empty();
    }
    try (InputStream stream = InputFile.open(file)) {
      byte[] content = stream.readNBytes(MAXIMUM_SIZE + 1);
      bytes += content.length;
      if (content.length > MAXIMUM_SIZE) {
        mistakes.add(
            from,
            Text.of("`%s` is larger than %d MiB", "`%s` 大于 %d MiB", file, MAXIMUM_SIZE >> 20));
        return Optional.empty();
      }
      return Optional.of(FileText.decode(content));
    } catch (SyntaxException wrong) {
      mistakes.add(new Origin(file, 1, 1), wrong.reason());
    } catch (IOException unreadable) {
      mistakes.add(
          from,
          Text.of("cannot read `%s`: %s", "无法读取 `%s`：%s", file, DiskFailure.reason(unreadable)));
    }
    return Optional.empty();
  }

  private void read(Source source, LogicalLine line, ParsedLine parsed) throws SyntaxException {
    List<OptionUse> editables = parsed.uses(Option.EDITABLE);
    noteSettings(source, line, parsed);
    if (!parsed.requirement().isEmpty()) {
      Origin origin = origin(source, line, 0);
      Wanted wanted = LineReader.read(parsed.requirement(), hashes(parsed), origin);
      add(source, wanted);
      forbid(source, line, parsed, List.of(Option.HASH, Option.CONFIG_SETTINGS));
    } else if (!editables.isEmpty()) {
      readEditable(source, line, editables.getFirst());
      forbid(source, line, parsed, List.of(Option.EDITABLE, Option.CONFIG_SETTINGS));
      forbidSecond(source, line, editables);
    } else {
      readOptions(source, line, parsed);
    }
  }

  private void noteSettings(Source source, LogicalLine line, ParsedLine parsed) {
    parsed
        .uses(Option.CONFIG_SETTINGS)
        .forEach(
            use -> options.configSettingSeen(origin(source, line, use.position()).shortened()));
  }

  private void readEditable(Source source, LogicalLine line, OptionUse use) throws SyntaxException {
    try {
      Origin origin = origin(source, line, use.position());
      add(source, new Wanted.Direct(LineReader.readEditable(use.value(), origin)));
    } catch (SyntaxException wrong) {
      throw new SyntaxException(wrong.reason(), use.position());
    }
  }

  /** Options that pip would overlook here, to the surprise of whoever wrote them. */
  private void forbid(Source source, LogicalLine line, ParsedLine parsed, List<Option> allowed) {
    parsed.options().stream()
        .filter(use -> !allowed.contains(use.option()))
        .forEach(
            use ->
                mistakes.add(
                    origin(source, line, use.position()),
                    Text.of(
                        "`%s` has no effect behind a requirement, write it on a line of its own",
                        "`%s` 写在依赖之后无效，请单独成行", use.option().words().getFirst())));
  }

  private void forbidSecond(Source source, LogicalLine line, List<OptionUse> uses) {
    uses.stream()
        .skip(1)
        .forEach(
            use ->
                mistakes.add(
                    origin(source, line, use.position()),
                    Text.of(
                        "a second `%s` on one line has no effect, write it on a line of its own",
                        "同一行的第二个 `%s` 无效，请单独成行", use.option().words().getFirst())));
  }

  private static List<FileHash> hashes(ParsedLine parsed) throws SyntaxException {
    List<FileHash> hashes = new ArrayList<>();
    for (OptionUse use : parsed.uses(Option.HASH)) {
      hashes.add(
          FileHash.find(use.value())
              .orElseThrow(
                  () ->
                      new SyntaxException(
                          Text.of(
                              "want `--hash=sha256:<64 hex digits>` (or sha384, sha512)",
                              "应为 `--hash=sha256:<64 位十六进制>`（或 sha384、sha512）"),
                          use.position())));
    }
    return hashes;
  }

  private void readOptions(Source source, LogicalLine line, ParsedLine parsed)
      throws SyntaxException {
    List<OptionUse> nested =
        parsed.options().stream()
            .filter(use -> use.option() == Option.REQUIREMENT || use.option() == Option.CONSTRAINT)
            .toList();
    if (nested.isEmpty()) {
      options.add(parsed.options(), source.file());
      return;
    }
    forbidSecond(source, line, nested);
    OptionUse use = nested.getFirst();
    Origin origin = origin(source, line, use.position());
    if (Urls.isHttp(use.value())) {
      throw new SyntaxException(
          Text.of(
              "a requirements file behind a URL is not fetched; download it and name the file",
              "不会下载 URL 上的依赖文件，请先下载再写文件名"),
          use.position());
    }
    if (use.value().isEmpty() || use.value().indexOf('\0') >= 0) {
      throw new SyntaxException(
          Text.of("`%s` needs a value", "`%s` 需要一个值", use.option().words().getFirst()),
          use.position());
    }
    Path file =
        Urls.findLocal(use.value())
            .orElseGet(() -> source.file().resolveSibling(use.value()).normalize());
    read(source.nested(file, use.option() == Option.CONSTRAINT), origin);
  }

  private void add(Source source, Wanted wanted) throws SyntaxException {
    switch (wanted) {
      case Wanted.Named named -> {
        RequirementLine line = named.line();
        if (!line.hashes().isEmpty()) {
          options.hashSeen();
        }
        if (source.constraint() && !line.requirement().extras().isEmpty()) {
          throw new SyntaxException(Text.of("a constraint cannot have extras", "约束不能带 extra"), 0);
        }
        (source.constraint() ? constraints : requirements).add(line);
      }
      case Wanted.Direct place -> {
        if (source.constraint()) {
          throw new SyntaxException(
              Text.of("a constraint must begin with the name of a distribution", "约束必须以包名开头"), 0);
        }
        if (!place.line().hashes().isEmpty()) {
          options.hashSeen();
        }
        direct.add(place.line());
      }
    }
  }

  private static Origin origin(Source source, LogicalLine line, int position) {
    return new Origin(source.file(), line.line(position), line.column(position));
  }
}
