package dev.ferry.python.lock;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Correction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads {@code pylock.toml} (PEP 751), Ferry's own and those of other tools. */
public final class PylockReader {
  /** Largest lock that is read, bytes. */
  public static final int MAXIMUM_SIZE = 32 << 20;

  static final int MOST_PACKAGES = 20_000;
  private static final int MOST_LINES = 100_000;

  private PylockReader() {}

  /**
   * Reads a lock that has one wheel for every package.
   *
   * @param bytes at most {@link #MAXIMUM_SIZE}
   * @param label what messages call it: its path
   * @throws FerryException of kind {@code verification}, naming line and field
   */
  public static Lock read(byte[] bytes, String label) {
    return read(bytes, label, Optional.empty());
  }

  /**
   * Reads a lock, also one that another tool made for many machines: markers are evaluated and
   * wheels chosen for the target.
   */
  public static Lock read(byte[] bytes, String label, Target target) {
    return read(bytes, label, Optional.of(target));
  }

  private static Lock read(byte[] bytes, String label, Optional<Target> target) {
    TomlFields root = new TomlFields(parse(bytes, label), label, "");
    String version = root.text("lock-version");
    if (!version.equals("1") && !version.startsWith("1.")) {
      throw root.bad("lock-version", "`1.0`");
    }
    Optional<TomlFields> ferry = root.findTable("tool").flatMap(tool -> tool.findTable("ferry"));
    ferry.ifPresent(PylockReader::checkFormat);
    LockedPackages packages = new LockedPackages(target);
    List<LockedPackage> read = new ArrayList<>();
    for (TomlFields one : root.tables("packages", MOST_PACKAGES)) {
      packages.read(one).ifPresent(read::add);
    }
    read.sort(Comparator.comparing(LockedPackage::name));
    refuseDoubles(root, read);
    return ferry.map(tool -> ours(tool, read)).orElseGet(() -> foreign(root, read, target));
  }

  private static TomlParseResult parse(byte[] bytes, String label) {
    if (bytes.length > MAXIMUM_SIZE) {
      throw fault(label, Text.of("it is larger than %s bytes", "超过 %s 字节", MAXIMUM_SIZE));
    }
    try {
      TomlParseResult parsed =
          Toml.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      if (parsed.hasErrors()) {
        TomlParseError first = parsed.errors().getFirst();
        throw fault(
            label,
            Text.of(
                "line %s, column %s: %s",
                "第 %s 行第 %s 列：%s",
                first.position().line(),
                first.position().column(),
                String.valueOf(first.getMessage())));
      }
      return parsed;
    } catch (CharacterCodingException notText) {
      throw fault(label, Text.of("it is not UTF-8", "不是 UTF-8 文本"));
    } catch (StackOverflowError deep) {
      throw fault(label, Text.of("it is nested too deeply", "嵌套过深"));
    }
  }

  private static FerryException fault(String label, Text what) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("The lock `%s` cannot be used: %s", "锁文件 `%s` 不可用：%s", label, what));
  }

  private static void checkFormat(TomlFields ferry) {
    OptionalLong format = ferry.findNumber("format");
    if (format.isEmpty() || format.getAsLong() != PylockWriter.FORMAT) {
      throw ferry.bad("format", PylockWriter.FORMAT + "; a newer Ferry may have made it");
    }
  }

  private static void refuseDoubles(TomlFields root, List<LockedPackage> packages) {
    Set<PackageName> names = new HashSet<>();
    for (LockedPackage one : packages) {
      if (!names.add(one.name())) {
        throw root.fault(Text.of("`%s` stands in it twice", "`%s` 出现了两次", one.name()));
      }
    }
  }

  private static Lock ours(TomlFields ferry, List<LockedPackage> packages) {
    TomlFields inputs = ferry.findTable("inputs").orElseThrow(() -> ferry.missing("inputs"));
    List<Text> notes = new ArrayList<>();
    for (TomlFields note : ferry.tables("notes", MOST_LINES)) {
      notes.add(new Text(note.text("en"), note.text("zh")));
    }
    List<Correction> corrections = new ArrayList<>();
    for (TomlFields correction : ferry.tables("corrections", MOST_LINES)) {
      corrections.add(correction(correction));
    }
    return new Lock(
        ferry.text("target"),
        ferry.text("python"),
        ferry.findTime("locked").orElseThrow(() -> ferry.missing("locked")),
        new Inputs(
            inputs.texts("requirements", MOST_LINES),
            inputs.texts("constraints", MOST_LINES),
            inputs.texts("overrides", MOST_LINES),
            inputs.flag("prereleases", false),
            inputs.findTime("exclude-newer"),
            inputs.text("fit"),
            terms(inputs, ferry.texts("waived", MOST_LINES))),
        packages,
        corrections,
        ferry.texts("waived", MOST_LINES),
        notes);
  }

  /** Fields that an earlier Ferry did not write are at their defaults. */
  private static Terms terms(TomlFields inputs, List<String> waived) {
    return new Terms(
        inputs.texts("sources", MOST_LINES),
        inputs.texts("hashes", MOST_LINES),
        inputs.flag("require-hashes", false),
        inputs.flag("allow-unhashed", false),
        inputs.flag("wheels-only", false),
        inputs.texts("only-binary", MOST_LINES),
        inputs.texts("build", MOST_LINES),
        inputs.texts("no-binary", MOST_LINES),
        inputs.flag("prefer-binary", false),
        waived,
        inputs.findParsed("corrections", Digest::parse, "`sha256:` and 64 hex digits"),
        inputs.findParsed("machine", Digest::parse, "`sha256:` and 64 hex digits"),
        inputs.findTable("measured").map(PylockReader::measured));
  }

  private static Measured measured(TomlFields fields) {
    Map<String, String> markers = new TreeMap<>();
    for (TomlFields marker : fields.tables("markers", MOST_LINES)) {
      markers.put(marker.text("name"), marker.text("value"));
    }
    List<Text> assumptions = new ArrayList<>();
    for (TomlFields text : fields.tables("assumptions", MOST_LINES)) {
      assumptions.add(new Text(text.text("en"), text.text("zh")));
    }
    return new Measured(fields.texts("cpu-flags", MOST_LINES), markers, assumptions);
  }

  private static Correction correction(TomlFields fields) {
    Requirement about =
        fields.parsed("packages", Requirement::parse, "a requirement such as `name>=1`");
    List<Requirement> requires = new ArrayList<>();
    for (String line : fields.texts("requires", MOST_LINES)) {
      requires.add(Requirement.parse(line));
    }
    return new Correction(about.name(), about.specifiers(), requires, fields.text("because"));
  }

  /** A lock of another tool says neither when it was made nor for which machine. */
  private static Lock foreign(
      TomlFields root, List<LockedPackage> packages, Optional<Target> target) {
    Instant newest =
        packages.stream()
            .flatMap(one -> one.uploadTime().stream())
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    List<String> requirements =
        packages.stream().map(one -> one.name() + "==" + one.version()).toList();
    String python =
        target
            .map(machine -> machine.python().version())
            .orElse(root.findText("requires-python").orElse(""));
    return new Lock(
        target.map(Target::name).orElse(""),
        python,
        newest,
        Inputs.of(requirements),
        packages,
        List.of(),
        List.of(),
        List.of());
  }
}
