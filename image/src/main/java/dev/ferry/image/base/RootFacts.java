package dev.ferry.image.base;

import dev.ferry.image.base.RootTree.Found;
import dev.ferry.image.base.RootTree.Node;
import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.Faults;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Platform;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.scan.fit.ElfMachine;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from the merged root what an image needs to know of it. */
final class RootFacts {
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final int ELF_START = 20;
  private static final int LARGEST_TEXT = 1 << 20;

  private final RootTree tree;
  private final List<RangedBytes> layers;

  /**
   * @param layers tars of the layers, from the lowest
   */
  RootFacts(RootTree tree, List<RangedBytes> layers) {
    this.tree = tree;
    this.layers = List.copyOf(layers);
  }

  /**
   * Everything.
   *
   * @throws FerryException where it holds no programs, or those of another machine than it says
   */
  BaseFacts read(GivenImage image) {
    SortedMap<String, Found> programs = programs(image.env().getOrDefault("PATH", USUAL_PATH));
    LoaderFolders loader = new LoaderFolders(tree, this);
    String machine =
        commonMachine(programs.values())
            .or(() -> commonMachine(loader.candidates().values()))
            .orElseThrow(RootFacts::empty);
    image.platform().ifPresent(platform -> requireMachine(platform, machine));
    SortedMap<String, Found> libraries = new TreeMap<>(loader.candidates());
    libraries.values().removeIf(found -> !isFor(found, machine));
    CLibrary cLibrary = new CLibrary(this, libraries);
    return new BaseFacts(
        machine,
        cLibrary.findLibc(),
        cLibrary.findGlibcxx(),
        new PythonFinder(this, libraries).find(programs.values(), machine),
        paths(loader, libraries),
        new TreeSet<>(programs.keySet()),
        text("etc/passwd"),
        text("etc/group"),
        folderLinks(),
        privileged());
  }

  private static SortedMap<String, String> paths(
      LoaderFolders loader, SortedMap<String, Found> libraries) {
    SortedMap<String, String> paths = new TreeMap<>();
    libraries.keySet().forEach(name -> paths.put(name, loader.folder(name) + "/" + name));
    return paths;
  }

  /** Files that can be run, by name; the first folder of the path counts. */
  private SortedMap<String, Found> programs(String path) {
    SortedMap<String, Found> programs = new TreeMap<>();
    for (String folder : (path + ":" + USUAL_PATH).split(":", -1)) {
      files(folder)
          .forEach(
              (name, found) -> {
                if ((found.node().stored().mode() & 0111) != 0) {
                  programs.putIfAbsent(name, found);
                }
              });
    }
    return programs;
  }

  /** Files of a folder by name, links resolved; nothing where there is no such folder. */
  SortedMap<String, Found> files(String folder) {
    SortedMap<String, Found> files = new TreeMap<>();
    Optional<Found> found = folder.startsWith("/") ? tree.resolve(folder) : Optional.<Found>empty();
    if (found.isPresent()) {
      String path = found.get().path();
      for (String name : found.get().node().children().keySet()) {
        tree.resolve(path + "/" + name)
            .filter(one -> one.node().kind() == Node.Kind.FILE)
            .ifPresent(one -> files.put(name, one));
      }
    }
    return files;
  }

  private Optional<String> commonMachine(Iterable<Found> files) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Found file : files) {
      elfStart(file).ifPresent(start -> counts.merge(ElfMachine.describe(start), 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey);
  }

  /** Whether a file is an ELF file for a machine. */
  boolean isFor(Found file, String machine) {
    return elfStart(file).map(ElfMachine::describe).filter(machine::equals).isPresent();
  }

  private Optional<byte[]> elfStart(Found file) {
    RangedBytes bytes = bytes(file);
    if (bytes.size() < ELF_START) {
      return Optional.empty();
    }
    byte[] start = bytes.read(0, ELF_START);
    boolean elf = start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
    return elf ? Optional.of(start) : Optional.empty();
  }

  /** A file's bytes, where its layer's tar has them. */
  RangedBytes bytes(Found file) {
    RootTree.Stored stored = file.node().stored();
    return new ByteRange(layers.get(stored.layer()), stored.offset(), stored.size());
  }

  private static FerryException empty() {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "Cannot import the base: it holds no ELF program or library",
                "无法导入基础镜像：其中没有 ELF 程序或库"))
        .hint(
            Text.of(
                "A base is the root folder of a Linux system; its tar begins at that root",
                "基础镜像应为 Linux 系统的根目录，其 tar 从根目录开始"));
  }

  private static void requireMachine(Platform platform, String machine) {
    Platform found = Platform.of("linux", machine);
    if (!platform.os().equals("linux") || !platform.architecture().equals(found.architecture())) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot import the base: its config says `architecture` %s, its programs are for %s",
              "无法导入基础镜像：其配置的 `architecture` 为 %s，而其程序适用于 %s",
              PlatformChoice.shown(platform),
              machine));
    }
  }

  /** A small text file; empty where there is none. */
  String text(String path) {
    Optional<Found> file =
        tree.resolve(path).filter(found -> found.node().kind() == Node.Kind.FILE);
    if (file.isEmpty()) {
      return "";
    }
    RangedBytes bytes = bytes(file.get());
    if (bytes.size() > LARGEST_TEXT) {
      throw Faults.field("/" + path, path, "size", bytes.size(), "at most 1 MiB");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.read(0, (int) bytes.size())))
          .toString();
    } catch (CharacterCodingException wrong) {
      throw Faults.archive("/" + path, Text.of("it is not UTF-8", "不是 UTF-8"));
    }
  }

  private SortedMap<String, String> folderLinks() {
    List<String> links = new ArrayList<>();
    tree.walk(
        (path, node) -> {
          if (node.kind() == Node.Kind.LINK) {
            links.add(path);
          }
        });
    SortedMap<String, String> folders = new TreeMap<>();
    for (String link : links) {
      tree.resolve(link)
          .filter(found -> found.node().kind() == Node.Kind.FOLDER)
          .ifPresent(found -> folders.put(link, found.path().isEmpty() ? "/" : found.path()));
    }
    return folders;
  }

  private SortedSet<String> privileged() {
    SortedSet<String> paths = new TreeSet<>();
    tree.walk(
        (path, node) -> {
          if (node.kind() == Node.Kind.FILE && (node.stored().mode() & 06000) != 0) {
            paths.add(path);
          }
        });
    return paths;
  }
}
