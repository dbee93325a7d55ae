/**
 * References of native code: the places in a library that hold an address or a distance.
 *
 * <p>Recompiled code differs from its older self mostly in such places: one function grew, all that
 * stands behind it moved, and every call over it has another distance. So the references of both
 * files are found, their bits are {@linkplain dev.ferry.delta.code.ReferenceKind#blank blanked},
 * and what is left is compared: it is nearly equal. Then each reference of the new file is
 * predicted: the old one pointed at something, and what is that called now? Only wrong predictions
 * are written down.
 *
 * <p>The finders look at the old file when a delta is applied, so what they find is part of the
 * format: they never change under one version of it. They need not be right. A number that is taken
 * for a reference and is none costs a few bytes, never the result.
 */
@NullMarked
package dev.ferry.delta.code;

import org.jspecify.annotations.NullMarked;
