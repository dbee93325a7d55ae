@NullMarked
package dev.ferry.python;

import org.jspecify.annotations.NullMarked;
