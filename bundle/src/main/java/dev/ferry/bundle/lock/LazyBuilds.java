package dev.ferry.bundle.lock;

import dev.ferry.model.Target;
import dev.ferry.python.build.SourceBuilder;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.resolve.BuiltWheel;
import dev.ferry.python.resolve.SourceBuilds;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures this machine and prepares for building only when something must be built. */
final class LazyBuilds implements SourceBuilds {
  private final Supplier<SourceBuilder> making;
  private @Nullable SourceBuilder made;

  LazyBuilds(Supplier<SourceBuilder> making) {
    this.making = making;
  }

  @Override
  public Metadata metadata(IndexFile sdist, Target target) {
    return builder().metadata(sdist, target);
  }

  @Override
  public BuiltWheel build(IndexFile sdist, Target target) {
    return builder().build(sdist, target);
  }

  @Override
  public boolean compilesFor(Target target) {
    return builder().compilesFor(target);
  }

  private synchronized SourceBuilder builder() {
    SourceBuilder builder = made;
    if (builder == null) {
      builder = making.get();
      made = builder;
    }
    return builder;
  }
}
