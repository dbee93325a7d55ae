package dev.ferry.delta.generate.match;

import org.jspecify.annotations.Nullable;

/** The index of the old bytes, made when something is looked up: equal files need none. */
final class LazySeeds {
  private final byte[] old;
  private final MatchOptions options;
  private volatile @Nullable SeedIndex index;

  LazySeeds(byte[] old, MatchOptions options) {
    this.old = old;
    this.options = options;
  }

  SeedIndex index() {
    SeedIndex made = index;
    return made != null ? made : make();
  }

  private synchronized SeedIndex make() {
    SeedIndex made = index;
    if (made == null) {
      made = new SeedIndex(old, options.words(), options.stride());
      index = made;
    }
    return made;
  }
}
