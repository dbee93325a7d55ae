@NullMarked
package dev.ferry.scan;

import org.jspecify.annotations.NullMarked;
