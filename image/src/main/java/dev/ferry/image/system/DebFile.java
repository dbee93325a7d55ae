package dev.ferry.image.system;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.FileBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code .deb}: {@code debian-binary}, a tar about the package, and a tar of its files. */
final class DebFile {
  private static final TarLimits CONTROL = new TarLimits(1_000, 16 << 20, 1_024);
  private static final TarLimits DATA = new TarLimits(200_000, SystemPackage.LARGEST, 4_096);
  private static final int LARGEST_TEXT = 1 << 20;
  private static final Set<String> SCRIPTS =
      Set.of("preinst", "postinst", "prerm", "postrm", "config");

  /** Names of dpkg ({@code dpkg-architecture -L}) where they are not those of the kernel. */
  private static final Map<String, String> MACHINES =
      Map.of(
          "amd64", "x86_64",
          "arm64", "aarch64",
          "armhf", "armv7l",
          "i386", "i686",
          "ppc64el", "ppc64le",
          "loong64", "loongarch64",
          "mips64el", "mips64el",
          "riscv64", "riscv64",
          "s390x", "s390x");

  private static final Pattern DEPENDENCY = Pattern.compile("[\\s]*([a-z0-9][a-z0-9.+-]*).*");

  private final PackageFile file;
  private final Map<String, String> fields = new TreeMap<>();
  private final List<String> scripts = new ArrayList<>();

  private DebFile(PackageFile file) {
    this.file = file;
  }

  static SystemPackage read(PackageFile file) throws IOException {
    Map<String, ByteRange> members = ArReader.members(file.where(), file.bytes());
    @Nullable ByteRange version = members.get("debian-binary");
    if (version == null || version.size() < 4 || version.size() > 64) {
      throw Faults.archive(
          file.where(), Text.of("it has no `debian-binary`", "其中没有 `debian-binary`"));
    }
    String text = new String(version.read(0, (int) version.size()), StandardCharsets.US_ASCII);
    if (!text.startsWith("2.")) {
      throw Faults.field(file.where(), "debian-binary", "version", text.strip(), "2.0");
    }
    return new DebFile(file)
        .read(one(file, members, "control.tar"), one(file, members, "data.tar"));
  }

  private static ByteRange one(PackageFile file, Map<String, ByteRange> members, String name) {
    List<String> names =
        members.keySet().stream()
            .filter(member -> member.equals(name) || member.startsWith(name + "."))
            .toList();
    if (names.size() != 1) {
      throw Faults.archive(
          file.where(),
          Text.of("it has %d members `%s`, want one", "其中有 %d 个 `%s`，应为一个", names.size(), name));
    }
    return java.util.Objects.requireNonNull(members.get(names.getFirst()));
  }

  private SystemPackage read(ByteRange control, ByteRange data) throws IOException {
    control(control);
    String name = field("Package");
    String architecture = field("Architecture");
    file.requireMachine(
        architecture,
        architecture.equals("all") || file.machine().equals(MACHINES.get(architecture)));
    Contents contents = contents(data);
    return new SystemPackage(
        SystemPackage.Kind.DEB,
        name,
        field("Version"),
        architecture,
        Optional.empty(),
        file.digest(),
        file.bytes().size(),
        contents.entries(),
        contents.libraries(),
        depends(),
        Scripts.notes(name, scripts));
  }

  private String field(String name) {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty() || value.length() > 256) {
      throw Faults.field(file.where(), "control", name, value, "a value");
    }
    return value;
  }

  private void control(ByteRange control) throws IOException {
    try (BufferedInputStream packed = Packed.buffered(control.stream());
        BufferedInputStream plain =
            Packed.buffered(Packed.peek(packed).open(packed, file.where()))) {
      TarReader tar = new TarReader(plain, file.where(), CONTROL);
      Optional<TarEntry> entry = tar.next();
      while (entry.isPresent()) {
        String path = EntryPath.of(file.where(), entry.get().name());
        if (path.equals("control")) {
          fields(text(tar, entry.get()));
        } else if (SCRIPTS.contains(path)) {
          scripts.add(text(tar, entry.get()));
        }
        entry = tar.next();
      }
    }
  }

  private String text(TarReader tar, TarEntry entry) throws IOException {
    if (entry.size() > LARGEST_TEXT) {
      throw Faults.field(file.where(), entry.name(), "size", entry.size(), "at most 1 MiB");
    }
    return new String(tar.content().readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
  }

  /** Lines {@code Name: value}; lines that begin with a space go on with the one before. */
  private void fields(String text) {
    for (String line : text.replaceAll("\n[ \t]+", " ").split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0
          && fields.put(line.substring(0, colon), line.substring(colon + 1).strip()) != null) {
        throw Faults.field(file.where(), "control", line.substring(0, colon), "twice", "once");
      }
    }
  }

  private List<String> depends() {
    List<String> names = new ArrayList<>();
    String all = fields.getOrDefault("Pre-Depends", "") + "," + fields.getOrDefault("Depends", "");
    for (String dependency : all.split(",", -1)) {
      java.util.regex.Matcher name = DEPENDENCY.matcher(dependency);
      if (name.matches()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private Contents contents(ByteRange data) throws IOException {
    Digest unpacked;
    try (BufferedInputStream packed = Packed.buffered(data.stream());
        InputStream plain = Packed.peek(packed).open(packed, file.where())) {
      unpacked = file.store().put(plain, SystemPackage.LARGEST);
    }
    Contents contents = new Contents(file, unpacked);
    try (FileBytes bytes = FileBytes.open(file.store().path(unpacked));
        BufferedInputStream in = Packed.buffered(new ByteRange(bytes, 0, bytes.size()).stream())) {
      TarReader tar = new TarReader(in, file.where(), DATA);
      Optional<TarEntry> entry = tar.next();
      while (entry.isPresent()) {
        contents.add(entry.get());
        entry = tar.next();
      }
    }
    contents.finish();
    return contents;
  }
}
