/**
 * A solver for version constraints, by the PubGrub algorithm (Natalie Weizenbaum, "PubGrub:
 * Next-Generation Version Solving", 2018; the document {@code doc/solver.md} of Dart's pub).
 *
 * <p>It knows nothing of Python. A package is any key; its versions are the numbers 0 to n-1 in
 * ascending order, known as soon as the package is first mentioned. What a package may be is
 * therefore a set of bits, one for each version and one for "absent" ({@link
 * dev.ferry.python.solve.VersionSet}); intersection, union and negation of terms are operations on
 * words, and no range of versions ever has to be compared or printed.
 *
 * <p>The central value is the {@link dev.ferry.python.solve.Incompatibility}: a few statements
 * "package p is one of S" that cannot all hold. "a 1 needs b 2 or 3" is the incompatibility of "a
 * is 1" and "b is absent or neither 2 nor 3". The {@link dev.ferry.python.solve.Solver} alternates
 * between drawing every conclusion that the incompatibilities force (unit propagation) and deciding
 * one more package. When all statements of an incompatibility hold, it derives from it and from
 * what led there a new one that names the root of the conflict, goes back to where that would have
 * forced another conclusion, and never meets the same conflict again.
 *
 * <p>Each derived incompatibility remembers the two that it came from. If the derivation ends in
 * one that no choice can avoid, this tree is the proof that there is no solution, and the caller
 * turns it into prose.
 *
 * <p>The solver is single-threaded, draws no random numbers and asks no clock: the same universe
 * gives the same solution. What is slow (loading a package, reading dependencies) is behind {@link
 * dev.ferry.python.solve.Universe}, which may have started it long before it is asked.
 */
@NullMarked
package dev.ferry.python.solve;

import org.jspecify.annotations.NullMarked;
