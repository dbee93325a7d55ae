package dev.ferry.python.build;

import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelMember;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interpreter folder of one build, shaped like a virtual environment (PEP 405): the build
 * requirements and nothing else can be imported, by the backend and by what it starts.
 */
final class BuildEnvironment {
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?m)^([A-Za-z0-9._-]+)\\s*=\\s*([A-Za-z0-9_.]+):([A-Za-z0-9_.]+)\\s*(\\[.*])?$");

  private final Path folder;
  private final Path sitePackages;

  private BuildEnvironment(Path folder, Path sitePackages) {
    this.folder = folder;
    this.sitePackages = sitePackages;
  }

  /** Makes {@code work/python} and unpacks the wheels of the build requirements into it. */
  static BuildEnvironment create(Path work, HostPython python, List<Path> wheels) {
    Path folder = work.resolve("python");
    Path site = folder.resolve("lib/python" + python.version().minorVersion() + "/site-packages");
    BuildEnvironment environment = new BuildEnvironment(folder, site);
    try {
      Files.createDirectories(site);
      Files.createDirectories(folder.resolve("bin"));
      if (!Files.isSymbolicLink(environment.executable())) {
        Files.createSymbolicLink(environment.executable(), python.executable());
        Files.createSymbolicLink(folder.resolve("bin/python3"), python.executable());
        Files.writeString(
            folder.resolve("pyvenv.cfg"),
            "home = "
                + python.executable().getParent()
                + "\ninclude-system-site-packages = false\n");
      }
      for (Path wheel : wheels) {
        environment.unpack(wheel);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return environment;
  }

  Path executable() {
    return folder.resolve("bin/python");
  }

  private void unpack(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      WheelArchive wheel = WheelArchive.open(bytes, String.valueOf(file.getFileName()));
      String data = wheel.distInfo().replaceFirst("\\.dist-info$", ".data/");
      for (WheelMember member : wheel.members()) {
        Path destination = destination(member.path(), data);
        Files.createDirectories(destination.getParent());
        try (InputStream content = wheel.stream(member)) {
          Files.copy(content, destination, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        if (destination.startsWith(folder.resolve("bin")) || (member.mode() & 0111) != 0) {
          destination.toFile().setExecutable(true, false);
        }
      }
      wheel.findInfo("entry_points.txt").ifPresent(this::writeScripts);
    }
  }

  /** PEP 427, "The .data directory"; member paths were checked when the archive was opened. */
  private Path destination(String path, String data) {
    if (!path.startsWith(data)) {
      return sitePackages.resolve(path);
    }
    String rest = path.substring(data.length());
    int slash = rest.indexOf('/');
    String inner = rest.substring(slash + 1);
    return switch (slash < 0 ? "" : rest.substring(0, slash)) {
      case "purelib", "platlib" -> sitePackages.resolve(inner);
      case "scripts" -> folder.resolve("bin").resolve(inner);
      default -> folder.resolve(inner);
    };
  }

  private void writeScripts(byte[] entryPoints) {
    String text = new String(entryPoints, StandardCharsets.UTF_8);
    int start = text.indexOf("[console_scripts]");
    if (start < 0) {
      return;
    }
    int next = text.indexOf("\n[", start);
    Matcher script = SCRIPT.matcher(text.substring(start, next < 0 ? text.length() : next));
    while (script.find()) {
      Path file = folder.resolve("bin").resolve(script.group(1));
      try {
        Files.writeString(
            file,
            "#!"
                + executable()
                + "\nimport sys\nfrom "
                + script.group(2)
                + " import "
                + script.group(3).split("\\.", 2)[0]
                + "\nsys.exit("
                + script.group(3)
                + "())\n");
        file.toFile().setExecutable(true, false);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
