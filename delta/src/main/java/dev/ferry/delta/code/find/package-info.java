/** Finds the references of a whole library, section by section, whatever its machine. */
@NullMarked
package dev.ferry.delta.code.find;

import org.jspecify.annotations.NullMarked;
