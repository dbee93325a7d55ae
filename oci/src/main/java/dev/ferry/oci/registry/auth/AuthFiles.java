package dev.ferry.oci.registry.auth;

import dev.ferry.oci.registry.name.Repository;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files in which container engines keep credentials, in the order in which they ask them. */
public final class AuthFiles {
  private final List<Path> files;
  private final Map<String, String> environment;

  private AuthFiles(List<Path> files, Map<String, String> environment) {
    this.files = List.copyOf(files);
    this.environment = Map.copyOf(environment);
  }

  /**
   * The usual ones: {@code REGISTRY_AUTH_FILE} alone where it is set; else {@code
   * $XDG_RUNTIME_DIR/containers/auth.json}, {@code ~/.config/containers/auth.json}, {@code
   * ~/.docker/config.json} (or {@code $DOCKER_CONFIG/config.json}).
   */
  public static AuthFiles usual(Map<String, String> environment) {
    String own = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
    if (!own.isBlank()) {
      return new AuthFiles(List.of(Path.of(own)), environment);
    }
    List<Path> files = new ArrayList<>();
    runtimeFolder(environment).ifPresent(folder -> files.add(folder.resolve("auth.json")));
    Optional<Path> home = folder(environment, "HOME");
    folder(environment, "XDG_CONFIG_HOME")
        .or(() -> home.map(one -> one.resolve(".config")))
        .ifPresent(folder -> files.add(folder.resolve("containers").resolve("auth.json")));
    folder(environment, "DOCKER_CONFIG")
        .or(() -> home.map(one -> one.resolve(".docker")))
        .ifPresent(folder -> files.add(folder.resolve("config.json")));
    return new AuthFiles(files, environment);
  }

  /** {@code $XDG_RUNTIME_DIR/containers}; without it podman takes {@code /run/containers/<uid>}. */
  private static Optional<Path> runtimeFolder(Map<String, String> environment) {
    Optional<Path> given = folder(environment, "XDG_RUNTIME_DIR");
    if (given.isPresent()) {
      return given.map(folder -> folder.resolve("containers"));
    }
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return Optional.of(Path.of("/run/containers", String.valueOf(user)));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException notLinux) {
      return Optional.empty();
    }
  }

  private static Optional<Path> folder(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(text -> !text.isBlank())
        .map(Path::of);
  }

  /** What the first file that knows the repository has for it. */
  public Optional<Credentials> find(Repository repository) {
    for (Path file : files) {
      Optional<AuthFile.Place> place = read(file).flatMap(one -> one.find(repository));
      Optional<Credentials> found = place.flatMap(this::credentials);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Credentials> credentials(AuthFile.Place place) {
    return switch (place) {
      case AuthFile.Place.Given given -> Optional.of(given.credentials());
      case AuthFile.Place.Helper helper ->
          new CredentialHelper(helper.program(), environment).find(helper.server());
    };
  }

  private static Optional<AuthFile> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(AuthFile.parse(file.toString(), in.readNBytes(SecretJson.LIMIT + 1)));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
