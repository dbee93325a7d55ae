package dev.ferry.image.recipe;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.archive.ImageName;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.Digest;
import dev.ferry.oci.layer.Compression;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that decides an image's bytes ({@code docs/formats/recipe.md}).
 *
 * @param name of the image
 * @param bundle the root digest
 * @param variant which files of the environment go in
 * @param rules version of the rules that decide it
 * @param compression of layers; with its compressor identifier it decides blobs, not the image ID
 * @param docker whether documents have docker's media types
 * @param dockerPlatform which of several platforms {@code manifest.json} names; the first where
 *     absent
 * @param proof what proves the image: a word for its label
 * @param server whether the reference server is put in
 * @param settings how it is started, as given
 * @param folders the files of folders of the image, by folder
 * @param platforms one or more
 */
public record Recipe(
    ImageName name,
    Digest bundle,
    Variant variant,
    int rules,
    Compression compression,
    boolean docker,
    Optional<String> dockerPlatform,
    String proof,
    boolean server,
    AppSettings settings,
    SortedMap<String, List<AppFile>> folders,
    List<Platform> platforms) {
  /** The value of {@code format}. Another one may give another image for the same inputs. */
  public static final int FORMAT = 1;

  public Recipe {
    folders =
        Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, List<AppFile>>) folders));
    platforms = List.copyOf(platforms);
  }

  /**
   * What is made for one target.
   *
   * @param target its name in the bundle
   * @param environment the target's document
   * @param base digest of the base
   * @param baseName what the base is called here, for people
   * @param packages distribution packages given as files, in the order given
   * @param keep the keep list, where the variant needs one
   */
  public record Platform(
      String target,
      BundleFile environment,
      Digest base,
      String baseName,
      List<BundleFile> packages,
      Optional<BundleFile> keep) {
    public Platform {
      packages = List.copyOf(packages);
    }
  }

  /** The same as another variant; without a keep list it holds the whole environment. */
  public Recipe withVariant(Variant other) {
    return new Recipe(
        name,
        bundle,
        other,
        rules,
        compression,
        docker,
        dockerPlatform,
        proof,
        server,
        settings,
        folders,
        platforms);
  }

  /** Digest of everything that comes from folders: the application's. */
  public Digest application() {
    return Applications.digest(folders);
  }
}
