package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Root;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Any file. */
final class FileShipment {
  private FileShipment() {}

  static Shipment of(Path file, Sources sources) {
    if (!Files.isRegularFile(file)) {
      throw new FerryException(
          Failure.USAGE, Text.of("Cannot carry `%s`: it is not a file", "无法携带 `%s`：它不是文件", file));
    }
    String name = RootName.of(file, "");
    try {
      Extent at = Extent.of(file, 0, Files.size(file));
      Digest digest = Sources.hash(at);
      sources.add(digest, at);
      return new Shipment(
          "file",
          name,
          digest,
          List.of(new Blob(digest, at.size(), Optional.of("files/" + name))),
          needs -> new Root.File(name, digest, needs),
          file.toAbsolutePath().toString());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
