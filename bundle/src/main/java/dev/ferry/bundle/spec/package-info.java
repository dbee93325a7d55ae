/**
 * Reads and writes {@code ferry.yaml}, the environment as code.
 *
 * <p>A spec is written by hand, so its reader is made for mistakes: it never stops at the first
 * one. The bytes become a tree of {@link dev.ferry.bundle.yaml.YamlNode}s that remember their line
 * and column; the tree is read field by field, and each thing that is wrong (an unknown key, a
 * duplicate, a requirement that does not parse, a path that leaves the environment) is noted in
 * {@link dev.ferry.bundle.yaml.Mistakes}. At the end there is either an {@link
 * dev.ferry.model.EnvironmentSpec} or one failure that lists them all.
 *
 * <p>A spec may come from a stranger too: its size, its depth and the number of its nodes after
 * aliases are followed are bounded, tags and documents beyond the first are refused, and no object
 * is ever made from a name in it.
 *
 * <p>{@link dev.ferry.bundle.spec.SpecWriter} writes the normal form that travels in the bundle:
 * fixed order of keys, every text quoted the same way, no comments, so that equal specs are equal
 * bytes.
 */
@NullMarked
package dev.ferry.bundle.spec;

import org.jspecify.annotations.NullMarked;
