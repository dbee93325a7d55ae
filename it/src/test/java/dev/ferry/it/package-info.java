/** What no single module can test: the shape of the whole, and the way through all of it. */
@NullMarked
package dev.ferry.it;

import org.jspecify.annotations.NullMarked;
