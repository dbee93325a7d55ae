package dev.ferry.bundle.layout;

/** Which names a bundle's folder has. */
public enum Form {
  /** Every file as a blob and under its path; an OCI image layout. */
  OCI,
  /** Wheels, sources and extra files under their paths only, for file systems without links. */
  PLAIN
}
