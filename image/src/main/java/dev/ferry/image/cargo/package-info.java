/**
 * The bytes that a bundle carries, wherever they lie: in the bundle's folder or tar, or in the
 * store.
 *
 * <p>An image is planned from a bundle's documents and wheels' directories. The wheels themselves
 * are opened as they lie and hashed once, when the first layer that needs them is written; a layer
 * that is known already needs none of them.
 */
@NullMarked
package dev.ferry.image.cargo;

import org.jspecify.annotations.NullMarked;
