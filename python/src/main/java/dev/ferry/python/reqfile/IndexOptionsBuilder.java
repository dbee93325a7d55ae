package dev.ferry.python.reqfile;

import dev.ferry.python.name.PackageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers the options of one file after another. */
final class IndexOptionsBuilder {
  private static final String ALL = ":all:";
  private static final String NONE = ":none:";

  private Optional<String> indexUrl = Optional.empty();
  private final List<String> extraIndexUrls = new ArrayList<>();
  private final List<String> findLinks = new ArrayList<>();
  private final List<String> trustedHosts = new ArrayList<>();
  private final List<String> useFeatures = new ArrayList<>();
  private final List<String> configSettings = new ArrayList<>();
  private final SortedSet<String> onlyBinary = new TreeSet<>();
  private final SortedSet<String> noBinary = new TreeSet<>();
  private boolean noIndex;
  private boolean pre;
  private boolean preferBinary;
  private boolean requireHashes;
  private boolean hashesSeen;
  private boolean hashesOptional;

  /**
   * Adds the options of one line.
   *
   * @param file where the line stands; a {@code --find-links} folder may lie beside it
   */
  void add(List<OptionUse> options, Path file) {
    // As in pip, `--no-index` counts before the indexes of its own line.
    if (options.stream().anyMatch(use -> use.option() == Option.NO_INDEX)) {
      noIndex = true;
      indexUrl = Optional.empty();
      extraIndexUrls.clear();
    }
    if (options.stream().anyMatch(use -> use.option() == Option.INDEX_URL) && !noIndex) {
      extraIndexUrls.clear();
    }
    options.forEach(use -> add(use.option(), use.value(), file));
  }

  private void add(Option option, String value, Path file) {
    switch (option) {
      case INDEX_URL -> indexUrl = noIndex ? Optional.empty() : Optional.of(value);
      case EXTRA_INDEX_URL -> {
        if (!noIndex) {
          extraIndexUrls.add(value);
        }
      }
      case FIND_LINKS -> findLinks.add(besideFile(value, file));
      case TRUSTED_HOST -> trustedHosts.add(value);
      case PRE -> pre = true;
      case PREFER_BINARY -> preferBinary = true;
      case REQUIRE_HASHES -> requireHashes = true;
      case ONLY_BINARY -> addFormats(value, onlyBinary, noBinary);
      case NO_BINARY -> addFormats(value, noBinary, onlyBinary);
      case NO_REQUIRE_HASHES -> hashesOptional = true;
      case USE_FEATURE -> useFeatures.add(value);
      case NO_INDEX, REQUIREMENT, CONSTRAINT, EDITABLE, HASH, CONFIG_SETTINGS -> {}
    }
  }

  /**
   * A setting for the build of one requirement.
   *
   * @param place where it stands
   */
  void configSettingSeen(String place) {
    configSettings.add(place);
  }

  /** A hash in one line asks for hashes in all of them. */
  void hashSeen() {
    hashesSeen = true;
  }

  private static String besideFile(String value, Path file) {
    if (Urls.isUrl(value) || value.indexOf('\0') >= 0) {
      return value;
    }
    Path beside = file.toAbsolutePath().resolveSibling(value).normalize();
    return Files.exists(beside) ? beside.toString() : value;
  }

  /** A name in one of the two lists leaves the other; {@code :all:} empties both first. */
  private static void addFormats(String value, SortedSet<String> names, SortedSet<String> other) {
    List<String> given = List.of(value.split(",", -1));
    int all = given.lastIndexOf(ALL);
    if (all >= 0) {
      other.clear();
      names.clear();
      names.add(ALL);
      given = given.subList(all + 1, given.size());
      if (!given.contains(NONE)) {
        return;
      }
    }
    for (String name : given) {
      if (name.equals(NONE)) {
        names.clear();
      } else {
        other.remove(PackageName.normalize(name));
        names.add(PackageName.normalize(name));
      }
    }
  }

  IndexOptions build() {
    return new IndexOptions(
        indexUrl,
        extraIndexUrls,
        findLinks,
        noIndex,
        pre,
        preferBinary,
        requireHashes || (hashesSeen && !hashesOptional),
        onlyBinary,
        noBinary,
        trustedHosts,
        useFeatures,
        configSettings);
  }
}
