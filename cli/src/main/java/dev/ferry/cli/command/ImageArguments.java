package dev.ferry.cli.command;

import dev.ferry.image.application.AppFolder;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.application.AppSettingsReader;
import dev.ferry.image.archive.ImageName;
import dev.ferry.image.make.ImageRequest;
import dev.ferry.image.make.Intake;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.Compression;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What an image is made of; shared by {@code ferry image} and {@code ferry image trace}. */
final class ImageArguments {
  @Option(names = "--base", paramLabel = "NAME", descriptionKey = "image.base")
  private List<String> bases = new ArrayList<>();

  @Option(
      names = {"-t", "--target"},
      paramLabel = "TARGET",
      descriptionKey = "image.target")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--index", descriptionKey = "image.index")
  private boolean index;

  @Option(names = "--app", paramLabel = "FOLDER", descriptionKey = "image.app")
  private Optional<String> app = Optional.empty();

  @Option(names = "--app-limit", paramLabel = "MB", descriptionKey = "image.app-limit")
  private long appLimit = 512;

  @Option(names = "--serve", paramLabel = "MODEL", descriptionKey = "image.serve")
  private Optional<String> model = Optional.empty();

  @Option(names = "--package", paramLabel = "FILE", descriptionKey = "image.package")
  private List<String> packages = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME:TAG", descriptionKey = "image.name")
  private Optional<String> name = Optional.empty();

  @Option(names = "--entrypoint", paramLabel = "WORD", descriptionKey = "image.entrypoint")
  private List<String> entrypoint = new ArrayList<>();

  @Option(names = "--cmd", paramLabel = "WORD", descriptionKey = "image.cmd")
  private List<String> command = new ArrayList<>();

  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "image.port")
  private List<String> ports = new ArrayList<>();

  @Option(names = "--env", paramLabel = "NAME=VALUE", descriptionKey = "image.env")
  private Map<String, String> env = new LinkedHashMap<>();

  @Option(names = "--label", paramLabel = "NAME=VALUE", descriptionKey = "image.label")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = "--revision", paramLabel = "COMMIT", descriptionKey = "image.revision")
  private Optional<String> revision = Optional.empty();

  @Option(names = "--compression", paramLabel = "gzip|zstd|none", descriptionKey = "image.compress")
  private CompressionChoice compression = CompressionChoice.gzip;

  @Option(names = "--format", paramLabel = "oci|docker", descriptionKey = "image.format")
  private FormatChoice format = FormatChoice.oci;

  @Option(
      names = "--docker-platform",
      paramLabel = "OS/ARCH",
      descriptionKey = "image.docker-platform")
  private Optional<String> dockerPlatform = Optional.empty();

  /** The words of {@code --compression}. */
  enum CompressionChoice {
    gzip(Compression.GZIP),
    zstd(Compression.ZSTD),
    none(Compression.NONE);

    private final Compression compression;

    CompressionChoice(Compression compression) {
      this.compression = compression;
    }
  }

  /** The words of {@code --format}. */
  enum FormatChoice {
    oci,
    docker
  }

  /** The application's folder. */
  Optional<Path> app(Invocation invocation) {
    return invocation.path(app);
  }

  /** Puts the files of the folders into the store, from where a recipe takes them. */
  void takeFolders(Invocation invocation, LocalBlobStore store) {
    invocation
        .path(app)
        .ifPresent(folder -> AppFolder.take(folder, store, DataSize.ofMegabytes(appLimit)));
    invocation.path(model).ifPresent(folder -> Intake.takeModel(folder, store));
  }

  /**
   * The wish.
   *
   * @param proof the word for its label
   */
  ImageRequest request(
      Invocation invocation, String bundle, Variant variant, Optional<Path> keep, String proof) {
    if (bases.isEmpty()) {
      throw new FerryException(Failure.USAGE, Text.of("missing `--base NAME`", "缺少 `--base NAME`"))
          .hint(
              Text.of(
                  "`ferry base list` shows those there are, `ferry base import FILE --name NAME`"
                      + " adds one",
                  "`ferry base list` 列出已有的基础镜像，`ferry base import FILE --name NAME` 可导入"));
    }
    return new ImageRequest(
        invocation.path(bundle),
        targets,
        index,
        bases,
        variant,
        invocation.path(app),
        DataSize.ofMegabytes(appLimit),
        invocation.path(model),
        packages.stream().map(invocation::path).toList(),
        keep,
        settings(),
        name.map(ImageName::parse),
        compression.compression,
        format == FormatChoice.docker,
        dockerPlatform,
        proof);
  }

  private AppSettings settings() {
    TreeMap<String, String> all = new TreeMap<>(labels);
    revision.ifPresent(commit -> all.put("org.opencontainers.image.revision", commit));
    return AppSettingsReader.checked(
        new AppSettings(
            entrypoint,
            command,
            new TreeMap<>(env),
            ports.stream().map(AppSettingsReader::port).toList(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            all));
  }

  @Override
  public String toString() {
    return bases + " " + targets;
  }
}
