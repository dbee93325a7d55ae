package dev.ferry.image.base;

import dev.ferry.image.base.RootTree.Found;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.model.Text;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Folders that the loader searches without being told ({@code ld.so(8)}, {@code ldconfig(8)}; for
 * musl {@code /etc/ld-musl-*.path}), and the libraries in them.
 */
final class LoaderFolders {
  private static final String CONFIGURATION = "/etc/ld.so.conf";
  private static final Pattern MULTIARCH = Pattern.compile("[a-z0-9_]+-linux-[a-z0-9_]+");
  private static final int MOST_FOLDERS = 200;

  private final RootTree tree;
  private final RootFacts facts;
  private final Set<String> folders = new LinkedHashSet<>();
  private final SortedMap<String, Found> libraries = new TreeMap<>();
  private final Map<String, String> folderOf = new TreeMap<>();

  LoaderFolders(RootTree tree, RootFacts facts) {
    this.tree = tree;
    this.facts = facts;
    configuration(CONFIGURATION, 4);
    facts
        .files("/etc")
        .forEach(
            (name, file) -> {
              if (name.startsWith("ld-musl-") && name.endsWith(".path")) {
                Arrays.stream(facts.text("etc/" + name).split("[:\\s]+", -1)).forEach(this::add);
              }
            });
    for (String usual : new String[] {"/lib", "/usr/lib", "/lib64", "/usr/lib64"}) {
      multiarch(usual);
      add(usual);
    }
    add("/usr/local/lib");
    folders.forEach(this::list);
  }

  private void configuration(String path, int depth) {
    for (String line : facts.text(path).split("\n", -1)) {
      String plain = line.replaceFirst("#.*", "").strip();
      if (plain.startsWith("include") && depth > 0) {
        include(plain.substring("include".length()).strip(), depth);
      } else {
        add(plain);
      }
    }
  }

  /** {@code include ld.so.conf.d/*.conf}: a pattern in the last part alone. */
  private void include(String pattern, int depth) {
    String absolute = pattern.startsWith("/") ? pattern : "/etc/" + pattern;
    String ending = EntryPath.base(absolute).replaceFirst("^\\*", "");
    boolean all = EntryPath.base(absolute).startsWith("*");
    String folder = EntryPath.parent(absolute);
    for (String name : facts.files(folder).keySet()) {
      if (all ? name.endsWith(ending) : name.equals(ending)) {
        configuration(folder + "/" + name, depth - 1);
      }
    }
  }

  private void multiarch(String folder) {
    tree.resolve(folder)
        .ifPresent(
            found ->
                found.node().children().keySet().stream()
                    .filter(name -> MULTIARCH.matcher(name).matches())
                    .forEach(name -> add(folder + "/" + name)));
  }

  private void add(String folder) {
    if (folder.startsWith("/")) {
      tree.resolve(folder).ifPresent(found -> folders.add(found.path()));
    }
    if (folders.size() > MOST_FOLDERS) {
      throw Faults.archive(
          CONFIGURATION, Text.of("it names more than %d folders", "其中目录超过 %d 个", MOST_FOLDERS));
    }
  }

  private void list(String folder) {
    facts
        .files(folder)
        .forEach(
            (name, file) -> {
              if (name.contains(".so") && libraries.putIfAbsent(name, file) == null) {
                folderOf.put(name, folder);
              }
            });
  }

  /** What looks like a library, by name, links resolved. */
  SortedMap<String, Found> candidates() {
    return libraries;
  }

  /** The folder that a library was found in, absolute. */
  String folder(String name) {
    return folderOf.getOrDefault(name, "");
  }
}
