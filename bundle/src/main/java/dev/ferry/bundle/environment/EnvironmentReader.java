package dev.ferry.bundle.environment;

import dev.ferry.model.Accelerator;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Libc;
import dev.ferry.model.ParserWords;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code environment.json} from a bundle of unknown origin. */
public final class EnvironmentReader {
  /** The largest document that is read, bytes. */
  public static final int LARGEST = 16 << 20;

  private static final long LARGEST_FILE = 1L << 46;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EnvironmentReader() {}

  /**
   * Reads one document.
   *
   * @param where the document's name for messages
   * @throws FerryException ({@link Failure#VERIFICATION}) naming the field that is wrong
   */
  public static EnvironmentDocument read(String where, byte[] bytes) {
    JsonFields fields = new JsonFields(where, "", parse(where, bytes));
    if (fields.number("format", Integer.MAX_VALUE) != EnvironmentDocument.FORMAT) {
      throw fields.bad("format", String.valueOf(EnvironmentDocument.FORMAT), "another");
    }
    return new EnvironmentDocument(
        fields.string("name"),
        fields.string("version"),
        fields.string("locked"),
        file(fields.object("lock")),
        target(fields.object("target")),
        fields.objects("packages").stream().map(EnvironmentReader::wheel).toList(),
        fields.objects("files").stream().map(EnvironmentReader::extra).toList(),
        fields.stringMap("env"),
        fields.findObject("smoke").map(EnvironmentReader::smoke),
        fields.objects("systemLibraries").stream().map(EnvironmentReader::library).toList(),
        fields.findObject("glibcxx").map(EnvironmentReader::need),
        fields.objects("assumptions").stream().map(EnvironmentReader::text).toList(),
        fields
            .findObject("interpreter")
            .map(
                python -> new Interpreter(file(python), python.parsed("python", Paths::relative))));
  }

  private static tools.jackson.databind.JsonNode parse(String where, byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw unreadable(where, Text.of("larger than 16 MiB", "大于 16 MiB"));
    }
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException wrong) {
      throw unreadable(where, Text.same(ParserWords.plain(wrong.getOriginalMessage())));
    }
  }

  private static FerryException unreadable(String where, Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Cannot read `%s` as JSON: %s", "无法把 `%s` 读作 JSON：%s", where, why));
  }

  private static BundleFile file(JsonFields fields) {
    return new BundleFile(
        fields.parsed("path", Paths::relative),
        fields.parsed("sha256", Digest::new),
        fields.number("size", LARGEST_FILE));
  }

  private static TargetFacts target(JsonFields fields) {
    JsonFields libc = fields.object("libc");
    return new TargetFacts(
        fields.parsed("name", Paths::single),
        fields.string("os"),
        fields.string("machine"),
        new Libc(
            libc.parsed("family", choice(Libc.Family.values(), Libc.Family::id)),
            libc.parsed("version", SymbolVersion::parse)),
        fields.findParsed("glibcxx", SymbolVersion::parse),
        fields.has("pageSize")
            ? OptionalInt.of((int) fields.number("pageSize", 1 << 24))
            : OptionalInt.empty(),
        python(fields.object("python")),
        accelerator(fields.object("accelerator")));
  }

  private static PythonVersion python(JsonFields fields) {
    SymbolVersion version = fields.parsed("version", SymbolVersion::parse);
    if (version.parts().size() < 2 || version.parts().size() > 3) {
      throw fields.bad("version", "two or three numbers", version);
    }
    OptionalInt patch =
        version.parts().size() == 3 ? OptionalInt.of(version.part(2)) : OptionalInt.empty();
    return new PythonVersion(
        fields.string("implementation"),
        version.part(0),
        version.part(1),
        patch,
        fields.flag("freeThreaded"));
  }

  private static Accelerator accelerator(JsonFields fields) {
    return switch (fields.string("kind")) {
      case "none" -> new Accelerator.None();
      case "cuda" ->
          new Accelerator.Cuda(
              fields.parsed("version", SymbolVersion::parse),
              fields.findParsed("driver", SymbolVersion::parse));
      case "ascend" -> new Accelerator.Ascend(fields.parsed("version", SymbolVersion::parse));
      default -> throw fields.bad("kind", "none, cuda or ascend", fields.string("kind"));
    };
  }

  private static PackageEntry wheel(JsonFields fields) {
    if (!fields.string("kind").equals("wheel")) {
      throw fields.bad("kind", "wheel", fields.string("kind"));
    }
    BundleFile wheel = file(fields);
    String file = fields.parsed("file", Paths::single);
    if (!wheel.path().endsWith("/" + file)) {
      throw fields.bad("path", "a path that ends with `" + file + "`", wheel.path());
    }
    return new PackageEntry(
        fields.string("name"),
        fields.string("version"),
        fields.string("purl"),
        wheel,
        file,
        fields.string("source"),
        fields.flag("built"),
        fields.parsed("fit", choice(PackageEntry.Fit.values(), PackageEntry.Fit::id)),
        fields.flag("requested"));
  }

  private static ExtraFile extra(JsonFields fields) {
    return new ExtraFile(
        file(fields),
        fields.parsed("to", Paths::relative),
        fields.parsed("unpack", choice(ExtraFile.Unpack.values(), ExtraFile.Unpack::id)));
  }

  private static Smoke smoke(JsonFields fields) {
    return new Smoke(
        fields.strings("imports"), fields.findString("python"), fields.strings("commands"));
  }

  private static SystemLibrary library(JsonFields fields) {
    Optional<Text> way = fields.findObject("withoutRoot").map(EnvironmentReader::text);
    return new SystemLibrary(
        fields.parsed("soname", Paths::single),
        fields.strings("neededBy"),
        fields.stringMap("packages"),
        way);
  }

  private static SymbolNeed need(JsonFields fields) {
    return new SymbolNeed(
        fields.parsed("version", SymbolVersion::parse), fields.strings("neededBy"));
  }

  private static Text text(JsonFields fields) {
    return new Text(fields.string("en"), fields.string("zh"));
  }

  private static <E> Function<String, E> choice(E[] values, Function<E, String> id) {
    return word ->
        Arrays.stream(values)
            .filter(value -> id.apply(value).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "one of " + Arrays.stream(values).map(id).toList()));
  }
}
