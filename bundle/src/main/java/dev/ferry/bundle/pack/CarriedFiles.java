package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.EnvironmentSpec.Origin;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.BlobStore;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Brings the spec's local files into the store, and makes the spec speak of digests only. */
final class CarriedFiles {
  private static final long LARGEST = 1L << 40;

  private final BlobStore store;
  private final Path folder;

  /**
   * @param folder that local paths are relative to
   */
  CarriedFiles(BlobStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * The spec as it goes into the bundle: files named by digest and lying in the bundle, so that no
   * path of this machine and no two spellings of one file remain.
   */
  EnvironmentSpec carried(
      EnvironmentSpec spec, String name, String version, java.util.List<String> targets) {
    return new EnvironmentSpec(
        Optional.of(name),
        Optional.of(version),
        targets,
        spec.interpreters().stream().map(this::interpreter).toList(),
        spec.requires(),
        spec.constraints(),
        spec.overrides(),
        spec.sources(),
        spec.prereleases(),
        spec.excludeNewer(),
        spec.build(),
        spec.fit(),
        spec.files().stream().map(this::file).toList(),
        spec.env(),
        spec.smoke(),
        spec.corrections());
  }

  private EnvironmentSpec.Interpreter interpreter(EnvironmentSpec.Interpreter python) {
    Digest digest = digest(python.origin(), python.sha256());
    return new EnvironmentSpec.Interpreter(
        python.target(), inBundle(digest), Optional.of(digest), python.executable());
  }

  private EnvironmentSpec.CarriedFile file(EnvironmentSpec.CarriedFile file) {
    Digest digest = digest(file.origin(), file.sha256());
    return new EnvironmentSpec.CarriedFile(
        inBundle(digest), Optional.of(digest), file.to(), file.unpack());
  }

  private static Origin inBundle(Digest digest) {
    return new Origin.Local("files/" + digest.hex());
  }

  private Digest digest(Origin origin, Optional<Digest> expected) {
    return switch (origin) {
      case Origin.Local local -> local(folder.resolve(local.path()), expected);
      case Origin.Download download ->
          expected.orElseThrow(
              () ->
                  new FerryException(
                      Failure.USAGE,
                      Text.of(
                          "Cannot read the spec: `%s` needs a `sha256`",
                          "无法读取规格文件：`%s` 需要 `sha256`", download.url())));
    };
  }

  private Digest local(Path file, Optional<Digest> expected) {
    try (InputStream in = Files.newInputStream(file)) {
      Digest digest = store.put(in, LARGEST);
      if (expected.isPresent() && !expected.get().equals(digest)) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot read `%s`: got sha256 `%s`, want `%s`",
                "无法读取 `%s`：得到 sha256 `%s`，应为 `%s`", file, digest.hex(), expected.get().hex()));
      }
      return digest;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
