/**
 * YAML that people write: read for mistakes, all of them at once.
 *
 * <p>The bytes become a tree of {@link dev.ferry.bundle.yaml.YamlNode}s that remember their line
 * and column ({@link dev.ferry.bundle.yaml.YamlTree}); a mapping is read key by key ({@link
 * dev.ferry.bundle.yaml.Fields}), and each thing that is wrong, an unknown or repeated key, a value
 * of another kind, is noted in {@link dev.ferry.bundle.yaml.Mistakes}. Whoever reads a file adds
 * what is wrong in its own terms and then throws them together.
 *
 * <p>Size, depth and the number of nodes after aliases are bounded; tags and documents beyond the
 * first are refused, and no object is ever made from a name in a file.
 */
@NullMarked
package dev.ferry.bundle.yaml;

import org.jspecify.annotations.NullMarked;
