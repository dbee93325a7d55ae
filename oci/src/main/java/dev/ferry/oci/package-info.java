@NullMarked
package dev.ferry.oci;

import org.jspecify.annotations.NullMarked;
