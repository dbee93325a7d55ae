package dev.ferry.image.run;

import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Manifest;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * An image whose layers were applied to a folder.
 *
 * @param root the folder
 * @param config how the image wants to be run
 * @param scratch what is removed in the end
 */
public record OpenedImage(Path root, ImageConfig config, Path scratch) implements AutoCloseable {
  private static final int LARGEST_CONFIG = 4 << 20;

  /**
   * Applies the layers of an archive.
   *
   * @param archive a tar, or a layout in a folder
   * @param parent where a scratch folder is made
   * @throws FerryException of kind VERIFICATION where a digest, a diffID or an entry is wrong,
   *     ENVIRONMENT where the disk is full
   */
  public static OpenedImage open(Path archive, Path parent) {
    Path scratch = scratch(parent);
    try {
      return new OpenedImage(scratch.resolve("root"), unpack(archive, scratch), scratch);
    } catch (IOException e) {
      delete(scratch);
      throw DiskFailure.of(e, scratch);
    } catch (InvalidPathException foreign) {
      delete(scratch);
      throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of(
                  "Cannot write the file name `%s` under this locale",
                  "在当前语言环境下无法写入文件名 `%s`", foreign.getInput()))
          .hint(Text.of("Set `LC_ALL=C.UTF-8`", "请设置 `LC_ALL=C.UTF-8`"));
    } catch (RuntimeException refused) {
      delete(scratch);
      throw refused;
    }
  }

  private static ImageConfig unpack(Path archive, Path scratch) throws IOException {
    Path root = Files.createDirectory(scratch.resolve("root"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (WrittenArchive written = WrittenArchive.open(archive)) {
      Manifest manifest = written.manifest();
      ImageConfigReader config = config(archive, written, manifest);
      List<Digest> diffIds = config.diffIds();
      if (diffIds.size() != manifest.layers().size()) {
        throw Faults.archive(
            archive.toString(),
            Text.of(
                "its config names %d layers, its manifest %d",
                "其配置列出 %d 层，清单列出 %d 层", diffIds.size(), manifest.layers().size()));
      }
      RootWriter writer = new RootWriter(root, isRoot());
      for (int i = 0; i < diffIds.size(); i++) {
        Descriptor layer = manifest.layers().get(i);
        String where = layer.digest().toString();
        try (LayerStream tar =
            LayerStream.open(written.blob(layer.digest()), layer.digest(), diffIds.get(i))) {
          writer.apply(new TarReader(tar, where, TarLimits.LAYER), where);
        }
      }
      writer.end();
      return config.config();
    }
  }

  private static ImageConfigReader config(Path archive, WrittenArchive written, Manifest manifest) {
    Descriptor descriptor = manifest.config();
    byte[] bytes =
        written.document(dev.ferry.oci.LayoutReader.path(descriptor.digest()), LARGEST_CONFIG);
    if (!Digest.of(bytes).equals(descriptor.digest())) {
      throw Faults.field(
          archive.toString(), "config", "sha256", Digest.of(bytes), descriptor.digest().toString());
    }
    return new ImageConfigReader(bytes);
  }

  /** A folder that nobody else can look into: modes in it are the image's. */
  private static Path scratch(Path parent) {
    try {
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent.toRealPath(), "image-");
    } catch (IOException e) {
      throw DiskFailure.of(e, parent);
    }
  }

  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
          && uid == 0;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }

  @Override
  public void close() {
    delete(scratch);
  }
}
