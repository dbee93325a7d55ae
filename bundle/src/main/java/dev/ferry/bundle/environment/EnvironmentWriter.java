package dev.ferry.bundle.environment;

import dev.ferry.model.Accelerator;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spells an {@link EnvironmentDocument} in canonical JSON: UTF-8, keys sorted by UTF-16 code unit,
 * no white space (RFC 8785, for documents whose numbers are integers). Absent values have no key.
 */
public final class EnvironmentWriter {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private EnvironmentWriter() {}

  public static byte[] bytes(EnvironmentDocument document) {
    return MAPPER.writeValueAsBytes(tree(document));
  }

  private static Map<String, Object> tree(EnvironmentDocument document) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", EnvironmentDocument.FORMAT);
    tree.put("name", document.name());
    tree.put("version", document.version());
    tree.put("locked", document.locked());
    tree.put("lock", file(document.lock()));
    tree.put("target", target(document.target()));
    tree.put("packages", document.packages().stream().map(EnvironmentWriter::wheel).toList());
    tree.put("files", document.files().stream().map(EnvironmentWriter::extra).toList());
    tree.put("env", document.env());
    document.smoke().ifPresent(smoke -> tree.put("smoke", smoke(smoke)));
    tree.put(
        "systemLibraries",
        document.systemLibraries().stream().map(EnvironmentWriter::library).toList());
    document.glibcxx().ifPresent(need -> tree.put("glibcxx", need(need)));
    tree.put("assumptions", document.assumptions().stream().map(EnvironmentWriter::text).toList());
    document.interpreter().ifPresent(python -> tree.put("interpreter", interpreter(python)));
    return tree;
  }

  private static Map<String, Object> file(BundleFile file) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("path", file.path());
    tree.put("sha256", file.sha256().hex());
    tree.put("size", file.size());
    return tree;
  }

  private static Map<String, Object> target(TargetFacts target) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("name", target.name());
    tree.put("os", target.os());
    tree.put("machine", target.machine());
    tree.put(
        "libc",
        new TreeMap<>(
            Map.of(
                "family",
                target.libc().family().id(),
                "version",
                target.libc().version().toString())));
    target.glibcxx().ifPresent(version -> tree.put("glibcxx", version.toString()));
    target.pageSize().ifPresent(size -> tree.put("pageSize", size));
    tree.put(
        "python",
        new TreeMap<>(
            Map.of(
                "implementation", target.python().implementation(),
                "version", target.python().version(),
                "freeThreaded", target.python().freeThreaded())));
    tree.put("accelerator", accelerator(target.accelerator()));
    return tree;
  }

  private static Map<String, Object> accelerator(Accelerator accelerator) {
    Map<String, Object> tree = new TreeMap<>();
    switch (accelerator) {
      case Accelerator.None none -> tree.put("kind", "none");
      case Accelerator.Cuda cuda -> {
        tree.put("kind", "cuda");
        tree.put("version", cuda.ceiling().toString());
        cuda.driver().ifPresent(driver -> tree.put("driver", driver.toString()));
      }
      case Accelerator.Ascend ascend -> {
        tree.put("kind", "ascend");
        tree.put("version", ascend.cann().toString());
      }
    }
    return tree;
  }

  private static Map<String, Object> wheel(PackageEntry entry) {
    Map<String, Object> tree = file(entry.wheel());
    tree.put("kind", "wheel");
    tree.put("name", entry.name());
    tree.put("version", entry.version());
    tree.put("purl", entry.purl());
    tree.put("file", entry.file());
    tree.put("source", entry.source());
    tree.put("built", entry.built());
    tree.put("fit", entry.fit().id());
    tree.put("requested", entry.requested());
    return tree;
  }

  private static Map<String, Object> extra(ExtraFile extra) {
    Map<String, Object> tree = file(extra.file());
    tree.put("to", extra.to());
    tree.put("unpack", extra.unpack().id());
    return tree;
  }

  private static Map<String, Object> smoke(Smoke smoke) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("imports", smoke.imports());
    smoke.python().ifPresent(source -> tree.put("python", source));
    tree.put("commands", smoke.commands());
    return tree;
  }

  private static Map<String, Object> library(SystemLibrary library) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("soname", library.soname());
    tree.put("neededBy", library.neededBy());
    tree.put("packages", library.packages());
    library.withoutRoot().ifPresent(way -> tree.put("withoutRoot", text(way)));
    return tree;
  }

  private static Map<String, Object> need(SymbolNeed need) {
    List<String> names = need.neededBy();
    return new TreeMap<>(Map.of("version", need.version().toString(), "neededBy", names));
  }

  private static Map<String, Object> interpreter(Interpreter interpreter) {
    Map<String, Object> tree = file(interpreter.archive());
    tree.put("python", interpreter.python());
    return tree;
  }

  private static Map<String, String> text(Text text) {
    return new TreeMap<>(Map.of("en", text.english(), "zh", text.chinese()));
  }
}
