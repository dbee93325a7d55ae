package dev.ferry.bundle.environment;

import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that an installer needs to know about one target of a bundle ({@code
 * targets/<target>/environment.json}).
 *
 * @param name of the environment, normalised as PEP 503 does
 * @param version of the environment
 * @param locked the lock's date, {@code 2026-11-21}
 * @param lock the {@code pylock.toml} beside the document
 * @param target the machine that the set was resolved for
 * @param packages by normalised name
 * @param files extra files, in the order of the spec
 * @param env environment variables; {@code ${FERRY_ENV}} stands for the environment's folder
 * @param smoke what proves that it works; where absent, the installer imports what was asked for
 * @param systemLibraries that the set reaches and does not carry
 * @param glibcxx the libstdc++ that the set needs, where the target does not promise it
 * @param assumptions what was assumed about the target
 * @param interpreter a Python carried for a machine that has none that fits
 */
public record EnvironmentDocument(
    String name,
    String version,
    String locked,
    BundleFile lock,
    TargetFacts target,
    List<PackageEntry> packages,
    List<ExtraFile> files,
    SortedMap<String, String> env,
    Optional<Smoke> smoke,
    List<SystemLibrary> systemLibraries,
    Optional<SymbolNeed> glibcxx,
    List<Text> assumptions,
    Optional<Interpreter> interpreter) {
  /** The value of {@code format}. A reader refuses any other. */
  public static final int FORMAT = 1;

  public EnvironmentDocument {
    packages = List.copyOf(packages);
    files = List.copyOf(files);
    env = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) env));
    systemLibraries = List.copyOf(systemLibraries);
    assumptions = List.copyOf(assumptions);
  }
}
