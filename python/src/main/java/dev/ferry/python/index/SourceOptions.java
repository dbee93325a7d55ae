package dev.ferry.python.index;

import dev.ferry.python.pipconfig.PipConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where packages come from, as options of pip's kind say it.
 *
 * @param indexUrl replaces the default index
 * @param extraIndexUrls further indexes, asked before the default one
 * @param findLinks pages and folders of links
 * @param noIndex whether no index is asked at all
 */
public record SourceOptions(
    Optional<String> indexUrl,
    List<String> extraIndexUrls,
    List<String> findLinks,
    boolean noIndex) {
  /** Nothing said. */
  public static final SourceOptions NONE =
      new SourceOptions(Optional.empty(), List.of(), List.of(), false);

  public SourceOptions {
    extraIndexUrls = List.copyOf(extraIndexUrls);
    findLinks = List.copyOf(findLinks);
  }

  public static SourceOptions from(PipConfiguration pip) {
    return new SourceOptions(pip.indexUrl(), pip.extraIndexUrls(), pip.findLinks(), pip.noIndex());
  }

  /** These options, completed by weaker ones: the index is replaced, the lists grow. */
  public SourceOptions over(SourceOptions weaker) {
    return new SourceOptions(
        indexUrl.or(weaker::indexUrl),
        joined(extraIndexUrls, weaker.extraIndexUrls),
        joined(findLinks, weaker.findLinks),
        noIndex || (weaker.noIndex && indexUrl.isEmpty()));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> both = new ArrayList<>(first);
    second.stream().filter(one -> !both.contains(one)).forEach(both::add);
    return both;
  }
}
