package dev.ferry.bundle.layout;

/** Names that only Ferry's bundles use. */
public final class BundleTypes {
  public static final String BUNDLE = "application/vnd.ferry.bundle.v1";
  public static final String FILES = "application/vnd.ferry.bundle.files.v1";
  public static final String ENVIRONMENT = "application/vnd.ferry.environment.v1";
  public static final String ENVIRONMENT_CONFIG =
      "application/vnd.ferry.environment.config.v1+json";
  public static final String WHEEL = "application/vnd.ferry.wheel.v1+zip";
  public static final String TOML = "application/toml";
  public static final String PLAIN_TEXT = "text/plain";
  public static final String BYTES = "application/octet-stream";

  /** Annotation of an environment's manifest: the target's name. */
  public static final String TARGET = "dev.ferry.target";

  /** Annotation of a wheel: its package URL. */
  public static final String PURL = "dev.ferry.purl";

  private BundleTypes() {}
}
