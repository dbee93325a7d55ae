package dev.ferry.carry.compare;

import dev.ferry.python.wheel.MemberFacts;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a wheel can run without that anybody calls its modules.
 *
 * @param places what each says or holds: a line, a target, a digest
 */
record RunningCode(SortedMap<Place, String> places) {
  /** Of a wheel that is not there. */
  static final RunningCode NONE = new RunningCode(Collections.emptySortedMap());

  private static final Set<String> COMMANDS = Set.of("console_scripts", "gui_scripts");
  private static final Set<String> BUILDERS =
      Set.of("distutils.commands", "distutils.setup_keywords", "egg_info.writers");
  private static final String SETUPTOOLS = "setuptools.";

  /**
   * Where it stands.
   *
   * @param kind what runs it
   * @param name of the command, or path without the package's version
   */
  record Place(FindingKind kind, String name) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = kind.compareTo(other.kind);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  static RunningCode of(OpenedWheel wheel) {
    SortedMap<Place, String> places = new TreeMap<>();
    for (MemberFacts member : wheel.record().members()) {
      member(wheel, member)
          .ifPresent(kind -> places.put(place(wheel, kind, member), says(wheel, kind, member)));
    }
    EntryPointLines.of(wheel.record())
        .forEach(
            (group, lines) ->
                lines.forEach(
                    (name, target) ->
                        places.put(new Place(kind(group), label(group, name)), target)));
    return new RunningCode(places);
  }

  private static Optional<FindingKind> member(OpenedWheel wheel, MemberFacts member) {
    Installed place = Installed.of(member.path());
    if (place.isPathFile()) {
      String text = wheel.pathFiles().getOrDefault(member.path(), "");
      return Optional.of(
          OpenedWheel.hook(text).isEmpty() ? FindingKind.PATH_FILE : FindingKind.START_HOOK);
    }
    if (place.isSiteHook()) {
      return Optional.of(FindingKind.SITE_HOOK);
    }
    return switch (place.scheme()) {
      case "scripts" -> Optional.of(FindingKind.COMMAND);
      case "data" -> Optional.of(FindingKind.PLACED);
      default -> isProgram(member) ? Optional.of(FindingKind.PROGRAM) : Optional.empty();
    };
  }

  /** An ELF program, or a file that is marked as one and is no module and no library. */
  private static boolean isProgram(MemberFacts member) {
    String name = member.path().substring(member.path().lastIndexOf('/') + 1);
    boolean library = name.endsWith(".so") || name.contains(".so.");
    if (member.nativeFacts().isPresent()) {
      return member.nativeFacts().get().program() && !library;
    }
    boolean bare = name.indexOf('.') < 0 && !member.path().contains(".dist-info/");
    return member.executable()
        && (bare || name.endsWith(".sh") || name.endsWith(".bash") || name.endsWith(".exe"));
  }

  /** A command is known by its name in {@code bin}, whatever version brings it. */
  private static Place place(OpenedWheel wheel, FindingKind kind, MemberFacts member) {
    Installed installed = Installed.of(member.path());
    return new Place(
        kind,
        installed.inLibrary()
            ? MemberChanges.versionless(member.path(), wheel.record())
            : installed.path());
  }

  private static String says(OpenedWheel wheel, FindingKind kind, MemberFacts member) {
    String digest = member.sha256().abbreviated();
    return kind == FindingKind.START_HOOK
        ? OpenedWheel.hook(wheel.pathFiles().getOrDefault(member.path(), "")) + " (" + digest + ")"
        : digest;
  }

  private static FindingKind kind(String group) {
    if (COMMANDS.contains(group)) {
      return FindingKind.COMMAND;
    }
    return BUILDERS.contains(group) || group.startsWith(SETUPTOOLS)
        ? FindingKind.SETUP_HOOK
        : FindingKind.PLUGIN;
  }

  private static String label(String group, String name) {
    return COMMANDS.contains(group) ? name : group + ": " + name;
  }
}
