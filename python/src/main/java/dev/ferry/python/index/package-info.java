/**
 * Where packages come from: indexes (PEP 503, PEP 691), pages and folders of links.
 *
 * <p>{@link dev.ferry.python.index.PackageIndex} is all that the resolver sees: the page of a
 * project, the metadata of a wheel, its bytes by range.
 */
@NullMarked
package dev.ferry.python.index;

import org.jspecify.annotations.NullMarked;
