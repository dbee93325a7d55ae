/**
 * Makes images: from what a person asks for to an archive under its name.
 *
 * <p>The way is short and always the same. An {@link dev.ferry.image.make.ImageRequest} names
 * things of this machine: a bundle, a base, a folder. {@link dev.ferry.image.make.Intake} replaces
 * every name by a digest and puts what is small into the store; the result is a {@link
 * dev.ferry.image.recipe.Recipe}. {@link dev.ferry.image.make.ImagePlanner} plans the layers of
 * each platform from the recipe alone, {@link dev.ferry.image.make.LayerStore} makes them or finds
 * them made, {@link dev.ferry.image.make.Assembly} adds documents, and {@link
 * dev.ferry.image.make.ImageMaker} writes the archive beside its name, proves it and gives it the
 * name. {@code --from-recipe} begins in the middle, so both ways cannot differ.
 */
@NullMarked
package dev.ferry.image.make;

import org.jspecify.annotations.NullMarked;
