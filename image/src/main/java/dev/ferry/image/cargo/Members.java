package dev.ferry.image.cargo;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The members of a carried archive as they are read, each path once and inside. */
final class Members {
  /** As a bundle's installer takes: no more, so that both give the same environment. */
  private static final int MOST = 200_000;

  private static final int LONGEST_PATH = 2_000;

  /** What a member is. */
  sealed interface Member {
    /** A file: a part of the blob that holds all contents, one after another. */
    record File(long offset, long size, int mode, String sha256) implements Member {}

    /** A symbolic link. */
    record Link(String target) implements Member {}

    /** A folder. */
    record Folder() implements Member {}
  }

  private final String label;
  private final TreeMap<String, Member> members = new TreeMap<>();
  private final Map<String, Member.File> files = new HashMap<>();

  Members(String label) {
    this.label = label;
  }

  SortedMap<String, Member> all() {
    return members;
  }

  void folder(String path) {
    requireInside(path);
    members.putIfAbsent(path, new Member.Folder());
  }

  void file(String path, Member.File file) {
    requireInside(path);
    requireNew(path);
    members.put(path, file);
    files.put(path, file);
  }

  /** Another name of an earlier file: the same bytes once more. */
  void hardLink(String path, String target) {
    Member.File file = files.get(target);
    if (file == null) {
      throw bad(path, Text.of("it is a hard link to `%s`", "它是指向 `%s` 的硬链接", target));
    }
    file(path, file);
  }

  void link(String path, String target) {
    requireInside(path);
    requireNew(path);
    if (!staysInside(path, target)) {
      throw bad(path, Text.of("it is a link to `%s`", "它是指向 `%s` 的链接", target));
    }
    members.put(path, new Member.Link(target));
  }

  private void requireNew(String path) {
    if (members.containsKey(path)) {
      throw bad(path, Text.of("it is there twice", "它出现了两次"));
    }
    if (members.size() >= MOST) {
      throw bad(path, Text.of("it has more than %d members", "成员超过 %d 个", MOST));
    }
  }

  private void requireInside(String path) {
    boolean plain =
        !path.isEmpty()
            && path.length() <= LONGEST_PATH
            && path.indexOf('\\') < 0
            && path.chars().noneMatch(Character::isISOControl);
    if (!plain) {
      throw bad(path, Text.of("a bad path", "路径有误"));
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw bad(path, Text.of("a bad path", "路径有误"));
      }
    }
  }

  /** A relative target; {@code ..} only begins it, so that other links do not change its sense. */
  private static boolean staysInside(String path, String target) {
    if (target.isEmpty()
        || target.startsWith("/")
        || target.indexOf('\\') >= 0
        || target.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    long depth = path.chars().filter(c -> c == '/').count();
    boolean climbing = true;
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        depth--;
        if (!climbing || depth < 0) {
          return false;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        climbing = false;
      }
    }
    return true;
  }

  FerryException bad(String path, Text what) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Archive `%s`: member `%s`: %s", "归档 `%s`：成员 `%s`：%s", label, path, what));
  }
}
