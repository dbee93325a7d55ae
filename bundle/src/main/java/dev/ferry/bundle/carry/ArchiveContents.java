package dev.ferry.bundle.carry;

import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The members of an archive that can be opened anywhere. No member climbs out, stands twice or lies
 * below a file or a link, and links lead to other members' places: {@code ..} only begins a link,
 * so that what it means does not depend on other links.
 */
final class ArchiveContents {
  private static final int MOST_MEMBERS = 200_000;
  private static final int LONGEST_PATH = 2_000;
  private static final int MOST_LINKS = 16;

  /** A member that is no folder. */
  sealed interface Member {
    /**
     * Bytes.
     *
     * @param head the first of them, as many as an ELF header needs at most
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record File(byte[] head) implements Member {}

    /**
     * A symbolic link.
     *
     * @param target resolved, relative to the archive's top
     */
    record Link(String target) implements Member {}
  }

  private final Map<String, Member> members = new TreeMap<>();
  private final TreeSet<String> folders = new TreeSet<>();

  Map<String, Member> members() {
    return Collections.unmodifiableMap(members);
  }

  Set<String> folders() {
    return Collections.unmodifiableSet(folders);
  }

  void addFolder(String path) throws BadArchive {
    checkPath(path);
    makeFolders(path);
  }

  void addFile(String path, byte[] head) throws BadArchive {
    add(path, new Member.File(head));
  }

  /** A hard link is a second name of a file that came before. */
  void addHardLink(String path, String source) throws BadArchive {
    if (!(members.get(source) instanceof Member.File file)) {
      throw badLink(path, source);
    }
    add(path, file);
  }

  void addLink(String path, String text) throws BadArchive {
    if (text.isEmpty() || text.startsWith("/") || isStrange(text)) {
      throw badLink(path, text);
    }
    List<String> at = new ArrayList<>(List.of(path.split("/")));
    at.removeLast();
    boolean climbing = true;
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        if (!climbing || at.isEmpty()) {
          throw badLink(path, text);
        }
        at.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        climbing = false;
        at.add(part);
      }
    }
    add(path, new Member.Link(String.join("/", at)));
  }

  private void add(String path, Member member) throws BadArchive {
    checkPath(path);
    if (folders.contains(path) || members.containsKey(path)) {
      throw new BadArchive(Text.of("it holds `%s` twice", "其中 `%s` 重复出现", shown(path)));
    }
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      makeFolders(path.substring(0, slash));
    }
    if (members.size() >= MOST_MEMBERS) {
      throw new BadArchive(Text.of("it holds more than %d members", "其中的成员超过 %d 个", MOST_MEMBERS));
    }
    members.put(path, member);
  }

  private void makeFolders(String path) throws BadArchive {
    for (int slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
      String folder = slash < 0 ? path : path.substring(0, slash);
      if (members.containsKey(folder)) {
        throw new BadArchive(
            Text.of(
                "its member `%s` is a file or a link, and other members lie below it",
                "其成员 `%s` 是文件或链接，却有其他成员位于其下", shown(folder)));
      }
      folders.add(folder);
      if (slash < 0) {
        return;
      }
    }
  }

  private static void checkPath(String path) throws BadArchive {
    boolean inside = !path.isEmpty() && path.length() <= LONGEST_PATH && !isStrange(path);
    for (String part : path.split("/", -1)) {
      inside &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
    }
    if (!inside) {
      throw new BadArchive(
          Text.of(
              "its member `%s` would not stay inside the folder that receives it",
              "其成员 `%s` 会超出接收它的目录", shown(path)));
    }
  }

  /** Control characters, backslashes, and what is not UTF-8. */
  private static boolean isStrange(String path) {
    return path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD');
  }

  private static BadArchive badLink(String path, String target) {
    return new BadArchive(
        Text.of(
            "its link `%s` leads to `%s`; a link must be relative and stay inside",
            "其链接 `%s` 指向 `%s`；链接必须是相对的且不超出归档", shown(path), shown(target)));
  }

  static String shown(String path) {
    String plain = path.replaceAll("[\\p{Cntrl}\\x{FFFD}]", "?");
    return plain.length() <= 120 ? plain : plain.substring(0, 117) + "...";
  }

  /** The file that a path leads to, through links of members. */
  Optional<String> findFile(String path) {
    String at = path;
    for (int i = 0; i < MOST_LINKS; i++) {
      switch (members.get(at)) {
        case null -> {
          Optional<String> through = throughFolderLink(at);
          if (through.isEmpty()) {
            return Optional.empty();
          }
          at = through.get();
        }
        case Member.File file -> {
          return Optional.of(at);
        }
        case Member.Link link -> at = link.target();
      }
    }
    return Optional.empty();
  }

  private Optional<String> throughFolderLink(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (members.get(path.substring(0, slash)) instanceof Member.Link link) {
        String rest = path.substring(slash);
        return Optional.of(link.target().isEmpty() ? rest.substring(1) : link.target() + rest);
      }
    }
    return Optional.empty();
  }
}
