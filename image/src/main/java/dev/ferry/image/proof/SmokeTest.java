package dev.ferry.image.proof;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.image.run.LoadedImage;
import dev.ferry.image.run.RunRequest;
import dev.ferry.image.run.RunResult;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Runs in an image what the installer runs after an installation: the smoke test of the spec, or
 * the imports of what was asked for and a forward pass of the frameworks that it knows.
 */
public final class SmokeTest {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private SmokeTest() {}

  /** Runs it; whether it passed is in the result. */
  public static RunResult run(LoadedImage image, EnvironmentDocument environment, Path scratch) {
    Path data = scratch.resolve("smoke");
    return image.run(request(environment, data).with(Pinned.variables()));
  }

  /**
   * The run as a request, without pinned variables.
   *
   * @param data a folder that is filled for it
   */
  public static RunRequest request(EnvironmentDocument environment, Path data) {
    try {
      Folders.delete(data);
      Files.createDirectories(data);
      resource("/dev/ferry/image/proof/smoke.py", data.resolve("smoke.py"));
      // The installer's own rules say what is imported and which frameworks compute something.
      resource("/dev/ferry/bundle/assets/install.py", data.resolve("install.py"));
      Files.write(data.resolve("smoke.json"), CanonicalJson.bytes(tree(environment)));
    } catch (IOException e) {
      throw DiskFailure.of(e, data);
    }
    return RunRequest.of(List.of("python", "-B", CaseRun.DATA + "/smoke.py"), LIMIT)
        .withMounts(List.of(new RunRequest.Mount(data, CaseRun.DATA, true)));
  }

  private static Map<String, Object> tree(EnvironmentDocument environment) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("packages", environment.packages().stream().map(PackageEntry::name).toList());
    tree.put(
        "requested",
        environment.packages().stream()
            .filter(PackageEntry::requested)
            .map(PackageEntry::name)
            .toList());
    environment
        .smoke()
        .ifPresent(
            smoke -> {
              tree.put("imports", smoke.imports());
              tree.put("commands", smoke.commands());
              smoke.python().ifPresent(source -> tree.put("python", source));
            });
    return tree;
  }

  private static void resource(String name, Path to) throws IOException {
    try (InputStream in = SmokeTest.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(in, name), to);
    }
  }
}
