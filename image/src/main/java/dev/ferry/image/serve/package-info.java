/**
 * The reference server for Paddle models, as an image carries it: one Python file that needs
 * nothing but the environment. An application's own entry point replaces it.
 */
@NullMarked
package dev.ferry.image.serve;

import org.jspecify.annotations.NullMarked;
