package dev.ferry.cli.command;

import dev.ferry.cli.command.TypedWords.Word;
import dev.ferry.model.FerryException;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the command that was typed again with one change, ready to be copied. Every other word
 * stays as it was, except that user info and queries of URLs are masked.
 *
 * <p>What a file asks for cannot be changed from here: it is left out with {@code --without}, and
 * what takes its place becomes an argument. Targets of a spec are all named, one of them changed,
 * because a {@code --target} on the command line stands instead of the spec's.
 */
final class CommandLineWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)([^/?#@\\s]*@)?([^?#\\s]*)(\\?[^#\\s]*)?");
  private static final String MASK = "****";
  private static final String TARGET = "--target";

  private final String program;
  private final List<Word> words;
  private final Set<PackageName> inFiles;
  private final List<NamedTarget> targets;

  /**
   * A target as it can be typed.
   *
   * @param word a name, or a path from the current folder
   * @param name of the machine that it means
   */
  record NamedTarget(String word, String name) {}

  /**
   * @param program how Ferry was called
   * @param words that followed
   * @param inFiles what the spec and requirements files ask for
   * @param targets all of them, wherever they were named
   */
  CommandLineWriter(
      String program, List<Word> words, Set<PackageName> inFiles, List<NamedTarget> targets) {
    this.program = program;
    this.words = List.copyOf(words);
    this.inFiles = Set.copyOf(inFiles);
    this.targets = List.copyOf(targets);
  }

  String write(Change change) {
    List<Word> changed =
        switch (change) {
          case Change.OtherMachine machine -> machine(machine.from().name(), machine.to().name());
          case Change.OtherRequirement other ->
              requirement(other.name(), Optional.of(other.instead()));
          case Change.Without without -> requirement(without.name(), Optional.empty());
        };
    List<String> texts = new ArrayList<>(List.of(program));
    texts.addAll(TypedWords.texts(changed));
    return String.join(" ", texts.stream().map(text -> quoted(masked(text))).toList());
  }

  private List<Word> machine(String from, String to) {
    List<Word> changed = new ArrayList<>();
    boolean found = false;
    for (Word word : words) {
      if (word instanceof Word.Valued valued && valued.isNamed(TARGET)) {
        found = true;
        changed.add(means(valued.value(), from) ? valued.with(to) : valued);
      } else {
        changed.add(word);
      }
    }
    if (!found) {
      List<Word> named = new ArrayList<>();
      for (NamedTarget one : targets) {
        named.add(new Word.Plain(TARGET));
        named.add(new Word.Plain(one.name().equals(from) ? to : one.word()));
      }
      addOptions(changed, named);
    }
    return changed.stream().filter(word -> !isNeedlessPython(word, from)).toList();
  }

  private boolean means(String word, String name) {
    return targets.stream().anyMatch(one -> one.word().equals(word) && one.name().equals(name));
  }

  /** {@code --python} chooses among the Pythons of a probe; a name says its own. */
  private boolean isNeedlessPython(Word word, String from) {
    boolean probes =
        targets.stream()
            .anyMatch(one -> !one.name().equals(from) && !one.word().equals(one.name()));
    return !probes && word instanceof Word.Valued valued && valued.isNamed("--python");
  }

  private List<Word> requirement(PackageName name, Optional<Requirement> instead) {
    List<Word> changed = new ArrayList<>();
    Optional<Word> replacement =
        instead.map(requirement -> new Word.Positional(requirement.toString()));
    boolean placed = false;
    for (Word word : words) {
      if (!isAbout(word, name)) {
        changed.add(word);
      } else if (!placed) {
        replacement.ifPresent(changed::add);
        placed = true;
      }
    }
    if (inFiles.contains(name)) {
      addOptions(changed, List.of(new Word.Plain("--without"), new Word.Plain(name.normalized())));
    }
    if (!placed) {
      replacement.ifPresent(changed::add);
    }
    return changed;
  }

  private static boolean isAbout(Word word, PackageName name) {
    if (!(word instanceof Word.Positional positional)) {
      return false;
    }
    try {
      return Requirement.parse(positional.text()).name().equals(name);
    } catch (FerryException another) {
      return false;
    }
  }

  /** At the end, but before {@code --}. */
  private static void addOptions(List<Word> to, List<Word> options) {
    int end = to.indexOf(new Word.Plain("--"));
    to.addAll(end < 0 ? to.size() : end, options);
  }

  /** Without what may be a secret: user info and query of a URL. */
  static String masked(String text) {
    return URL.matcher(text)
        .replaceAll(
            found ->
                found.group(1)
                    + (found.group(2) == null ? "" : MASK + "@")
                    + java.util.regex.Matcher.quoteReplacement(found.group(3))
                    + (found.group(4) == null ? "" : "?" + MASK));
  }

  /** As one word for a POSIX shell, also where it replaces {@code !} as history. */
  static String quoted(String word) {
    if (PLAIN.matcher(word).matches() && !word.contains("==")) {
      return word;
    }
    return word.matches("[^$`\"\\\\!]+")
        ? "\"" + word + "\""
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
