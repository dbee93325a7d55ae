/**
 * From requirements to a set of packages for one target.
 *
 * <p>{@link dev.ferry.python.resolve.Resolver} turns Python's rules into the small universe that
 * {@link dev.ferry.python.solve.Solver} understands. A package of that universe is a project, or a
 * project with one of its extras; its versions are the releases on its page, filtered once when the
 * page arrives: what has no wheel for the target, wants another Python, was withdrawn or is too new
 * is excluded with a typed reason ({@link dev.ferry.python.resolve.Unusable}). A release that is
 * left is a version with its wheels in the order of the target's tags; the first wheel that {@link
 * dev.ferry.python.resolve.CandidateCheck} does not disprove stands for it, and its metadata gives
 * the dependencies.
 *
 * <p>The solver waits for nothing that could have been known earlier: as soon as any metadata is
 * read, pages of what it names are fetched on virtual threads, and when a page arrives the metadata
 * of the release that will probably be chosen ({@code Ahead}). So the time of a resolution is the
 * longest chain of requests, not their number.
 *
 * <p>Rules: versions and pre-releases by PEP 440, markers by PEP 508, extras by PEP 685, withdrawn
 * files by PEP 592, Requires-Python by the core metadata specification including upper bounds.
 * {@code docs/decisions/} says where these leave a choice and which one was made.
 */
@NullMarked
package dev.ferry.python.resolve;

import org.jspecify.annotations.NullMarked;
