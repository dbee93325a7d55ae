/**
 * Variants: how much of a lock an image holds.
 *
 * <p>One lock gives several images. {@code train} holds everything. {@code slim} lacks what rules
 * name: what compilers and editors read, tests, engines that are switched on by hand. {@code
 * inference} and {@code cpp} hold what an application was seen to open, and what belongs to it.
 *
 * <p>Nothing here looks into an image. {@link dev.ferry.image.variant.VariantRules} is data with a
 * version: which paths leave, from which variants, what is lost with them. {@link
 * dev.ferry.image.variant.KeepList} is data too: the paths that traced runs opened, bound to the
 * bundle, base and application that they were measured on. {@link
 * dev.ferry.image.variant.Selection} is a pure function of an installation plan and both, so the
 * same lock gives the same image on either side of the gap; whether it still works is not believed
 * but proved ({@code dev.ferry.image.proof}).
 *
 * <p>A trace shows what one run on one processor opened. What another processor, or an error path,
 * would have opened is added by the rules: libraries that differ in the instruction set that they
 * are for stay together, and so do packages that are imported behind one's back.
 */
@NullMarked
package dev.ferry.image.variant;

import org.jspecify.annotations.NullMarked;
