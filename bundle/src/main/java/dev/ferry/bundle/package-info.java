@NullMarked
package dev.ferry.bundle;

import org.jspecify.annotations.NullMarked;
