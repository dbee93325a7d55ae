/**
 * Explains an archive from what is in it: each layer's entries are read, hashed and added up; what
 * was left out is read from the image's own {@code opt/ferry/image.json}.
 */
@NullMarked
package dev.ferry.image.explain;

import org.jspecify.annotations.NullMarked;
