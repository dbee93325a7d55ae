/**
 * The values that every part of Ferry speaks: digests, sizes, targets, environment specs, problems
 * and their texts.
 *
 * <p>Nothing here reads a file, opens a connection or knows a file format. A value is parsed once
 * at the edge of the program and is valid from then on: a {@link dev.ferry.model.Digest} is always
 * 64 lower-case hexadecimal digits, a {@link dev.ferry.model.Target} always names a machine. What
 * goes wrong travels as {@link dev.ferry.model.FerryException}, whose {@link
 * dev.ferry.model.Failure} says whose fault it is, and whose {@link dev.ferry.model.Text} is
 * carried in English and Chinese until the command line picks one.
 */
@NullMarked
package dev.ferry.model;

import org.jspecify.annotations.NullMarked;
