package dev.ferry.cli.command;

import dev.ferry.cli.command.TypedWords.Word;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Alternatives;
import dev.ferry.python.resolve.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Writes the command that was typed again with one change, ready to be copied. Every other word
 * stays as it was, except that user info and queries of URLs are masked.
 *
 * <p>What a file asks for cannot be changed from here: it is left out with {@code --without}, and
 * what takes its place becomes an argument. Targets of a spec are all named, one of them changed,
 * because a {@code --target} on the command line stands instead of the spec's.
 */
final class CommandLineWriter implements Alternatives.Command {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)([^/?#@\\s]*@)?([^?#\\s]*)(\\?[^#\\s]*)?");
  private static final String MASK = "****";
  private static final String TARGET = "--target";
  private static final String PYTHON = "--python";
  private static final String NO_BINARY = "--no-binary";

  private final String program;
  private final List<Word> words;
  private final Set<PackageName> inFiles;
  private final List<NamedTarget> targets;

  /**
   * A target as it can be typed.
   *
   * @param word a name, or a path from the current folder
   * @param name of the machine that it means
   * @param pythons the machine with each Python that {@code --python} could choose
   */
  record NamedTarget(String word, String name, Supplier<List<Target>> pythons) {}

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

  @Override
  public String of(Change change) {
    List<Word> changed =
        switch (change) {
          case Change.OtherMachine machine ->
              python(machine.to())
                  .orElseGet(() -> machine(machine.from().name(), machine.to().name()));
          case Change.FromSource source -> fromSource(source.name());
          case Change.OtherRequirement other ->
              requirement(other.name(), Optional.of(other.instead()));
          case Change.Without without -> requirement(without.name(), Optional.empty());
        };
    List<String> texts = new ArrayList<>(List.of(program));
    texts.addAll(TypedWords.texts(changed));
    return String.join(" ", texts.stream().map(text -> quoted(masked(text))).toList());
  }

  /** What a measured machine has beside the Python that was chosen. */
  @Override
  public List<Target> otherPythons(Target target) {
    return targets.size() == 1 && targets.getFirst().name().equals(target.name())
        ? targets.getFirst().pythons().get().stream()
            .filter(one -> !one.name().equals(target.name()))
            .toList()
        : List.of();
  }

  /** Another Python of the one measured machine: its document stays, the choice changes. */
  private Optional<List<Word>> python(Target to) {
    if (targets.size() != 1) {
      return Optional.empty();
    }
    List<Target> pythons = targets.getFirst().pythons().get();
    if (pythons.stream().noneMatch(one -> one.name().equals(to.name()))) {
      return Optional.empty();
    }
    String minor = to.python().minorVersion();
    boolean first =
        pythons.stream()
            .filter(one -> one.python().minorVersion().equals(minor))
            .findFirst()
            .filter(one -> one.name().equals(to.name()))
            .isPresent();
    return Optional.of(chosen(first ? minor : to.python().toString()));
  }

  private List<Word> chosen(String python) {
    List<Word> changed = new ArrayList<>();
    boolean found = false;
    for (Word word : words) {
      boolean choice = word instanceof Word.Valued valued && valued.isNamed(PYTHON);
      changed.add(choice ? ((Word.Valued) word).with(python) : word);
      found |= choice;
    }
    if (!found) {
      addOptions(changed, List.of(new Word.Plain(PYTHON), new Word.Plain(python)));
    }
    return changed;
  }

  /** One name counts before {@code --only-binary :all:}, which may stand in a file. */
  private List<Word> fromSource(PackageName name) {
    List<Word> changed = new ArrayList<>();
    for (Word word : words) {
      if (word instanceof Word.Valued valued
          && (valued.isNamed("--only-binary") || valued.isNamed("--no-build"))) {
        List<String> left = without(valued.value(), name);
        if (!left.isEmpty()) {
          changed.add(valued.with(String.join(",", left)));
        }
      } else {
        changed.add(word);
      }
    }
    addOptions(changed, List.of(new Word.Plain(NO_BINARY), new Word.Plain(name.normalized())));
    return changed;
  }

  private static List<String> without(String names, PackageName name) {
    return Arrays.stream(names.split(",", -1))
        .filter(one -> !PackageName.find(one.strip()).equals(Optional.of(name)))
        .toList();
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
    return !probes && word instanceof Word.Valued valued && valued.isNamed(PYTHON);
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
