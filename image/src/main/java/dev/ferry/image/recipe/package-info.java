/**
 * Recipes: everything that decides an image's bytes, by digest.
 *
 * <p>A recipe says which bundle, base, application and rules an image was made from and how it was
 * compressed. With the same blobs at hand, the same recipe gives the same digests on any machine,
 * so a far side that has the wheels and the base needs the recipe and the application alone. The
 * config digest (the image ID) is promised for a recipe format whatever compresses and whatever
 * version of Ferry makes it; the manifest digest for one compressor identifier.
 */
@NullMarked
package dev.ferry.image.recipe;

import org.jspecify.annotations.NullMarked;
