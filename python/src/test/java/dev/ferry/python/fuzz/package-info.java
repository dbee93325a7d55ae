/** Every parser of outside bytes in this module against mutated input. */
@NullMarked
package dev.ferry.python.fuzz;

import org.jspecify.annotations.NullMarked;
