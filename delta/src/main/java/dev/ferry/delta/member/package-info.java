/**
 * How one member is made from an older one: what {@code delta.generate.member} writes is read here.
 *
 * <p>A member is runs of new bytes and {@linkplain dev.ferry.delta.member.Copies copies} from the
 * old member, one after the other. A copy need not be exact: where bytes of it differ, the
 * difference is written down, which compresses well, because what changes in one place mostly
 * changes alike in others.
 */
@NullMarked
package dev.ferry.delta.member;

import org.jspecify.annotations.NullMarked;
