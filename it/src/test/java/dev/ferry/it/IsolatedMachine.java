package dev.ferry.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Debian 12 with {@code python3} (no {@code ensurepip}), no Java and no way out: a container with
 * no network, run as an ordinary user. {@code scripts/install-test-tools.sh} makes its root folder;
 * an overlay keeps that as it is.
 */
final class IsolatedMachine {
  /** Where a bundle lies on that machine: read-only media with an inconvenient name. */
  static final String MEDIA = "/media/软件 光盘";

  /** A folder that its user may write to. */
  static final String HOME = "/home/用户 一";

  private final Path system;
  private final Path media;
  private final Path home;

  private IsolatedMachine(Path system, Path media, Path home) {
    this.system = system;
    this.media = media;
    this.home = home;
  }

  /**
   * The machine, or nothing where this one cannot have it.
   *
   * @param media what it sees, read-only, under {@link #MEDIA}
   * @param home what it sees under {@link #HOME}
   */
  static Optional<IsolatedMachine> find(Path media, Path home)
      throws IOException, InterruptedException {
    Path tools =
        Optional.ofNullable(System.getenv("FERRY_TEST_TOOLS"))
            .map(Path::of)
            .orElse(Source.root().resolve("target/test-tools"));
    Path system = tools.resolve("debian12");
    if (!Files.exists(tools.resolve("debian12.made"))) {
      return Optional.empty();
    }
    IsolatedMachine machine = new IsolatedMachine(system, media, home);
    Source.Result tried = machine.sh("true");
    return tried.exitCode() == 0 ? Optional.of(machine) : Optional.empty();
  }

  /** The root folder of its system, as this machine sees it. */
  Path system() {
    return system;
  }

  /** Runs a line of shell as a user who is not root. */
  Source.Result sh(String line) throws IOException, InterruptedException {
    return run(List.of(), line);
  }

  /** The same where no Python is installed. */
  Source.Result shWithoutPython(String line) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    for (String name : List.of("python3", "python3.11")) {
      options.addAll(List.of("-v", "/dev/null:/usr/bin/" + name + ":ro"));
    }
    return run(options, line);
  }

  private Source.Result run(List<String> options, String line)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("podman", "--runtime", "runc", "run", "--rm"));
    command.addAll(List.of("--network=none", "--user", "1000:1000"));
    command.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000"));
    command.addAll(List.of("-v", media + ":" + MEDIA + ":ro", "-v", home + ":" + HOME));
    command.addAll(List.of("-v", busybox() + ":/usr/bin/busybox:ro"));
    command.addAll(options);
    command.addAll(List.of("-e", "HOME=" + HOME, "-w", HOME));
    command.addAll(List.of("--rootfs", system + ":O", "sh", "-c", line));
    return Source.run(media, List.of(), command);
  }

  /** This machine's own, which is linked statically and so runs there too. */
  private static String busybox() throws IOException, InterruptedException {
    List<String> question = List.of("sh", "-c", "command -v busybox || echo /bin/false");
    return Source.run(Source.root(), List.of(), question).output().strip();
  }
}
