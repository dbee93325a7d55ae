package dev.ferry.python.index;

import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.wheel.RangedBytes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that can be learnt about packages without downloading them. Safe for use by many
 * threads; each thing is fetched once, however many ask.
 */
public interface PackageIndex {
  /** The page of a project, or nothing if no source has the name. */
  Optional<ProjectPage> findPage(PackageName name);

  /**
   * The metadata of a wheel, by the cheapest way there is; never the whole wheel where ranges work.
   */
  Metadata metadata(IndexFile wheel);

  /** The bytes of a file, by range. */
  RangedBytes open(IndexFile file);

  /** The size of a file, where it is known already. */
  OptionalLong knownSize(IndexFile file);
}
