package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseFacts;
import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.base.BasePython;
import dev.ferry.image.base.PlatformChoice;
import dev.ferry.model.DataSize;
import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows a base, to people and to programs. */
final class BaseView {
  private BaseView() {}

  /** One line of a list. */
  static String line(Base base) {
    return String.join(
        "  ",
        base.name(),
        base.digest().toString(),
        PlatformChoice.shown(base.platform()),
        base.facts().libc().map(Libc::toString).orElse("-"),
        pythons(base.facts()),
        tarSize(base).toString());
  }

  private static DataSize tarSize(Base base) {
    return new DataSize(base.layers().stream().mapToLong(BaseLayer::tarSize).sum());
  }

  private static String pythons(BaseFacts facts) {
    List<String> versions =
        facts.pythons().stream().map(python -> python.version().toString()).toList();
    return versions.isEmpty() ? "-" : String.join(",", versions);
  }

  static void print(Console console, Base base) {
    BaseFacts facts = base.facts();
    console.print(base.name() + "  " + base.digest());
    row(console, Text.of("platform", "平台"), PlatformChoice.shown(base.platform()));
    row(console, Text.of("C library", "C 库"), facts.libc().map(Libc::toString).orElse("-"));
    row(
        console,
        Text.of("libstdc++", "libstdc++"),
        facts.glibcxx().map(version -> "GLIBCXX " + version).orElse("-"));
    row(console, Text.of("Python", "Python"), pythonPaths(facts));
    row(console, Text.of("layers", "层"), base.layers().size() + ", " + tarSize(base));
    base.layers().forEach(layer -> console.print("    " + layer.diffId()));
    row(console, Text.of("libraries", "库"), String.valueOf(facts.libraries().size()));
    row(console, Text.of("programs", "程序"), String.valueOf(facts.programs().size()));
    if (!facts.privileged().isEmpty()) {
      row(
          console,
          Text.of("setuid, setgid", "setuid、setgid"),
          String.join(" ", facts.privileged()));
    }
    base.env().forEach((key, value) -> row(console, Text.of("variable", "变量"), key + "=" + value));
  }

  private static String pythonPaths(BaseFacts facts) {
    List<String> paths =
        facts.pythons().stream()
            .map(python -> python.version().version() + " " + python.path())
            .toList();
    return paths.isEmpty() ? "-" : String.join(", ", paths);
  }

  private static void row(Console console, Text label, String value) {
    console.print(Text.of("  %s: %s", "  %s：%s", label, value));
  }

  /** The same for programs, in the words of {@code docs/formats/base.md}. */
  static Map<String, Object> document(Base base) {
    BaseFacts facts = base.facts();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", base.name());
    document.put("digest", base.digest());
    document.put("platform", PlatformChoice.shown(base.platform()));
    document.put("machine", facts.machine());
    document.put("libc", facts.libc().map(Libc::toString));
    document.put("glibcxx", facts.glibcxx().map(SymbolVersion::toString));
    document.put("pythons", facts.pythons().stream().map(BaseView::python).toList());
    document.put("layers", base.layers().stream().map(BaseView::layer).toList());
    document.put("env", base.env());
    document.put("libraries", facts.libraries());
    document.put("programs", facts.programs());
    document.put("links", facts.links());
    document.put("privileged", facts.privileged());
    return document;
  }

  private static Map<String, Object> python(BasePython python) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("path", python.path());
    document.put("version", python.version().version());
    document.put("abi", python.version().toString());
    return document;
  }

  private static Map<String, Object> layer(BaseLayer layer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("diffId", layer.diffId());
    document.put("tarSize", layer.tarSize());
    document.put("mediaType", layer.compression().mediaType());
    document.put("digest", layer.blob());
    document.put("size", layer.size());
    return document;
  }
}
