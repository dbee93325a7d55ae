package dev.ferry.bundle.environment;

/**
 * One wheel of the set.
 *
 * @param name normalised as PEP 503 does
 * @param version as PEP 440 normalises it
 * @param purl package URL, {@code pkg:pypi/numpy@2.4.6}
 * @param wheel where it lies in the bundle, for example {@code packages/<file>}
 * @param file its file name (PEP 427), which {@code wheel.path} ends with
 * @param source name of the source it came from
 * @param built whether it was built before the trip from a source distribution
 * @param fit how far its libraries were compared with the target
 * @param requested whether a person asked for it, rather than another package
 */
public record PackageEntry(
    String name,
    String version,
    String purl,
    BundleFile wheel,
    String file,
    String source,
    boolean built,
    Fit fit,
    boolean requested) {

  /** How far the libraries of a wheel were compared with the target. */
  public enum Fit {
    /** Every library was read and loads there. */
    PROVEN("proven"),
    /** The cheap checks found nothing against it. */
    NOT_DISPROVED("not-disproved"),
    /** Not looked at. */
    OFF("off");

    private final String id;

    Fit(String id) {
      this.id = id;
    }

    /** The word in JSON. */
    public String id() {
      return id;
    }
  }
}
