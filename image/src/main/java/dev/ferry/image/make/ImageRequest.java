package dev.ferry.image.make;

import dev.ferry.image.application.AppSettings;
import dev.ferry.image.archive.ImageName;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.DataSize;
import dev.ferry.oci.layer.Compression;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks for.
 *
 * @param bundle folder or tar
 * @param targets of the bundle; all of them where empty
 * @param index whether more than one target may go into the archive
 * @param bases names; for each target the one of its machine is taken
 * @param variant which files go in
 * @param app the application's folder
 * @param appLimit most bytes of it
 * @param model folder of a model; then the reference server is put in, too
 * @param packages distribution packages as files
 * @param keep the keep list; where absent, the one beside the bundle
 * @param settings what the command line says about starting it
 * @param name of the image; where absent, made from the bundle's
 * @param compression of layers
 * @param docker whether documents have docker's media types
 * @param dockerPlatform which of several the docker part names: {@code linux/amd64}
 * @param proof what proves it: the word for its label
 */
public record ImageRequest(
    Path bundle,
    List<String> targets,
    boolean index,
    List<String> bases,
    Variant variant,
    Optional<Path> app,
    DataSize appLimit,
    Optional<Path> model,
    List<Path> packages,
    Optional<Path> keep,
    AppSettings settings,
    Optional<ImageName> name,
    Compression compression,
    boolean docker,
    Optional<String> dockerPlatform,
    String proof) {
  public ImageRequest {
    targets = List.copyOf(targets);
    bases = List.copyOf(bases);
    packages = List.copyOf(packages);
  }
}
