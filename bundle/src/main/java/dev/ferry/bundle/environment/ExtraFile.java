package dev.ferry.bundle.environment;

/**
 * A file that is neither a package nor the interpreter: a model, a dictionary, a library.
 *
 * @param file where it lies in the bundle, {@code files/<sha256>}
 * @param to where it goes, relative to the environment's folder; with {@code unpack} the folder
 *     that receives the members
 * @param unpack whether it is an archive to open
 */
public record ExtraFile(BundleFile file, String to, Unpack unpack) {

  /** How an extra file is put in place. */
  public enum Unpack {
    /** As it is. */
    NONE("none"),
    /** A tar archive, plain or compressed with gzip, bzip2 or xz. */
    TAR("tar"),
    /** A zip archive. */
    ZIP("zip");

    private final String id;

    Unpack(String id) {
      this.id = id;
    }

    /** The word in JSON. */
    public String id() {
      return id;
    }
  }
}
