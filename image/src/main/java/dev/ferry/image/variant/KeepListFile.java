package dev.ferry.image.variant;

import dev.ferry.image.json.JsonFields;
import dev.ferry.image.variant.KeepList.Measured;
import dev.ferry.image.variant.KeepList.Subject;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads and writes {@code keep.<target>.json} ({@code docs/formats/keep.md}). */
public final class KeepListFile {
  private static final int LARGEST = 32 << 20;
  private static final Set<String> KEYS =
      Set.of(
          "format",
          "bundle",
          "base",
          "application",
          "target",
          "variant",
          "rules",
          "measured",
          "packages",
          "system");

  private KeepListFile() {}

  /**
   * Reads a keep list.
   *
   * @throws FerryException of kind VERIFICATION naming the field that is wrong
   */
  public static KeepList read(Path file) {
    return read(JsonFields.read(file, LARGEST));
  }

  /** The same from bytes; {@code where} names them in messages. */
  public static KeepList read(String where, byte[] bytes) {
    return read(JsonFields.parse(where, bytes));
  }

  private static KeepList read(JsonFields fields) {
    if (fields.number("format", Integer.MAX_VALUE) != KeepList.FORMAT) {
      throw fields.bad("format", String.valueOf(KeepList.FORMAT));
    }
    fields.only(KEYS);
    JsonFields measured = fields.object("measured").only(Set.of("how", "cases", "cpu"));
    SortedMap<String, SortedSet<String>> packages = new TreeMap<>();
    JsonFields byName = fields.object("packages");
    for (String name : byName.names()) {
      SortedSet<String> paths = new TreeSet<>();
      for (String path : byName.strings(name)) {
        if (!isInside(path) || !paths.add(path)) {
          throw byName.bad(name, "paths below the environment, each once");
        }
      }
      packages.put(name, paths);
    }
    return new KeepList(
        new Subject(
            fields.parsed("bundle", Digest::parse),
            fields.parsed("base", Digest::parse),
            fields.parsed("application", Digest::parse),
            fields.string("target")),
        variant(fields),
        (int) fields.number("rules", 1_000_000),
        new Measured(measured.string("how"), measured.strings("cases"), measured.strings("cpu")),
        packages,
        new TreeSet<>(fields.strings("system")));
  }

  private static Variant variant(JsonFields fields) {
    for (Variant variant : Variant.values()) {
      if (variant.needsKeepList() && variant.id().equals(fields.string("variant"))) {
        return variant;
      }
    }
    throw fields.bad("variant", "`inference` or `cpp`");
  }

  private static boolean isInside(String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of a keep list: canonical JSON. */
  public static byte[] bytes(KeepList list) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", KeepList.FORMAT);
    tree.put("bundle", list.subject().bundle().toString());
    tree.put("base", list.subject().base().toString());
    tree.put("application", list.subject().application().toString());
    tree.put("target", list.subject().target());
    tree.put("variant", list.variant().id());
    tree.put("rules", list.rulesVersion());
    tree.put(
        "measured",
        Map.of(
            "how", list.measured().how(),
            "cases", list.measured().cases(),
            "cpu", list.measured().cpu()));
    Map<String, Object> packages = new TreeMap<>();
    list.packages().forEach((name, paths) -> packages.put(name, List.copyOf(paths)));
    tree.put("packages", packages);
    tree.put("system", List.copyOf(list.system()));
    return CanonicalJson.bytes(tree);
  }

  /** Writes a keep list; the name appears when all of it is on the disk. */
  public static void write(KeepList list, Path file) {
    Path staged = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(staged, bytes(list));
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  /**
   * A keep list that holds for what is being built.
   *
   * @throws FerryException of kind REFUSED naming what it was measured on and what is here
   */
  public static KeepList check(KeepList list, Subject here, String where) {
    Subject there = list.subject();
    List<Text> wrong = new ArrayList<>();
    differs(wrong, Text.of("target", "目标"), there.target(), here.target());
    differs(wrong, Text.of("bundle", "包"), there.bundle(), here.bundle());
    differs(wrong, Text.of("base", "基础系统"), there.base(), here.base());
    differs(wrong, Text.of("application", "应用"), there.application(), here.application());
    if (wrong.isEmpty()) {
      return list;
    }
    throw new FerryException(
            Failure.REFUSED,
            Text.of(
                "The keep list `%s` was measured on something else", "保留清单 `%s` 是针对其他内容测得的", where))
        .reasons(wrong)
        .hint(
            Text.of(
                "Measure again with `ferry image trace`, or take `--variant slim`",
                "请用 `ferry image trace` 重新测量，或改用 `--variant slim`"));
  }

  private static void differs(List<Text> wrong, Text what, Object there, Object here) {
    if (!there.equals(here)) {
      wrong.add(Text.of("%s: got `%s`, want `%s`", "%s：得到 `%s`，应为 `%s`", what, there, here));
    }
  }
}
