package dev.ferry.python.reqfile;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The options that the files set for the whole run, in pip's reading: a later {@code --index-url}
 * replaces an earlier one, {@code --no-index} drops those before it and after it.
 *
 * @param indexUrl the index instead of the default one
 * @param extraIndexUrls in the order of the files
 * @param findLinks pages and folders; a folder beside its file is absolute
 * @param noIndex use {@code findLinks} only
 * @param pre take pre-releases
 * @param preferBinary prefer an older wheel to a newer source
 * @param requireHashes every requirement must have a hash; also so where one has
 * @param onlyBinary normalised names never to build, or {@code :all:}
 * @param noBinary normalised names never to take as a wheel, or {@code :all:}
 * @param trustedHosts hosts without a valid certificate
 * @param useFeatures what {@code --use-feature} names: pip's own trials, which change no set
 * @param configSettings where {@code --config-settings} stands
 */
public record IndexOptions(
    Optional<String> indexUrl,
    List<String> extraIndexUrls,
    List<String> findLinks,
    boolean noIndex,
    boolean pre,
    boolean preferBinary,
    boolean requireHashes,
    SortedSet<String> onlyBinary,
    SortedSet<String> noBinary,
    List<String> trustedHosts,
    List<String> useFeatures,
    List<String> configSettings) {
  public IndexOptions {
    extraIndexUrls = List.copyOf(extraIndexUrls);
    findLinks = List.copyOf(findLinks);
    onlyBinary = Collections.unmodifiableSortedSet(new TreeSet<>(onlyBinary));
    noBinary = Collections.unmodifiableSortedSet(new TreeSet<>(noBinary));
    trustedHosts = List.copyOf(trustedHosts);
    useFeatures = List.copyOf(useFeatures);
    configSettings = List.copyOf(configSettings);
  }

  /** What a file without options says. */
  public static IndexOptions none() {
    return new IndexOptionsBuilder().build();
  }
}
