/** Writes how one member is made from an older one; {@code delta.member} reads it. */
@NullMarked
package dev.ferry.delta.generate.member;

import org.jspecify.annotations.NullMarked;
