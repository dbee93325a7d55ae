package dev.ferry.image.make;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.config.RunSettings;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.variant.Selection;
import java.util.List;

/**
 * What an image for one platform will be. Closing it closes the wheels.
 *
 * @param recipe its part of the recipe
 * @param environment what the bundle says about the target
 * @param base that it stands on
 * @param selection which files of the environment it holds
 * @param wholeBase whether the base's own layers are below; else the first layer is its part
 * @param layers above the base's, from the lowest up
 * @param run how it is run
 * @param wheels of the environment
 */
public record PlatformPlan(
    Recipe.Platform recipe,
    EnvironmentDocument environment,
    Base base,
    Selection selection,
    boolean wholeBase,
    List<PlannedLayer> layers,
    RunSettings run,
    List<CarriedWheel> wheels)
    implements AutoCloseable {
  public PlatformPlan {
    layers = List.copyOf(layers);
    wheels = List.copyOf(wheels);
  }

  /** The layers of the base as they are. */
  List<BaseLayer> baseLayers() {
    return wholeBase ? base.layers() : List.of();
  }

  @Override
  public void close() {
    wheels.forEach(CarriedWheel::close);
  }
}
