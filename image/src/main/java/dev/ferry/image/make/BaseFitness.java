package dev.ferry.image.make;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseCheck;
import dev.ferry.image.base.BaseFit;
import dev.ferry.image.base.BasePython;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/** Whether a base can carry an environment. */
final class BaseFitness {
  private BaseFitness() {}

  static Optional<BasePython> require(
      Base base,
      EnvironmentDocument environment,
      SystemFiles system,
      Variant variant,
      Progress progress) {
    boolean python = variant != Variant.CPP;
    EnvironmentDocument wanted = python ? environment : withoutLibraries(environment);
    BaseFit fit = BaseCheck.check(base, wanted, system.packages(), python);
    fit.warnings().forEach(progress::warn);
    if (!fit.problems().isEmpty()) {
      FerryException refusal =
          new FerryException(
                  Failure.REFUSED,
                  Text.of(
                      "The base `%s` cannot carry `%s` for %s",
                      "基础镜像 `%s` 无法承载用于 %3$s 的 `%2$s`",
                      base.name(),
                      environment.name(),
                      environment.target().name()))
              .reasons(fit.problems());
      throw fit.advice().map(refusal::hint).orElse(refusal);
    }
    return fit.python();
  }

  /** What packages reach is not known to be needed by a program that uses a few libraries. */
  private static EnvironmentDocument withoutLibraries(EnvironmentDocument whole) {
    return new EnvironmentDocument(
        whole.name(),
        whole.version(),
        whole.locked(),
        whole.lock(),
        whole.target(),
        whole.packages(),
        whole.files(),
        whole.env(),
        whole.smoke(),
        List.of(),
        whole.glibcxx(),
        whole.assumptions(),
        whole.interpreter());
  }

  /**
   * No entry may lie below a link of the base: engines follow it or replace it, each as it likes.
   */
  static void requireFolders(Base base, List<PlannedLayer> layers) {
    for (PlannedLayer layer : layers) {
      if (layer.kind() == PlannedLayer.Kind.BASE) {
        continue; // Its entries are the base's own.
      }
      for (PlannedEntry entry : layer.entries()) {
        String path = "/" + entry.entry().path();
        for (int slash = path.lastIndexOf('/');
            slash > 0;
            slash = path.lastIndexOf('/', slash - 1)) {
          String target = base.facts().links().get(path.substring(0, slash));
          if (target != null) {
            throw new FerryException(
                Failure.REFUSED,
                Text.of(
                    "`%s` of the image lies below `%s`, which is a link to `%s` in the base `%s`",
                    "镜像的 `%s` 位于 `%s` 之下，而它在基础镜像 `%4$s` 中是指向 `%3$s` 的链接",
                    path,
                    path.substring(0, slash),
                    target,
                    base.name()));
          }
        }
      }
    }
  }
}
