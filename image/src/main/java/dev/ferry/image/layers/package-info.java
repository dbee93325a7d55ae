/**
 * The layers of an image, planned from what they hold: the environment of a lock, the account that
 * runs it, the application.
 *
 * <p>Nothing is written here and no content is read beyond wheels' directories and an application's
 * files; {@link dev.ferry.image.plan.PlannedLayer} is the result.
 */
@NullMarked
package dev.ferry.image.layers;

import org.jspecify.annotations.NullMarked;
